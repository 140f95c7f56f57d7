import { path } from "../../core/http/path.ts";
import type { HumanReply, ProviderContext, SessionAddress } from "../../core/provider.ts";
import type { WireMessage } from "./wire.ts";

type Context = Pick<ProviderContext, "http" | "notes">;

/** What humans say in the place of a chatbot, and who they are: threads may leave the name out (3.1). */
export class HumanReplies {
  readonly #context: Context;

  constructor(context: Context) {
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
    // The answer may not tell the id of what was stored, so the text stands for it.
    await http.confirm(call, signal);
    await notes.writeText(noteOf({ chatbotId, sessionId }, text), author);
  }

  /** A message with the name of the human who was seen to send it from here, where the service leaves it out. */
  async named(address: SessionAddress, message: WireMessage): Promise<WireMessage> {
    const said = message.answer?.text;
    if (message.messageType !== "AGENT_MESSAGE" || message.agentName || !said) return message;
    const agentName = await this.#context.notes.readText(noteOf(address, said));
    return agentName === undefined ? message : { ...message, agentName };
  }
}

function noteOf({ chatbotId, sessionId }: SessionAddress, text: string): string {
  return JSON.stringify(["author", chatbotId, sessionId, text]);
}
