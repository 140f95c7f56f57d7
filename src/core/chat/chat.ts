import { Pending } from "../async/pending.ts";
import { SingleFlight } from "../async/singleFlight.ts";
import type { Clock } from "../clock.ts";
import { toChatError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Continuation, ErrorData, Message, Reaction, Session } from "../model.ts";
import type { ChatProvider, HumanReply, SessionAddress } from "../provider.ts";
import { ChatDraft } from "./chatDraft.ts";
import type { ChatParts } from "./chatParts.ts";
import type { ChatStore } from "./chatStore.ts";
import { type Draft, emptyDraft } from "./draft.ts";
import { Elsewhere } from "./elsewhere.ts";
import { findLostSession } from "./lostSession.ts";
import { MissingAnswers } from "./missingAnswers.ts";
import { Outbox } from "./outbox.ts";
import { isEndedBadly, isOf, type Question, queueOf, replyKey, replyMessage } from "./questions.ts";
import { Sender } from "./sender.ts";
import { ServiceActions } from "./serviceActions.ts";
import { type ChatChange, type ChatState, emptyChat, isAskedByAi, reduce } from "./state.ts";
import { StoredAnswers } from "./storedAnswers.ts";

/** What a chat works with. */
export interface ChatOptions {
  /** Gives the account's client; rejects with a `ChatError`. */
  readonly connect: () => Promise<ChatProvider>;
  /** Where the chat is written down. */
  readonly store: ChatStore;
  readonly clock: Clock;
  readonly log: Log;
  /** A fresh id for a question. */
  readonly newId: () => string;
  /** Tells this window from the others that may have the same chat open. */
  readonly window: string;
  readonly chatbotId: string;
  /** The service's id of the session, where it is known without what is written down. */
  readonly serviceId: string | undefined;
  /** At most so many passages are to be drawn on for an answer, if the user has said so. */
  readonly readSourceLimit?: () => number | undefined;
  /** A question goes out from here, of an AI agent or of the user. */
  readonly onSend?: (isByAi: boolean) => void;
  /** The service has made the session. */
  readonly onSessionCreated: (session: Session) => void;
  /** True for a session, by the service's id, that is another chat's. */
  readonly isTaken?: (serviceId: string) => Promise<boolean>;
  /** Nothing goes on any more that would be lost if the chat was closed. */
  readonly onIdle: () => void;
}

/**
 * One session and everything that belongs to it: history, questions, the answer that is arriving, the draft, and what
 * is written down. The only owner of a question, from the key that sends it to the answer on the screen; panels, tree
 * and commands look at `state` and call methods. Of all that goes wrong with a question, nothing is thrown: it ends in
 * a change of the state.
 */
export class Chat {
  readonly draft: ChatDraft;
  readonly #options: ChatOptions;
  readonly #listeners = new Set<(change: ChatChange) => void>();
  readonly #life = new AbortController();
  /** Aborts when the chat begins to close: what waits in the queue is not sent any more. */
  readonly life: AbortSignal = this.#life.signal;
  readonly #outbox: Outbox;
  readonly #answers: StoredAnswers;
  readonly #missing: MissingAnswers;
  readonly #elsewhere: Elsewhere;
  readonly #service: ServiceActions;
  readonly #parts: ChatParts;
  readonly #sender: Sender;
  /** Two clicks ask again once. */
  readonly #againOnce = new SingleFlight<string, void>();
  #state: ChatState = emptyChat;
  #shownServiceId: string | undefined;
  #isOpen = false;
  #closing: Promise<void> | undefined;

  private constructor(options: ChatOptions) {
    const { clock, log, store, window, connect } = options;
    this.#options = options;
    this.#outbox = new Outbox({
      store,
      clock,
      log,
      window,
      onOthers: () => this.#followOthers(),
      onDraft: (draft) => this.draft.adopt(draft),
      onWritten: () => this.#tellIdle(),
    });
    this.draft = new ChatDraft({ clock, save: async (draft) => this.#outbox.saveDraft(draft) });
    const adopt = async (session: Session, questionId: string) => this.#adopt(session, questionId);
    const { isTaken = async () => false } = options;
    const lost = { outbox: this.#outbox, chatbotId: options.chatbotId, connect, isTaken, adopt };
    this.#parts = {
      outbox: this.#outbox,
      clock,
      log,
      pending: new Pending(),
      life: this.life,
      state: () => this.#state,
      emit: (change) => this.#emit(change),
      connect,
      address: () => this.#address(),
      findSession: async (signal) => findLostSession(lost, signal),
    };
    this.#answers = new StoredAnswers(this.#parts);
    this.#missing = new MissingAnswers(this.#parts, this.#answers, () => this.#tellIdle());
    this.#elsewhere = new Elsewhere(this.#parts);
    this.#service = new ServiceActions(this.#parts, this.#answers);
    const { newId, chatbotId, readSourceLimit, onSend } = options;
    this.#sender = new Sender({
      parts: this.#parts,
      answers: this.#answers,
      missing: this.#missing,
      window,
      newId,
      chatbotId,
      readSourceLimit,
      onStart: (text) => onSend?.(isAskedByAi({ role: "user", text }, this.state)),
      adopt,
      onEnd: () => this.#tellIdle(),
      onStopElsewhere: () => this.#followOthers(),
    });
  }

  /** A chat with what is written down of it; its history is not loaded yet. */
  static async open(options: ChatOptions): Promise<Chat> {
    const chat = new Chat(options);
    chat.draft.adopt(await chat.#outbox.open());
    const queue = queueOf(chat.#outbox.questions);
    chat.#state = { ...emptyChat, messages: chat.#answers.compose(), queue };
    chat.#shownServiceId = chat.serviceId;
    chat.#isOpen = true;
    chat.#followOthers();
    return chat;
  }

  get state(): ChatState {
    return this.#state;
  }

  /** The service's id of the session; undefined until the service has made it. */
  get serviceId(): string | undefined {
    return this.#outbox.serviceId ?? this.#options.serviceId;
  }

  /** True while something goes on that would be lost, or missed, if the chat was closed. */
  get isBusy(): boolean {
    return (
      this.#sender.isSending ||
      this.#sender.next !== undefined ||
      this.#missing.isLooking ||
      this.#outbox.isWriting
    );
  }

  /** Calls back after each change; the result ends that. */
  subscribe(listener: (change: ChatChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Loads the history, or for a new session what the chatbot opens with; then looks for answers that are missing. */
  async load(): Promise<void> {
    await this.#answers.load();
    const { history, messages, reply } = this.#state;
    if (this.#closing || history.kind !== "ready") return;
    this.#missing.start("later");
    if (messages.length === 0 && !reply) await this.#loadOpening();
  }

  /**
   * Asks a question, after the answer that is arriving. It is written down before it is sent, in one step with what
   * stays of the draft. Gives the question's id; undefined when the chat is being closed.
   */
  ask(text: string, draft: Draft = emptyDraft): string | undefined {
    if (this.#closing) return undefined;
    const question = this.#sender.newQuestion(text);
    const writing = this.#outbox.add(question, draft);
    this.draft.setWith(draft, writing);
    this.#sender.pump();
    return question.id;
  }

  /** Sends what waits, the first question now: an answer that is arriving is stopped for it. */
  sendNext(): void {
    this.#sender.sendNext();
  }

  /** Takes a question out of the queue. */
  unqueue(id: string): void {
    if (this.#outbox.find(id)?.state !== "waiting") return;
    void this.#outbox.remove([id]);
    this.#sender.pump();
  }

  /** Ends the answer that is arriving, in whichever window. What has arrived stays, and what waits goes on waiting. */
  stop(): void {
    this.#sender.stop();
  }

  /** Stops, and resolves when nothing is on its way to the service any more. */
  async stopAll(): Promise<void> {
    this.stop();
    await this.#sender.settled();
  }

  /**
   * Asks a question again whose answer failed, was stopped or interrupted. Looks first at what the service has
   * stored, so that an answer which was only lost on its way is shown instead of being asked for twice.
   * @param key of the question's message or of its answer's
   */
  async retry(key: string): Promise<void> {
    const question = this.#outbox.questions.find((one) => isOf(one, key));
    if (!question || !isEndedBadly(question)) return;
    await this.#missing.retry(question, async () => this.#lookAndAsk(question));
    this.#tellIdle();
  }

  /**
   * Asks a question again although it was answered. Where the service can delete, the old question and answer go
   * first, so that they do not colour the new answer. Throws `ChatError` when they cannot be deleted.
   * @param key of the answer's message
   */
  async askAgain(key: string): Promise<void> {
    if (this.#sender.isSending) return;
    await this.#againOnce.run(key, async () => this.#parts.pending.track(this.#askAgain(key)));
  }

  /** See `ServiceActions.remove`. */
  async remove(keys: readonly string[]): Promise<void> {
    await this.#parts.pending.track(this.#service.remove(keys));
  }

  /** See `ServiceActions.react`. */
  async react(key: string, reaction: Reaction): Promise<void> {
    await this.#parts.pending.track(this.#service.react(key, reaction));
  }

  /** See `ServiceActions.readAgain`. */
  async readAgain(): Promise<void> {
    await this.#parts.pending.track(this.#service.readAgain());
  }

  /** See `ServiceActions.escalate`. */
  async escalate(reason: string | undefined): Promise<void> {
    await this.#parts.pending.track(this.#service.escalate(reason));
  }

  /** See `ServiceActions.replyAsHuman`. */
  async replyAsHuman(reply: HumanReply): Promise<void> {
    await this.#parts.pending.track(this.#service.replyAsHuman(reply));
  }

  /** Chooses the template that a new session is made from. */
  chooseRecipe(recipeId: string | undefined): void {
    this.#emit({ type: "recipe-chosen", recipeId });
  }

  /** Shows another title. */
  rename(title: string): void {
    this.#emit({ type: "session-changed", title });
  }

  /** Shows who answers: people, or the chatbot. */
  setHumanMode(humanMode: boolean): void {
    if (humanMode !== this.#state.humanMode) this.#emit({ type: "session-changed", humanMode });
  }

  /** Shows which questions AI agents have asked. */
  setAiQuestions(aiQuestions: readonly string[]): void {
    this.#emit({ type: "session-changed", aiQuestions });
  }

  /** Shows below an answer what a model of the editor makes of it. @param key of the answer's message */
  showContinuation(key: string, continuation: Continuation): void {
    this.#emit({ type: "message-changed", key, change: { continuation } });
  }

  /** Looks again for answers that are missing: the network may be back, or the user is. */
  lookAgain(): void {
    if (!this.#closing) this.#missing.again();
  }

  /** Looks for no missing answer any more, until it is opened again. */
  stopLooking(): void {
    this.#missing.giveUp();
  }

  /**
   * Ends everything that goes on and resolves when it has ended: what was being answered is interrupted, and what was
   * typed is written down.
   * @param forget true when nothing may be written down any more, because it is being deleted
   */
  async close({ forget = false } = {}): Promise<void> {
    if (forget) this.#outbox.forget();
    this.#closing ??= this.#close();
    await this.#closing;
  }

  async #close(): Promise<void> {
    this.#missing.stop();
    this.draft.flush();
    this.#life.abort();
    await this.#sender.close();
    await this.#parts.pending.settled();
    await this.#outbox.close();
  }

  async #askAgain(key: string): Promise<void> {
    const at = this.#state.messages.findIndex((message) => message.key === key);
    // It may be gone since it was shown.
    if (at === -1) return;
    const question = this.#state.messages.slice(0, at).findLast(({ role }) => role === "user");
    if (!question) return;
    await this.#service.removeToAskAgain(key);
    const draft = this.draft.value;
    if (this.ask(question.text, draft) !== undefined) return;
    // The chat is being closed, and the old question may be deleted by now: a new one waits in its place.
    await this.#outbox.add(this.#sender.newQuestion(question.text), draft);
  }

  async #loadOpening(): Promise<void> {
    const { chatbotId } = this.#options;
    await this.#parts.pending.track(this.#service.loadOpening(chatbotId));
  }

  /** Asks again what the service does not have. Does not throw. */
  async #lookAndAsk(question: Question): Promise<void> {
    let error: ErrorData | undefined;
    try {
      await this.#parts.pending.track(this.#answers.lookBefore(this.life));
    } catch (thrown) {
      error = toChatError(thrown).toData();
    }
    const still = this.#outbox.find(question.id);
    // It was found, or taken out meanwhile.
    if (!still || this.#closing) return;
    // Whoever tries again although nobody can tell has decided that it is to be asked again.
    if (!error || (error.kind === "unsure" && question.error?.kind === "unsure")) {
      this.#sender.askInstead(still);
      return;
    }
    const failed = { ...still, state: "failed", error } as const;
    void this.#outbox.change(still.id, { state: "failed", error });
    this.#emit({ type: "messages-replaced", keys: [replyKey(still)], by: [replyMessage(failed)] });
  }

  /** Shows what other windows have changed. */
  #followOthers(): void {
    if (!this.#isOpen || this.#closing) return;
    this.#sender.followOthers();
    const wasShown = this.#elsewhere.isShown;
    this.#elsewhere.follow();
    if (this.#isOneGone() || this.#isNewAtService()) {
      this.#answers.history.forget();
      void this.#answers.refresh();
    } else if (this.#answers.history.messages) {
      const messages = this.#answers.compose();
      if (!isSame(messages, this.#state.messages)) this.#emit({ type: "history-loaded", messages });
    }
    this.#sender.pump();
    // What that window was sending may have been lost with it.
    if (wasShown && !this.#elsewhere.isShown) this.#missing.again();
  }

  /** True when a question is shown that another window has taken out, or has seen at the service. */
  #isOneGone(): boolean {
    return this.#state.messages.some(
      ({ key, isLocal }) =>
        isLocal === true && !this.#outbox.questions.some((question) => isOf(question, key)),
    );
  }

  /** True when another window has made the session at its service. */
  #isNewAtService(): boolean {
    const isNew = this.#shownServiceId !== this.serviceId;
    this.#shownServiceId = this.serviceId;
    return isNew;
  }

  /** The service has made the session for a question; resolves when its id is written down. */
  async #adopt(session: Session, questionId: string): Promise<void> {
    const writing = this.#outbox.setServiceId(session.id, questionId);
    this.#shownServiceId = session.id;
    this.#options.onSessionCreated(session);
    await writing;
  }

  #address(): SessionAddress | undefined {
    const { serviceId } = this;
    return serviceId === undefined
      ? undefined
      : { chatbotId: this.#options.chatbotId, sessionId: serviceId };
  }

  #tellIdle(): void {
    if (!this.isBusy && !this.#closing) this.#options.onIdle();
  }

  #emit(change: ChatChange): void {
    this.#state = reduce(this.#state, change);
    for (const listener of this.#listeners) listener(change);
  }
}

/** True when the same messages are shown, each as it is. */
function isSame(left: readonly Message[], right: readonly Message[]): boolean {
  const describe = ({ key, isLocal, state, text }: Message): string =>
    isLocal ? `${key} ${state?.kind} ${text.length}` : key;
  return left.map(describe).join() === right.map(describe).join();
}
