import type { Clock } from "../clock.ts";
import { toChatError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Message, Reaction, Session } from "../model.ts";
import type { ChatProvider, SessionAddress } from "../provider.ts";
import { type ChatChange, type ChatState, emptyChat, reduce, withSharedRecords } from "./state.ts";
import { ReplyKeeper } from "./replyKeeper.ts";
import { reconcile, type Unsettled, type UnsettledStore } from "./unsettled.ts";

/** What a conversation works with. */
export interface ConversationOptions {
  /** Gives the account's client; rejects with a `ChatError`. */
  readonly connect: () => Promise<ChatProvider>;
  readonly clock: Clock;
  readonly log: Log;
  /** A fresh key for a message. */
  readonly newKey: () => string;
  readonly unsettled: UnsettledStore;
  /** At most so many passages are to be drawn on for an answer, if the person has said so. */
  readonly readSourceLimit?: () => number | undefined;
  readonly chatbotId: string;
  /** Undefined until the first question of a new session. */
  readonly sessionId: string | undefined;
  /** Called before the first question goes out, when the service has made the session. */
  readonly onSessionCreated: (session: Session) => Promise<void>;
}

/**
 * One session: its history and one answer at a time. The only place that catches a provider's errors; its methods
 * do not throw, they end in an event.
 */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #listeners = new Set<(event: ChatChange) => void>();
  #state: ChatState = emptyChat;
  #sessionId: string | undefined;
  #running: AbortController | undefined;
  #settledCount = 0;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#sessionId = options.sessionId;
  }

  get state(): ChatState {
    return this.#state;
  }

  get isAnswering(): boolean {
    return this.#running !== undefined;
  }

  /** Calls back after each change; the result ends that. */
  subscribe(listener: (event: ChatChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Loads the history, or for a new session what the chatbot opens with. Does nothing while an answer arrives. */
  async load(signal: AbortSignal): Promise<void> {
    if (this.isAnswering) return;
    this.#emit({ type: "history-loading" });
    try {
      const provider = await this.#options.connect();
      const address = this.#address();
      const unsettled = await this.#options.unsettled.read();
      const stored = address ? await provider.listMessages(address, signal) : [];
      if (this.isAnswering) return;
      this.#settledCount = stored.length;
      const { messages, settled } = unsettled
        ? reconcile(stored, unsettled)
        : { messages: stored, settled: false };
      this.#emit({ type: "history-loaded", messages });
      if (settled) await this.#options.unsettled.write(undefined);
      if (messages.length === 0) await this.#loadOpening(provider, signal);
    } catch (error) {
      const failure = toChatError(error).toData();
      // A load that its caller has given up is not a failure to show.
      if (failure.kind !== "cancelled") this.#emit({ type: "history-failed", error: failure });
    }
  }

  /** Asks and follows the answer to its end. False when an answer is already on its way. */
  async ask(text: string): Promise<boolean> {
    if (this.#running) return false;
    const running = new AbortController();
    this.#running = running;
    const { clock, newKey } = this.#options;
    const createdAt = clock.now();
    const question: Message = { key: newKey(), role: "user", text, createdAt };
    const reply: Message = {
      key: newKey(),
      role: "assistant",
      text: "",
      createdAt,
      state: { kind: "waiting" },
    };
    this.#emit({ type: "question-asked", question, reply });
    const keeper = new ReplyKeeper(this.#options, question, this.#settledCount);
    const knownRecordIds = this.#state.messages.flatMap(({ recordId }) => recordId ?? []);
    try {
      await keeper.keep(this.#state.reply);
      const provider = await this.#options.connect();
      const session = await this.#openSession(provider, text, running.signal);
      const sourceLimit = this.#options.readSourceLimit?.();
      const request = {
        session,
        text,
        knownRecordIds,
        ...(sourceLimit !== undefined && { sourceLimit }),
      };
      for await (const event of provider.send(request, running.signal)) {
        if (running.signal.aborted) break;
        this.#emit(event);
        keeper.change(() => this.#state.reply);
      }
      if (this.#state.reply) this.#emit({ type: "reply-stopped" });
    } catch (error) {
      const failure = toChatError(error);
      this.#options.log.warn(`answer: ${failure.kind} (${failure.message})`);
      this.#emit(
        running.signal.aborted || failure.kind === "cancelled"
          ? { type: "reply-stopped" }
          : { type: "reply-failed", error: failure.toData() },
      );
    }
    this.#running = undefined;
    await this.#settle(keeper);
    if (this.#state.messages.at(-1)?.state?.kind !== "failed") await this.sendQueued();
    return true;
  }

  /** Asks when the answer that is arriving has ended well or was stopped; after a failure the question waits. */
  queue(text: string): void {
    this.#emit({ type: "queue-changed", queued: [...this.#state.queued, text] });
  }

  /** Takes a question out of the queue. */
  unqueue(index: number): void {
    const queued = this.#state.queued.filter((_text, place) => place !== index);
    this.#emit({ type: "queue-changed", queued });
  }

  /** Asks the next question of the queue. */
  async sendQueued(): Promise<void> {
    const [next, ...queued] = this.#state.queued;
    if (next === undefined || this.#running) return;
    this.#emit({ type: "queue-changed", queued });
    await this.ask(next);
  }

  /** Ends the answer that is arriving; what has arrived stays. */
  stop(): void {
    this.#running?.abort();
  }

  /**
   * Asks the last question again when its answer failed or was stopped. Looks first at what the service has stored,
   * so that an answer which was only lost on its way is shown instead of being asked for twice.
   */
  async retry(): Promise<void> {
    const last = this.#state.messages.at(-1);
    const question = this.#state.messages.at(-2);
    if (this.#running || !last?.state || question?.role !== "user") return;
    const unsettled = { question, reply: last, messagesBefore: this.#settledCount };
    if (await this.#wasAnsweredAfterAll(unsettled)) return;
    this.#emit({ type: "messages-removed", keys: [question.key, last.key] });
    await this.ask(question.text);
  }

  /**
   * Asks the last question again although it was answered. Where the service can delete, the old question and answer
   * go first, so that they do not colour the new answer.
   */
  async askAgain(signal: AbortSignal): Promise<void> {
    const last = this.#state.messages.at(-1);
    const question = this.#state.messages.at(-2);
    if (this.#running || !last || question?.role !== "user") return;
    if (last.state?.kind === "failed" || last.state?.kind === "stopped") {
      await this.retry();
      return;
    }
    const provider = await this.#options.connect();
    if (provider.deleteMessages && last.recordId !== undefined)
      await this.remove([last.key], signal);
    await this.ask(question.text);
  }

  /** Deletes the messages with these keys, and those that share a record with them. */
  async remove(keys: readonly string[], signal: AbortSignal): Promise<void> {
    const gone = withSharedRecords(this.#state.messages, keys);
    const recordIds = new Set(gone.flatMap(({ recordId }) => recordId ?? []));
    const address = this.#address();
    if (recordIds.size > 0 && address) {
      const provider = await this.#options.connect();
      await provider.deleteMessages?.(address, [...recordIds], signal);
    } else {
      await this.#options.unsettled.write(undefined);
    }
    this.#settledCount = Math.max(0, this.#settledCount - gone.length);
    this.#emit({ type: "messages-removed", keys: gone.map(({ key }) => key) });
  }

  /** Tells the service what the person thinks of an answer. */
  async react(key: string, reaction: Reaction, signal: AbortSignal): Promise<void> {
    const recordId = this.#state.messages.find((message) => message.key === key)?.recordId;
    const address = this.#address();
    if (recordId === undefined || !address) return;
    const provider = await this.#options.connect();
    await provider.react?.(address, recordId, reaction, signal);
    this.#emit({ type: "reaction-changed", key, reaction });
  }

  /** Asks for a human; then reads back who answers now. */
  async escalate(reason: string | undefined, signal: AbortSignal): Promise<void> {
    const address = this.#address();
    if (!address) return;
    const provider = await this.#options.connect();
    await provider.escalate?.(address, reason, signal);
    const session = await provider.readSession(address, signal);
    this.#emit({ type: "session-changed", humanMode: session.humanMode ?? false });
    await this.load(signal);
  }

  /** Chooses the template that a new session is made from. */
  chooseRecipe(recipeId: string | undefined): void {
    this.#emit({ type: "recipe-chosen", recipeId });
  }

  /** Gives the session another name. */
  rename(title: string): void {
    this.#emit({ type: "session-changed", title });
  }

  async #openSession(
    provider: ChatProvider,
    firstQuestion: string,
    signal: AbortSignal,
  ): Promise<SessionAddress> {
    const known = this.#address();
    if (known) return known;
    const { chatbotId, onSessionCreated } = this.#options;
    const { recipeId } = this.#state;
    const session = await provider.createSession(
      chatbotId,
      { firstQuestion, ...(recipeId !== undefined && { recipeId }) },
      signal,
    );
    this.#sessionId = session.id;
    await onSessionCreated(session);
    return { chatbotId, sessionId: session.id };
  }

  #address(): SessionAddress | undefined {
    return this.#sessionId === undefined
      ? undefined
      : { chatbotId: this.#options.chatbotId, sessionId: this.#sessionId };
  }

  async #loadOpening(provider: ChatProvider, signal: AbortSignal): Promise<void> {
    try {
      const opening = await provider.openChat?.(this.#options.chatbotId, signal);
      if (opening) this.#emit({ type: "opening-loaded", opening });
    } catch (error) {
      // One can ask without a welcome message.
      this.#options.log.warn(`opening of the chat: ${toChatError(error).message}`);
    }
  }

  /** Looks whether the service has stored an answer that was lost on its way, and shows it. */
  async #wasAnsweredAfterAll(unsettled: Unsettled): Promise<boolean> {
    const address = this.#address();
    if (!address) return false;
    try {
      const provider = await this.#options.connect();
      const stored = await provider.listMessages(address, new AbortController().signal);
      const { settled, messages } = reconcile(stored, unsettled);
      if (!settled) return false;
      this.#settledCount = stored.length;
      this.#emit({ type: "history-loaded", messages });
      await this.#options.unsettled.write(undefined);
      return true;
    } catch (error) {
      // Asking again will say what is wrong.
      this.#options.log.warn(`reading back before a retry: ${toChatError(error).message}`);
      return false;
    }
  }

  /** An answer that was interrupted stays written down; a complete one is the service's to keep. */
  async #settle(keeper: ReplyKeeper): Promise<void> {
    const reply = this.#state.messages.at(-1);
    const isInterrupted = reply?.state?.kind === "stopped" || reply?.state?.kind === "failed";
    if (!isInterrupted) this.#settledCount = this.#state.messages.length;
    await keeper.keep(isInterrupted ? reply : undefined);
  }

  #emit(event: ChatChange): void {
    this.#state = reduce(this.#state, event);
    for (const listener of this.#listeners) listener(event);
  }
}
