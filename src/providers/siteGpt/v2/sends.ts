import type { ChatEvent, ReplyEnd } from "../../../core/chatEvents.ts";
import { ChatError, toChatError } from "../../../core/errors.ts";
import type { HttpCall, HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import type { Session } from "../../../core/model.ts";
import type { SessionAddress } from "../../../core/provider.ts";
import { type ReplyReading, readReply } from "../replies.ts";
import { toSession } from "../sessions.ts";
import { openEnvelope, withScope } from "./calls.ts";
import type { Conversations } from "./conversations.ts";
import { sentSchema, type WireSent } from "./wire.ts";

/** The two calls that ask a chatbot (6.1, 6.2). */
export class Sends {
  readonly #http: HttpClient;
  readonly #conversations: Conversations;

  constructor(http: HttpClient, conversations: Conversations) {
    this.#http = http;
    this.#conversations = conversations;
  }

  /** Starts a conversation (6.1). Throws `bad-reply` behind the answer where it does not say in which one it is. */
  async *first(chatbotId: string, text: string, signal: AbortSignal): AsyncGenerator<ChatEvent> {
    const at = path`/api/v2/chatbots/${chatbotId}/messages`;
    let end: ChatEvent | undefined;
    let isNamed = false;
    const events = this.#ask(at, text, signal, {
      before: (sent) => {
        const session = sessionOf(sent, chatbotId);
        return session ? [{ type: "session-created", session }] : [];
      },
      silenceOf: async (sent) => {
        const session = sessionOf(sent, chatbotId);
        if (!session) return "complete";
        return this.#silenceOf(sent, { chatbotId, sessionId: session.id }, signal);
      },
    });
    for await (const event of events) {
      isNamed ||= event.type === "session-created";
      if (event.type === "reply-end") end = event;
      else yield event;
    }
    // The answer is shown all the same, and its conversation can be found in the list.
    if (!isNamed)
      throw new ChatError("bad-reply", "the answer does not say in which conversation it is");
    if (end) yield end;
  }

  /** Continues a conversation (6.2). */
  async *next(
    address: SessionAddress,
    text: string,
    signal: AbortSignal,
  ): AsyncGenerator<ChatEvent> {
    const { chatbotId, sessionId } = address;
    const at = path`/api/v2/chatbots/${chatbotId}/conversations/${sessionId}/messages`;
    yield* this.#ask(at, text, signal, {
      silenceOf: async (sent) => this.#silenceOf(sent, address, signal),
    });
  }

  async *#ask(
    at: string,
    text: string,
    signal: AbortSignal,
    reading: Omit<ReplyReading<WireSent>, "open">,
  ): AsyncGenerator<ChatEvent> {
    const call: HttpCall = {
      method: "POST",
      path: at,
      // No other member is documented, and one more may be refused (trap 4).
      json: { message: text, pageUrl: null },
      // The whole answer is written inside the call (1.11).
      timeouts: { headers: 120_000 },
    };
    const open = (document: unknown): WireSent => openEnvelope(sentSchema, document, call);
    try {
      const response = yield* this.#http.open(call, signal);
      yield* readReply(this.#http, response, { ...reading, open });
    } catch (thrown) {
      throw withScope(toChatError(thrown), call);
    }
  }

  /** An answer that is missing is no failure (trap 3); whether people answer, the conversation says. */
  async #silenceOf(
    { message, conversation }: WireSent,
    address: SessionAddress,
    signal: AbortSignal,
  ): Promise<ReplyEnd["outcome"]> {
    if (message.answer?.text) return "complete";
    if (message.messageType === "USER_MESSAGE") return "for-humans";
    const mode = conversation?.mode ?? (await this.#modeOf(address, signal));
    return mode === "AGENT" ? "for-humans" : "complete";
  }

  /** Undefined where that cannot be read: the question was answered all the same. */
  async #modeOf(address: SessionAddress, signal: AbortSignal): Promise<string | undefined> {
    try {
      return (await this.#conversations.read(address, signal)).mode ?? undefined;
    } catch (error) {
      if (signal.aborted) throw error;
      return undefined;
    }
  }
}

/** The session that a first message has made, where the answer names it (6.1). */
function sessionOf(
  { conversation, message, threadId }: WireSent,
  chatbotId: string,
): Session | undefined {
  const id = conversation?.threadId ?? message.threadId ?? threadId;
  return id ? toSession({ ...conversation, threadId: id }, chatbotId) : undefined;
}
