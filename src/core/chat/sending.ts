import { untilAborted } from "../async/untilAborted.ts";
import { ChatError, toChatError } from "../errors.ts";
import type { ErrorData, Session } from "../model.ts";
import type { ChatEvent } from "../chatEvents.ts";
import type { ChatProvider } from "../provider.ts";
import type { ChatParts } from "./chatParts.ts";
import { type Question, vouchedFor } from "./questions.ts";
import type { StoredAnswers } from "./storedAnswers.ts";

/** How often what has arrived is written down while it streams, in milliseconds. */
const keepEvery = 500;
/** How often at the latest, so that other windows see that this one goes on, in milliseconds. */
const vouchEvery = 2000;

/** Why a question is given up: the user stops it, stops it for the next one, or the chat is closed. */
export type StopReason = "stop" | "next" | "close";

/** How a question ended. */
export type SendingEnd =
  /** With its `reply-end`. */
  | { readonly kind: "answered"; readonly recordId: string | undefined }
  | { readonly kind: "given-up"; readonly reason: StopReason; readonly isWrittenDown: boolean }
  | { readonly kind: "failed"; readonly error: ErrorData }
  /** Another window has taken it out, or is sending one itself. */
  | { readonly kind: "withdrawn" };

/** What sending works with. */
export interface SendingOptions {
  readonly parts: ChatParts;
  readonly answers: StoredAnswers;
  readonly chatbotId: string;
  /** At most so many passages are to be drawn on for an answer, if the user has said so. */
  readonly readSourceLimit: (() => number | undefined) | undefined;
  /** The service has made the session; resolves when its id is written down. */
  readonly onSessionCreated: (session: Session) => Promise<void>;
}

/** One question on its way to the service, and its answer on the way back. Does not throw. */
export class Sending {
  readonly questionId: string;
  /** How it ended; everything that arrived was emitted by then. */
  readonly done: Promise<SendingEnd>;
  readonly #options: SendingOptions;
  readonly #abort = new AbortController();
  #reason: StopReason = "stop";
  #isWrittenDown = false;

  constructor(question: Question, options: SendingOptions) {
    this.#options = options;
    this.questionId = question.id;
    this.done = this.#run(question);
  }

  /** Gives it up; what has arrived stays. */
  stop(reason: StopReason): void {
    if (this.#abort.signal.aborted) return;
    this.#reason = reason;
    this.#abort.abort();
  }

  async #run(question: Question): Promise<SendingEnd> {
    const { signal } = this.#abort;
    try {
      if (!(await this.#claim(question))) return { kind: "withdrawn" };
      this.#isWrittenDown = true;
      return await this.#send(question);
    } catch (thrown) {
      if (signal.aborted) {
        return { kind: "given-up", reason: this.#reason, isWrittenDown: this.#isWrittenDown };
      }
      const error = toChatError(thrown);
      this.#options.parts.log.warn(`answer: ${error.kind} (${error.message})`);
      return { kind: "failed", error: error.toData() };
    }
  }

  /** Writes down that the question is being sent, with what tells its record from those before. */
  async #claim({ id, text }: Question): Promise<boolean> {
    const { parts, answers } = this.#options;
    const { signal } = this.#abort;
    await untilAborted(answers.ready(), signal);
    const isKnown = answers.history.messages !== undefined;
    return await parts.outbox.claim(id, () => {
      const known = answers.history.recordsOf(text);
      // Another window has sent something meanwhile: what is stored has to be read again.
      if (isKnown && !known) return undefined;
      return {
        state: "sending",
        isHeld: false,
        // A new session is not there yet.
        isSent: parts.address() !== undefined,
        vouchedUntil: parts.clock.now() + vouchedFor,
        ...(known && { known, after: answers.history.last }),
      };
    });
  }

  async #send({ text }: Question): Promise<SendingEnd> {
    const { parts, onSessionCreated } = this.#options;
    const { signal } = this.#abort;
    const stopKeeping = this.#keep();
    try {
      const provider = await parts.connect();
      throwIfAborted(signal);
      const events = await this.#open(provider, text);
      if (!events) return { kind: "withdrawn" };
      for await (const event of events) {
        throwIfAborted(signal);
        if (event.type === "session-created") {
          await onSessionCreated(event.session);
          continue;
        }
        if (event.type === "reply-start")
          parts.outbox.changeHere(this.questionId, { state: "answering" });
        parts.emit(event);
        if (event.type === "reply-end") return { kind: "answered", recordId: event.recordId };
      }
      throw new ChatError("bad-reply", "the answer has no end");
    } finally {
      stopKeeping();
    }
  }

  /** Undefined when another window has made the session meanwhile: then it is not known what is in it. */
  async #open(provider: ChatProvider, text: string): Promise<AsyncIterable<ChatEvent> | undefined> {
    const { parts, chatbotId, readSourceLimit } = this.#options;
    const { signal } = this.#abort;
    const sourceLimit = readSourceLimit?.();
    const question = { text, ...(sourceLimit !== undefined && { sourceLimit }) };
    const known = parts.address();
    if (known) {
      const { isSent = false } = parts.outbox.find(this.questionId) ?? {};
      return isSent
        ? provider.send({ ...question, session: known }, signal)
        : await this.#withdraw();
    }
    if (provider.sendFirst) {
      // Whatever comes of it, the service may have stored it in a session that is not known here.
      await parts.outbox.change(this.questionId, { isSent: true });
      throwIfAborted(signal);
      return provider.sendFirst({ ...question, chatbotId }, signal);
    }
    const session = await this.#createSession(provider, text);
    throwIfAborted(signal);
    return provider.send({ ...question, session: { chatbotId, sessionId: session.id } }, signal);
  }

  async #createSession(provider: ChatProvider, firstQuestion: string): Promise<Session> {
    const { parts, chatbotId, onSessionCreated } = this.#options;
    if (!provider.createSession) throw new ChatError("bug", "nothing makes a session");
    const { recipeId } = parts.state();
    const session = await provider.createSession(
      chatbotId,
      { firstQuestion, ...(recipeId !== undefined && { recipeId }) },
      this.#abort.signal,
    );
    await onSessionCreated(session);
    return session;
  }

  async #withdraw(): Promise<undefined> {
    const { outbox } = this.#options.parts;
    await outbox.change(this.questionId, { state: "waiting", vouchedUntil: 0 });
  }

  /** Writes down what has arrived every now and then; the result ends that. */
  #keep(): () => void {
    const { outbox, clock, state } = this.#options.parts;
    let written = clock.now();
    let length = 0;
    let isOver = false;
    const tick = async (): Promise<void> => {
      const { reply } = state();
      const isNew = (reply?.text.length ?? 0) !== length;
      // Where the clock was set back, what was promised by the time before is no promise any more.
      if (isNew || Math.abs(clock.now() - written) >= vouchEvery) {
        length = reply?.text.length ?? 0;
        written = clock.now();
        const vouchedUntil = written + vouchedFor;
        await outbox.change(this.questionId, { vouchedUntil, ...(reply && { reply }) });
      }
      if (!isOver) cancel = clock.after(keepEvery, () => void tick());
    };
    let cancel = clock.after(keepEvery, () => void tick());
    return () => {
      isOver = true;
      cancel();
    };
  }
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new ChatError("cancelled", "aborted");
}
