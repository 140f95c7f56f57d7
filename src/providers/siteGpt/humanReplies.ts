import { safeParse } from "valibot";
import { path } from "../../core/http/path.ts";
import type { HumanReply, ProviderContext, SessionAddress } from "../../core/provider.ts";
import { envelope, sentSchema, type WireMessage } from "./wire.ts";

/** What humans say in the place of a chatbot, and who they are: threads may leave the name out (3.1). */
export class HumanReplies {
  readonly #context: Pick<ProviderContext, "http" | "notes">;

  constructor(context: Pick<ProviderContext, "http" | "notes">) {
    this.#context = context;
  }

  /** Sends a reply (9.1). Throws `ChatError`. */
  async send(
    { chatbotId, sessionId }: SessionAddress,
    { text, author }: HumanReply,
    signal: AbortSignal,
  ): Promise<void> {
    const { http, notes } = this.#context;
    const call = {
      method: "POST",
      path: path`/api/v0/chatbots/${chatbotId}/message`,
      json: { message: text, from: "AGENT", threadId: sessionId, agentName: author },
    } as const;
    // Whatever else the answer says, the visitor has got the reply: it must not be sent twice.
    const answer = safeParse(envelope(sentSchema), await http.confirm(call, signal));
    const message = answer.success ? answer.output.data.message : undefined;
    const recordId = message?.id ?? message?.messageId;
    if (recordId) await notes.writeText(noteOf(chatbotId, recordId), author);
  }

  /** A message with the name of the human who was seen to send it from here, where the service leaves it out. */
  async named(chatbotId: string, message: WireMessage): Promise<WireMessage> {
    const recordId = message.messageId ?? message.id;
    if (message.messageType !== "AGENT_MESSAGE" || message.agentName || !recordId) return message;
    const agentName = await this.#context.notes.readText(noteOf(chatbotId, recordId));
    return agentName === undefined ? message : { ...message, agentName };
  }
}

function noteOf(chatbotId: string, recordId: string): string {
  return JSON.stringify(["author", chatbotId, recordId]);
}
