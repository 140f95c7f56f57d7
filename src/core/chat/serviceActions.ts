import { Turns } from "../async/turns.ts";
import type { Reaction } from "../model.ts";
import { ChatError, toChatError } from "../errors.ts";
import type { HumanReply } from "../provider.ts";
import type { ChatParts } from "./chatParts.ts";
import { isEndedBadly, isOf } from "./questions.ts";
import { withSharedRecords } from "./state.ts";
import type { StoredAnswers } from "./storedAnswers.ts";

/** What can be done at the service with a session and its messages. Throws `ChatError`, and then shows nothing new. */
export class ServiceActions {
  readonly #parts: ChatParts;
  readonly #answers: StoredAnswers;
  /** Two opinions of one answer do not overtake each other. */
  readonly #reactions = new Turns<string>();

  constructor(parts: ChatParts, answers: StoredAnswers) {
    this.#parts = parts;
    this.#answers = answers;
  }

  /**
   * Deletes the messages with these keys, and those that share a record with them. What only Parley has is forgotten
   * here, but for an answer whose record is not known yet: it would come back. After a failure what is stored is read
   * again.
   */
  async remove(keys: readonly string[]): Promise<void> {
    const { outbox, connect, address, state, emit, life } = this.#parts;
    const gone = withSharedRecords(state().messages, keys);
    const local = outbox.questions.filter(
      (question) => isEndedBadly(question) && gone.some(({ key }) => isOf(question, key)),
    );
    const stored = gone.filter(({ isLocal }) => !isLocal);
    const recordIds = [...new Set(stored.flatMap(({ recordId }) => recordId ?? []))];
    const session = address();
    if (recordIds.length > 0 && session) {
      const provider = await connect();
      try {
        await provider.deleteMessages?.(session, recordIds, life);
      } catch (thrown) {
        // It may have been done all the same, now or before.
        this.#answers.history.touch();
        await this.#answers.refresh();
        throw thrown;
      }
      this.#answers.history.delete(recordIds);
    }
    const isGone = (key: string): boolean =>
      stored.some((one) => one.key === key) || local.some((question) => isOf(question, key));
    const shown = state().messages.flatMap(({ key }) => (isGone(key) ? [key] : []));
    if (local.length > 0) void outbox.remove(local.map(({ id }) => id));
    emit({ type: "messages-replaced", keys: shown, by: [] });
  }

  /**
   * Deletes an answer and its question, where the service can. What is cut off because the chat is being closed is no
   * failure: it may be deleted.
   */
  async removeToAskAgain(key: string): Promise<void> {
    const { connect, life, state } = this.#parts;
    const provider = await connect();
    if (!provider.deleteMessages) return;
    // Only what is known to be stored can be deleted.
    if (state().messages.find((message) => message.key === key)?.isLocal)
      await this.#answers.look(life).catch(() => undefined);
    if (life.aborted) return;
    await this.remove([key]).catch((thrown: unknown) => {
      if (!life.aborted) throw thrown;
    });
  }

  /** Tells the service what the user thinks of an answer. */
  async react(key: string, reaction: Reaction): Promise<void> {
    await this.#reactions.run(key, async () => this.#react(key, reaction));
  }

  /** Asks for a human; then reads back who answers now. */
  async escalate(reason: string | undefined): Promise<void> {
    const { connect, address, life } = this.#parts;
    const session = address();
    if (!session) return;
    const provider = await connect();
    await provider.escalate?.(session, reason, life);
    await this.readAgain();
  }

  /** Reads who answers in the session, and what has been said in it. */
  async readAgain(): Promise<void> {
    const { connect, address, emit, life } = this.#parts;
    const session = address();
    if (!session) return;
    const provider = await connect();
    const { humanMode = false } = (await provider.readSession?.(session, life)) ?? {};
    emit({ type: "session-changed", humanMode });
    await this.#answers.load();
  }

  /** Says something to the visitor in the chatbot's place; then reads back what is stored, also after a failure. */
  async replyAsHuman(reply: HumanReply): Promise<void> {
    const { connect, address, life } = this.#parts;
    const session = address();
    if (!session) throw new ChatError("not-found", "the session is not stored anywhere");
    const provider = await connect();
    try {
      await provider.replyAsHuman?.(session, reply, life);
    } finally {
      this.#answers.history.touch();
      await this.#answers.refresh();
    }
  }

  /** What the chatbot opens a new session with. Does not throw: one can ask without a welcome. */
  async loadOpening(chatbotId: string): Promise<void> {
    const { connect, emit, life, log } = this.#parts;
    try {
      const provider = await connect();
      const opening = await provider.openChat?.(chatbotId, life);
      if (opening) emit({ type: "opening-loaded", opening });
    } catch (error) {
      log.warn(`opening of the chat: ${toChatError(error).message}`);
    }
  }

  async #react(key: string, reaction: Reaction): Promise<void> {
    const { connect, address, state, emit, life } = this.#parts;
    const recordId = state().messages.find((message) => message.key === key)?.recordId;
    const session = address();
    if (recordId === undefined || !session) return;
    const provider = await connect();
    await provider.react?.(session, recordId, reaction, life);
    this.#answers.history.touch();
    emit({ type: "reaction-changed", key, reaction });
  }
}
