import type { Session } from "../model.ts";
import type { ChatParts } from "./chatParts.ts";
import type { MissingAnswers } from "./missingAnswers.ts";
import {
  emptyReply,
  newQuestion,
  type Question,
  questionKey,
  questionMessage,
  queueOf,
  replyKey,
  takeOut,
} from "./questions.ts";
import { Sending, type SendingEnd, type StopReason } from "./sending.ts";
import type { StoredAnswers } from "./storedAnswers.ts";

/** What a sender works with. */
export interface SenderOptions {
  readonly parts: ChatParts;
  readonly answers: StoredAnswers;
  readonly missing: MissingAnswers;
  /** This window. */
  readonly window: string;
  readonly newId: () => string;
  readonly chatbotId: string;
  readonly readSourceLimit: (() => number | undefined) | undefined;
  /** The service has made the session for this question; resolves when its id is written down. */
  readonly adopt: (session: Session, questionId: string) => Promise<void>;
  /** Called when a question goes out. */
  readonly onStart: (question: string) => void;
  /** Called when a question has ended. */
  readonly onEnd: () => void;
  /** Called when a question of another window was stopped from here. */
  readonly onStopElsewhere: () => void;
}

/** Sends the questions of the queue, one at a time, and notes how each ended. */
export class Sender {
  readonly #options: SenderOptions;
  #sending: Sending | undefined;
  #isClosed = false;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** True while a question is being answered here. */
  get isSending(): boolean {
    return this.#sending !== undefined;
  }

  /** The next question that this window is to send without a click. */
  get next(): Question | undefined {
    const { parts, window } = this.#options;
    if (this.#isClosed) return undefined;
    return parts.outbox.questions.find(
      (one) => one.state === "waiting" && !one.isHeld && one.window === window,
    );
  }

  newQuestion(text: string): Question {
    const { parts, newId, window } = this.#options;
    const { clock, outbox } = parts;
    // Who asks later comes later, also where the clock was set back meanwhile.
    const askedAt = Math.max(clock.now(), ...outbox.questions.map((one) => one.askedAt));
    return newQuestion({ id: newId(), text, askedAt, window });
  }

  /** Sends the next question, if nothing is being answered in any window. */
  pump(): void {
    const { parts } = this.#options;
    const { next, isSending } = this;
    if (next && !isSending && !parts.state().reply && !parts.outbox.elsewhere) this.#start(next);
    this.#showQueue();
  }

  /** Sends what waits, the first question now: an answer that is arriving is stopped for it. */
  sendNext(): void {
    const { parts, window } = this.#options;
    if (parts.state().queue.questions.length === 0 || this.#isClosed) return;
    void parts.outbox.edit((questions) =>
      questions.map((one) => (one.state === "waiting" ? { ...one, isHeld: false, window } : one)),
    );
    this.#stop("next");
    this.pump();
  }

  /** Ends the answer that is arriving, in whichever window, and lets the queue wait. */
  stop(): void {
    this.#hold();
    this.#stop("stop");
    this.#showQueue();
  }

  /** Another window may have stopped the question that is being answered here, or taken it out. */
  followOthers(): void {
    const { outbox } = this.#options.parts;
    if (this.#sending && outbox.isStoppedElsewhere(this.#sending.questionId))
      this.#sending.stop("stop");
  }

  /** Puts a question in the place of one that ended badly, and sends it. */
  askInstead(old: Question): void {
    const { parts } = this.#options;
    const question = this.newQuestion(old.text);
    void parts.outbox.edit((questions) => [
      ...takeOut(questions, [old.id], question.askedAt).filter(({ id }) => id !== question.id),
      question,
    ]);
    parts.emit({
      type: "messages-replaced",
      keys: [questionKey(old), replyKey(old)],
      by: [],
    });
    this.pump();
  }

  /** Resolves when nothing is being sent. */
  async settled(): Promise<void> {
    await this.#sending?.done;
  }

  /** Interrupts what is being answered; resolves when that has ended. Nothing is sent any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const sending = this.#sending;
    sending?.stop("close");
    await sending?.done;
  }

  #start(next: Question): void {
    const { parts, answers, chatbotId, readSourceLimit, adopt, onStart } = this.#options;
    onStart(next.text);
    parts.outbox.changeHere(next.id, { state: "sending" });
    parts.emit({
      type: "question-asked",
      question: questionMessage(next),
      reply: emptyReply(next),
    });
    const sending = new Sending(next, {
      parts,
      answers,
      chatbotId,
      readSourceLimit,
      onSessionCreated: async (session) => adopt(session, next.id),
    });
    this.#sending = sending;
    void sending.done.then((end) => this.#finish(next.id, end));
  }

  #stop(reason: StopReason): void {
    const { parts, onStopElsewhere } = this.#options;
    if (this.#sending) this.#sending.stop(reason);
    else if (parts.outbox.elsewhere) {
      parts.outbox.stopElsewhere();
      onStopElsewhere();
    }
  }

  #finish(id: string, end: SendingEnd): void {
    const { parts, missing, onEnd } = this.#options;
    this.#sending = undefined;
    this.#showEnd(id, end);
    this.#note(id, end);
    const isToGoOn =
      end.kind === "answered" ||
      end.kind === "withdrawn" ||
      (end.kind === "given-up" && end.reason === "next");
    if (!isToGoOn && !this.#isClosed) this.#hold();
    if (!this.#isClosed && (end.kind === "answered" || end.kind === "failed"))
      missing.start(end.kind === "answered" ? "at-once" : "later");
    parts.log.debug(`a question ended: ${end.kind}`);
    this.pump();
    onEnd();
  }

  #showEnd(id: string, end: SendingEnd): void {
    const { emit, outbox } = this.#options.parts;
    switch (end.kind) {
      case "answered":
        break;
      case "failed":
        emit({ type: "reply-failed", error: end.error });
        break;
      case "given-up":
        if (end.reason !== "close") emit({ type: "reply-stopped" });
        else if (end.isWrittenDown)
          emit({ type: "reply-interrupted", isSent: outbox.find(id)?.isSent ?? false });
        else emit({ type: "question-withdrawn" });
        break;
      case "withdrawn":
        emit({ type: "question-withdrawn" });
    }
  }

  #note(id: string, end: SendingEnd): void {
    const { outbox, state } = this.#options.parts;
    outbox.changeHere(id, undefined);
    const question = outbox.find(id);
    const reply = state().messages.find(({ key }) => key === replyKey({ id }));
    if (!question) return;
    const change = { vouchedUntil: 0, ...(reply && { reply }) };
    switch (end.kind) {
      case "answered":
        if (end.recordId === undefined || !reply)
          void outbox.change(id, { ...change, state: "answered" });
        else {
          const { recordId } = end;
          const asked = { ...questionMessage(question), recordId, isLocal: false };
          this.#options.answers.settle(question, { question: asked, answer: reply });
        }
        break;
      case "failed":
        void outbox.change(id, { ...change, state: "failed", error: end.error });
        break;
      case "given-up":
        if (end.reason !== "close") void outbox.change(id, { ...change, state: "stopped" });
        else if (end.isWrittenDown) void outbox.change(id, { ...change, state: "interrupted" });
        // Else it waits there still.
        break;
      case "withdrawn":
    }
  }

  /** What waits needs a click from now on. */
  #hold(): void {
    const { parts, window } = this.#options;
    const isOurs = (one: Question): boolean =>
      one.state === "waiting" && !one.isHeld && one.window === window;
    if (!parts.outbox.questions.some(isOurs)) return;
    void parts.outbox.edit((questions) =>
      questions.map((one) => (isOurs(one) ? { ...one, isHeld: true } : one)),
    );
  }

  #showQueue(): void {
    const { parts } = this.#options;
    const queue = queueOf(parts.outbox.questions);
    if (JSON.stringify(queue) !== JSON.stringify(parts.state().queue))
      parts.emit({ type: "queue-changed", queue });
  }
}
