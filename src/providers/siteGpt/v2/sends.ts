import type { ChatEvent, ReplyEnd } from "../../../core/chatEvents.ts";
import { ChatError, toChatError } from "../../../core/errors.ts";
import type { HttpCall, HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import type { SessionAddress } from "../../../core/provider.ts";
import { limitBytes } from "../../../core/wire/bytes.ts";
import { decodeJson } from "../../../core/wire/json.ts";
import { replyEvents } from "../replyEvents.ts";
import { toSession } from "../sessions.ts";
import { openEnvelope, withScope } from "./calls.ts";
import type { Conversations } from "./conversations.ts";
import { sentSchema, type WireSent } from "./wire.ts";

const maxReplyBytes = 16 * 1024 * 1024;

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
    const sent = yield* this.#call(path`/api/v2/chatbots/${chatbotId}/messages`, text, signal);
    const { conversation, message, threadId } = sent;
    const sessionId = conversation?.threadId ?? message.threadId ?? threadId;
    if (sessionId) {
      const session = toSession({ ...conversation, threadId: sessionId }, chatbotId);
      yield { type: "session-created", session };
      yield* this.#reply(sent, { chatbotId, sessionId }, signal);
      return;
    }
    // The answer is shown all the same, and its conversation can be found in the list.
    for await (const event of replyEvents(message, "complete"))
      if (event.type !== "reply-end") yield event;
    throw new ChatError("bad-reply", "the answer does not say in which conversation it is");
  }

  /** Continues a conversation (6.2). */
  async *next(
    address: SessionAddress,
    text: string,
    signal: AbortSignal,
  ): AsyncGenerator<ChatEvent> {
    const { chatbotId, sessionId } = address;
    const at = path`/api/v2/chatbots/${chatbotId}/conversations/${sessionId}/messages`;
    yield* this.#reply(yield* this.#call(at, text, signal), address, signal);
  }

  async *#call(at: string, text: string, signal: AbortSignal): AsyncGenerator<ChatEvent, WireSent> {
    const call: HttpCall = {
      method: "POST",
      path: at,
      // No other member is documented, and one more may be refused (trap 4).
      json: { message: text, pageUrl: null },
      // The whole answer is written inside the call (1.11).
      timeouts: { headers: 120_000 },
    };
    try {
      const response = yield* this.#http.open(call, signal);
      const body = await decodeJson(limitBytes(response.body, maxReplyBytes), "the answer");
      return openEnvelope(sentSchema, body, call);
    } catch (thrown) {
      throw withScope(toChatError(thrown), call);
    }
  }

  async *#reply(
    sent: WireSent,
    address: SessionAddress,
    signal: AbortSignal,
  ): AsyncGenerator<ChatEvent> {
    yield* replyEvents(sent.message, await this.#silenceOf(sent, address, signal));
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
