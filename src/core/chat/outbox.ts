import { Pending } from "../async/pending.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { ChatStore, StoredChange, StoredChat } from "./chatStore.ts";
import type { Draft } from "./draft.ts";
import { interrupted, isLive, isVouchedFor, type Question } from "./questions.ts";

/** What an outbox works with. */
export interface OutboxOptions {
  readonly store: ChatStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Tells this window from the others. */
  readonly window: string;
  /** Called when another window has changed something about the questions, or knows the service's id. */
  readonly onOthers: () => void;
  /** Called with the draft that was found written down. */
  readonly onDraft: (draft: Draft | undefined) => void;
  /** Called when nothing is being written any more. */
  readonly onWritten: () => void;
}

type Edit = (questions: readonly Question[]) => readonly Question[];

/** How long after a promise has run out a window is taken for gone, in milliseconds. */
const grace = 200;
/** When to try again to write down what could not be written down, in milliseconds. */
const retryAfter = 10_000;

/**
 * The questions of a chat that its service is not seen to have answered, in memory and written down. Each change
 * counts at once here and is written down as soon as may be; what other windows write is taken over.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #pending = new Pending();
  /** Questions of this window that were written down: one of them that is missing there was taken out elsewhere. */
  readonly #written = new Set<string>();
  /** Questions that were taken out here: what others have written down meanwhile does not bring them back. */
  readonly #removed = new Set<string>();
  #questions: readonly Question[] = [];
  #serviceId: string | undefined;
  /** Of what was taken over last. */
  #revision = 0;
  /** True when something could not be written down: the next write tells all that this window knows. */
  #isBehind = false;
  #cancelRetry: (() => void) | undefined;
  #isForgotten = false;
  #cancelLook: (() => void) | undefined;
  #unwatch: (() => void) | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get questions(): readonly Question[] {
    return this.#questions;
  }

  /** The service's id of the session, as soon as any window knows it. */
  get serviceId(): string | undefined {
    return this.#serviceId;
  }

  /** True while something is not written down yet. */
  get isWriting(): boolean {
    return !this.#pending.isEmpty || this.#isBehind;
  }

  find(id: string): Question | undefined {
    return this.#questions.find((question) => question.id === id);
  }

  /** The question that another window is sending. */
  get elsewhere(): Question | undefined {
    const { window, clock } = this.#options;
    return this.#questions.find(
      (question) => question.window !== window && isVouchedFor(question, clock.now()),
    );
  }

  /**
   * Reads what is written down and begins to follow it. What no window sends any more was interrupted, and what
   * waits needs a click. Gives the draft.
   */
  async open(): Promise<Draft | undefined> {
    const { store, window } = this.#options;
    const { questions, serviceId, draft, revision } = await store.read();
    this.#serviceId = serviceId;
    this.#revision = revision;
    for (const question of questions) this.#written.add(question.id);
    // This window has just opened the chat, so it sends nothing of it yet.
    this.#questions = this.#asTheyAre(questions).map((question) =>
      isLive(question) && question.window === window ? interrupted(question) : question,
    );
    this.#unwatch = store.watch(() => void this.sync());
    this.#lookLater();
    return draft;
  }

  /** Takes over what any window has written down by now. */
  async sync(): Promise<void> {
    await this.#track(this.#reread());
  }

  /** Adds a question, and in the same step the draft without it. True when that was written down. */
  async add(question: Question, draft: Draft): Promise<boolean> {
    this.#questions = [...this.#questions, question];
    return await this.#write((before) => ({
      questions: [...before.filter(({ id }) => id !== question.id), question],
      draft: toStored(draft),
    }));
  }

  /** Changes a question, which is this window's from then on. */
  async change(id: string, change: Partial<Question>): Promise<boolean> {
    const { window } = this.#options;
    return await this.edit((questions) =>
      questions.map((one) => (one.id === id ? { ...one, ...change, window } : one)),
    );
  }

  /** Changes a question without writing it down. */
  changeHere(id: string, change: Partial<Question>): void {
    this.#questions = this.#questions.map((question) =>
      question.id === id ? { ...question, ...change } : question,
    );
  }

  /** Takes questions out. */
  async remove(ids: readonly string[]): Promise<boolean> {
    return await this.edit((questions) => questions.filter(({ id }) => !ids.includes(id)));
  }

  /** Changes the questions. True when that was written down. */
  async edit(edit: Edit): Promise<boolean> {
    const before = this.#questions;
    this.#questions = edit(before);
    for (const { id } of before) if (!this.find(id)) this.#removed.add(id);
    return await this.#write((before) => ({ questions: edit(before) }));
  }

  /**
   * Writes down that this window sends a question. False when another window has taken it out or over, is sending one
   * itself, or has seen another question at the service of which this window does not know that yet. Storage that
   * fails hinders nobody.
   * @param change what is written down, as it is known in that moment; undefined when the question has to wait
   */
  async claim(id: string, change: () => Partial<Question> | undefined): Promise<boolean> {
    const { window } = this.#options;
    let isFree = true;
    let claimed = change();
    // What is found out about other records from now on is added to what is known here.
    const note = (): void => this.changeHere(id, mergeKnown(this.find(id), claimed));
    note();
    await this.#write((before) => {
      const theirs = before.find((question) => question.id === id);
      const isBusy = before.some((one) => one.window !== window && this.#isVouchedFor(one));
      claimed = change();
      isFree = claimed !== undefined && theirs?.window === window && !isBusy;
      if (!isFree || this.#isOneGone(before)) {
        isFree = false;
        this.changeHere(id, { ...theirs, state: "waiting" });
        return {};
      }
      note();
      const known = this.find(id)?.known;
      const after = { ...claimed, ...(known && { known }) };
      return { questions: before.map((one) => (one.id === id ? { ...one, ...after } : one)) };
    });
    if (isFree) this.changeHere(id, { ...claimed, ...mergeKnown(this.find(id), claimed) });
    return isFree;
  }

  /** Stops the question that another window is sending; it is that window's still. */
  stopElsewhere(): void {
    const { elsewhere } = this;
    if (!elsewhere) return;
    void this.edit((questions) =>
      questions.map((one) =>
        one.id === elsewhere.id && isLive(one) ? { ...one, state: "stopped" } : one,
      ),
    );
  }

  /** Writes down the service's id of the session, and that the question for which it was made is sent now. */
  async setServiceId(serviceId: string, questionId: string): Promise<boolean> {
    this.#serviceId = serviceId;
    return await this.change(questionId, { isSent: true });
  }

  async saveDraft(draft: Draft): Promise<boolean> {
    return await this.#write(() => ({ draft: toStored(draft) }));
  }

  /** Writes nothing down from now on. */
  forget(): void {
    this.#isForgotten = true;
  }

  /** Ends; resolves when nothing is being written any more. */
  async close(): Promise<void> {
    this.#unwatch?.();
    this.#cancelLook?.();
    if (this.#isBehind) void this.#write(() => ({}));
    await this.#pending.settled();
    this.#cancelRetry?.();
    this.#isForgotten = true;
  }

  async #write(change: (before: readonly Question[]) => StoredChange): Promise<boolean> {
    if (this.#isForgotten) return false;
    return await this.#track(this.#update(change));
  }

  async #update(change: (before: readonly Question[]) => StoredChange): Promise<boolean> {
    try {
      const after = await this.#options.store.update(({ questions }) => {
        // Nothing may be written for what is being deleted.
        if (this.#isForgotten) throw new Error("the chat was closed");
        const serviceId = this.#serviceId;
        const before = this.#isBehind ? this.#catchUp(questions) : questions;
        const { questions: after = before, ...others } = change(before);
        return {
          // Told again in case that it could not be written down when it was new.
          ...(serviceId !== undefined && { serviceId }),
          ...others,
          questions: after.toSorted((a, b) => a.askedAt - b.askedAt),
        };
      });
      this.#isBehind = false;
      this.#takeOver(after);
      return true;
    } catch (error) {
      this.#options.log.error(`a chat could not be written down: ${String(error)}`);
      this.#isBehind = true;
      this.#retryLater();
      return false;
    }
  }

  /** What is written down, with the questions of this window as they are here. */
  #catchUp(stored: readonly Question[]): readonly Question[] {
    const { window } = this.#options;
    return [
      ...stored.filter(
        ({ id, window: other }) => other !== window && !this.#isOurs(id) && !this.#removed.has(id),
      ),
      ...this.#questions
        .filter((ours) => ours.window === window && !this.#isGone(ours, stored))
        // One that is about to be sent waits until that is written down.
        .map((ours) => (isLive(ours) && ours.vouchedUntil === 0 ? toWaiting(ours) : ours)),
    ];
  }

  /** True when another window has taken something out that is here still. */
  #isOneGone(stored: readonly Question[]): boolean {
    return this.#questions.some((question) => this.#isGone(question, stored));
  }

  #isGone({ id }: Question, stored: readonly Question[]): boolean {
    return this.#written.has(id) && !stored.some((other) => other.id === id);
  }

  #isOurs(id: string): boolean {
    return this.find(id)?.window === this.#options.window;
  }

  #retryLater(): void {
    if (this.#isForgotten) return;
    this.#cancelRetry?.();
    this.#cancelRetry = this.#options.clock.after(retryAfter, () => void this.#write(() => ({})));
  }

  /** Questions of which no write has succeeded yet. */
  #unwritten(stored: readonly Question[]): readonly Question[] {
    return this.#questions.filter(
      ({ id }) => !this.#written.has(id) && !stored.some((other) => other.id === id),
    );
  }

  async #reread(): Promise<void> {
    const stored = await this.#options.store.read();
    if (this.#isForgotten || !this.#takeOver(stored)) return;
    this.#options.onDraft(stored.draft);
  }

  /** What other windows have changed; a question of this window is known better here. False for what is older. */
  #takeOver(stored: StoredChat): boolean {
    const { window, onOthers } = this.#options;
    for (const { id } of stored.questions) this.#written.add(id);
    if (stored.revision < this.#revision) return false;
    this.#revision = stored.revision;
    const before = [...this.#questions.map(signature), this.#serviceId].join();
    const here = new Map(this.#questions.map((one) => [one.id, one]));
    const listed = stored.questions.flatMap((theirs): readonly Question[] => {
      const ours = here.get(theirs.id);
      if (this.#removed.has(theirs.id)) return [];
      // What was found out about other records is never forgotten.
      const known = mergeKnown(ours, theirs);
      const isKnownBetter = theirs.window === window || this.#isBehind;
      const isOurs = ours?.window === window && (isKnownBetter || isLive(ours));
      if (!isOurs) return [{ ...theirs, ...known }];
      const isStopped = isLive(ours) && theirs.state === "stopped";
      const after = theirs.after !== undefined && { after: theirs.after };
      return [{ ...ours, ...known, ...after, ...(isStopped && { state: "stopped" }) }];
    });
    const unwritten = this.#unwritten(stored.questions).filter((one) => one.window === window);
    this.#questions = this.#asTheyAre([...listed, ...unwritten]);
    this.#serviceId = stored.serviceId ?? this.#serviceId;
    this.#lookLater();
    const after = [...this.#questions.map(signature), this.#serviceId].join();
    if (before !== after) onOthers();
    return true;
  }

  /** What a window was sending that is gone was interrupted, and what it has left waiting needs a click. */
  #asTheyAre(questions: readonly Question[]): readonly Question[] {
    const { window } = this.#options;
    const isGoingOn = (other: string): boolean =>
      questions.some((one) => one.window === other && this.#isVouchedFor(one));
    return questions.map((question) => {
      if (question.window === window && this.#isOurs(question.id)) return question;
      if (question.state === "waiting" && !isGoingOn(question.window))
        return { ...question, isHeld: true };
      const isDead = question.window !== window && isLive(question);
      return isDead && !this.#isVouchedFor(question) ? interrupted(question) : question;
    });
  }

  #isVouchedFor(question: Question): boolean {
    return isVouchedFor(question, this.#options.clock.now());
  }

  /** Looks again when the promise of another window has run out. */
  #lookLater(): void {
    this.#cancelLook?.();
    this.#cancelLook = undefined;
    const { window, clock } = this.#options;
    const promises = this.#questions
      .filter((one) => one.window !== window && this.#isVouchedFor(one))
      .map(({ vouchedUntil }) => vouchedUntil);
    if (promises.length === 0 || this.#isForgotten) return;
    const pause = Math.max(...promises) - clock.now() + grace;
    this.#cancelLook = clock.after(pause, () => void this.sync());
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    try {
      return await this.#pending.track(work);
    } finally {
      if (this.#pending.isEmpty) this.#options.onWritten();
    }
  }
}

function toStored(draft: Draft): Draft | undefined {
  return draft.text === "" && draft.attachments.length === 0 ? undefined : draft;
}

function toWaiting(question: Question): Question {
  return { ...question, state: "waiting" };
}

function mergeKnown(
  ours: Partial<Question> | undefined,
  theirs: Partial<Question> | undefined,
): { readonly known?: readonly string[] } {
  const lists = [ours?.known, theirs?.known].filter((list) => list !== undefined);
  return lists.length === 0 ? {} : { known: [...new Set(lists.flat())] };
}

/** What others see of a question. */
function signature({ id, state, isHeld, window, after, reply }: Question): string {
  return [id, state, isHeld, window, after, reply?.text.length, reply?.sources?.length].join(" ");
}
