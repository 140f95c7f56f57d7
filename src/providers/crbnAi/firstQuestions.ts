import { wait } from "../../core/clock.ts";
import { toChatError } from "../../core/errors.ts";
import type { ProviderContext, SessionAddress } from "../../core/provider.ts";
import { messagesPath } from "./chatPaths.ts";
import { messagesSchema, type WireMessage } from "./wire.ts";

/** Before each look for an answer, in milliseconds. */
const pauses = [0, 1000, 2000, 4000];

/**
 * Plain chats that were made with their first question. Whether the service has stored it there, and answers it, is
 * undocumented: before it is sent as a message, the messages are looked at (4.2.2).
 */
export class FirstQuestions {
  readonly #context: Pick<ProviderContext, "http" | "clock" | "log">;
  readonly #chats = new Set<string>();

  constructor(context: Pick<ProviderContext, "http" | "clock" | "log">) {
    this.#context = context;
  }

  /** A chat was made with its first question. */
  add(chatId: string): void {
    this.#chats.add(chatId);
  }

  /**
   * The answer to a question, if it is the first one of its chat and the service has answered it already. One that is
   * stored and stays without an answer has to be sent again. Throws `ChatError` when sending would fail too.
   */
  async findAnswer(
    session: SessionAddress,
    question: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    if (!this.#chats.has(session.sessionId)) return undefined;
    for (const pause of pauses) {
      await wait(this.#context.clock, pause, signal);
      const records = await this.#read(session, signal);
      const isStored = records.some(
        ({ role, content }) => isRole(role, "user") && content?.trim() === question.trim(),
      );
      const answer = records.find(({ role, content }) => isRole(role, "assistant") && content);
      if (isStored && !answer) continue;
      this.#chats.delete(session.sessionId);
      return isStored ? (answer?.content ?? undefined) : undefined;
    }
    this.#chats.delete(session.sessionId);
    return undefined;
  }

  async #read(session: SessionAddress, signal: AbortSignal): Promise<readonly WireMessage[]> {
    const { http, log } = this.#context;
    try {
      return await http.json(
        messagesSchema,
        { method: "GET", path: messagesPath(session) },
        signal,
      );
    } catch (thrown) {
      const error = toChatError(thrown);
      // A chat without messages may have none to get; and what cannot be read says nothing.
      if (error.kind !== "not-found" && error.kind !== "bad-reply") throw error;
      log.warn(`looking for the first question: ${error.kind} (${error.message})`);
      return [];
    }
  }
}

function isRole(role: string | null | undefined, wanted: string): boolean {
  return role?.toLowerCase() === wanted;
}
