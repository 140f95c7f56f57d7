import { Pending } from "../async/pending.ts";
import { Turns } from "../async/turns.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { ChatStore, StoredChange, StoredChat } from "./chatStore.ts";
import type { Draft } from "./draft.ts";
import {
  interrupted,
  isLive,
  isRemoved,
  isVouchedFor,
  type Question,
  takeOut,
} from "./questions.ts";

/** What an outbox works with. */
export interface OutboxOptions {
  readonly store: ChatStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Tells who has opened the chat here from everybody else. */
  readonly window: string;
  /** Called when another window has changed something about the questions, or knows the service's id. */
  readonly onOthers: () => void;
  /** Called with the draft that was found written down. */
  readonly onDraft: (draft: Draft | undefined) => void;
  /** Called when nothing is being written any more. */
  readonly onWritten: () => void;
}

/**
 * A change of the questions; the same questions give the same result.
 * @param written as they are written down, without the changes that were made here before this one
 */
type Edit = (questions: readonly Question[], written: readonly Question[]) => readonly Question[];

/** How long after a promise has run out a window is taken for gone, in milliseconds. */
const grace = 200;
/** When to try again to write down what could not be written down, in milliseconds. */
const retryAfter = 10_000;

/**
 * The questions of a chat that its service is not seen to have answered: what is written down, with the changes from
 * here that are on their way there. A change counts at once; what other windows write is followed.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #pending = new Pending();
  readonly #turns = new Turns<"write">();
  /** As they were last seen written down. */
  #stored: readonly Question[] = [];
  #revision = 0;
  #serviceId: string | undefined;
  /** Changes that are not known to be written down, in the order in which they were made. */
  #unconfirmed: readonly Edit[] = [];
  /** What else is not known to be written down, the draft, as it was changed last. */
  #unwritten: StoredChange = {};
  /** What is known here about the question that is being sent and nobody else needs to know. */
  readonly #here = new Map<string, Partial<Question>>();
  /** Without what is known here only: that would hide what another window does to a question that is sent here. */
  #shared: readonly Question[] = [];
  #questions: readonly Question[] = [];
  /** As others were told of last. */
  #told = "";
  #isForgotten = false;
  #cancelLook: (() => void) | undefined;
  #cancelRetry: (() => void) | undefined;
  #unwatch: (() => void) | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Who has opened the chat here. */
  get window(): string {
    return this.#options.window;
  }

  get questions(): readonly Question[] {
    return this.#questions.filter((one) => !isRemoved(one));
  }

  /** With those that were taken out, as long as a record of theirs may still come. */
  get allQuestions(): readonly Question[] {
    return this.#questions;
  }

  /** The service's id of the session, as soon as any window knows it. */
  get serviceId(): string | undefined {
    return this.#serviceId;
  }

  /** True while something is not written down yet. */
  get isWriting(): boolean {
    return !this.#pending.isEmpty || this.#unconfirmed.length > 0;
  }

  find(id: string): Question | undefined {
    return this.questions.find((question) => question.id === id);
  }

  /** The question that another window is sending. */
  get elsewhere(): Question | undefined {
    const { window } = this.#options;
    return this.#questions.find((one) => one.window !== window && this.#isVouchedFor(one));
  }

  /** True when another window has stopped a question that is being sent here, or has taken it out. */
  isStoppedElsewhere(id: string): boolean {
    const question = this.#shared.find((one) => one.id === id);
    return question === undefined || isRemoved(question) || question.state === "stopped";
  }

  /** Reads what is written down and begins to follow it. Gives the draft. */
  async open(): Promise<Draft | undefined> {
    const { store } = this.#options;
    const stored = await store.read();
    this.#unwatch = store.watch(() => void this.sync());
    this.#see(stored);
    return stored.draft;
  }

  /** Takes over what any window has written down by now. */
  async sync(): Promise<void> {
    await this.#track(this.#reread());
  }

  /** Adds a question, and in the same step the draft without it. True when that was written down. */
  async add(question: Question, draft: Draft): Promise<boolean> {
    const add: Edit = (questions) =>
      questions.some(({ id }) => id === question.id) ? questions : [...questions, question];
    return await this.#write(add, { draft: toStored(draft) });
  }

  /** Changes a question, which is this window's from then on: as it is by now, when a window that is gone was sending it. */
  async change(id: string, change: Partial<Question>): Promise<boolean> {
    const { window } = this.#options;
    return await this.edit((questions) =>
      questions.map((one) =>
        one.id === id && !isRemoved(one) ? { ...this.#asItIs(one), ...change, window } : one,
      ),
    );
  }

  /** Says here only how far a question has come; undefined goes back to what is written down. */
  changeHere(id: string, change: Partial<Question> | undefined): void {
    this.#changeFromHere(() => {
      if (change) this.#here.set(id, change);
      else this.#here.delete(id);
    });
  }

  /** Takes questions out. */
  async remove(ids: readonly string[]): Promise<boolean> {
    const now = this.#options.clock.now();
    return await this.edit((questions) => takeOut(questions, ids, now));
  }

  /** Changes the questions. True when that was written down. */
  async edit(edit: Edit): Promise<boolean> {
    return await this.#write(edit);
  }

  /**
   * Writes down that this window sends a question. False when another window has taken it out or over, is sending one
   * itself, or has seen another question at the service of which this window does not know that yet. Storage that
   * fails hinders nobody.
   * @param change what is written down, as it is known in that moment; undefined when the question has to wait
   */
  async claim(id: string, change: () => Partial<Question> | undefined): Promise<boolean> {
    const { window } = this.#options;
    let claimed: Partial<Question> | undefined;
    let isRefused = false;
    let isDecided = false;
    const claim: Edit = (before, written) => {
      if (!isDecided) {
        claimed = change();
        const isBusy = before.some((one) => one.window !== window && this.#isVouchedFor(one));
        const isOneGone = this.#stored.some(
          ({ id: seen }) => !written.some((one) => one.id === seen),
        );
        isRefused = !claimed || isBusy || isOneGone;
      }
      if (isRefused) return before;
      return before.map((one) =>
        one.id === id && one.window === window
          ? { ...one, ...claimed, ...mergeKnown(one, claimed ?? {}) }
          : one,
      );
    };
    await this.#write(claim);
    // It goes out with what is known now, also where that can only be written down later.
    isDecided = true;
    if (this.#isForgotten) return false;
    if (this.#unconfirmed.includes(claim)) return !isRefused;
    const stored = this.#stored.find((one) => one.id === id);
    return stored?.window === window && stored.state === "sending";
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
    this.#changeFromHere(() => {
      this.#serviceId = serviceId;
    });
    return await this.change(questionId, { isSent: true });
  }

  async saveDraft(draft: Draft): Promise<boolean> {
    return await this.#write((questions) => questions, { draft: toStored(draft) });
  }

  /** Writes nothing down from now on. */
  forget(): void {
    this.#isForgotten = true;
  }

  /** Ends; resolves when nothing is being written any more. */
  async close(): Promise<void> {
    this.#unwatch?.();
    await this.#pending.settled();
    this.#cancelRetry?.();
    // What found no room before may find some now.
    if (this.#unconfirmed.length > 0) void this.#write();
    await this.#pending.settled();
    this.#isForgotten = true;
    this.#cancelLook?.();
    this.#cancelRetry?.();
  }

  async #write(edit?: Edit, others: StoredChange = {}): Promise<boolean> {
    if (this.#isForgotten) return false;
    this.#unwritten = { ...this.#unwritten, ...others };
    this.#changeFromHere(() => {
      if (edit) this.#unconfirmed = [...this.#unconfirmed, edit];
    });
    return await this.#track(this.#turns.run("write", async () => this.#update()));
  }

  /** Writes all changes down that are not known to be, also those that could not be written before. */
  async #update(): Promise<boolean> {
    let edits: readonly Edit[] = [];
    let others: StoredChange = {};
    try {
      const stored = await this.#options.store.update(({ questions }) => {
        // Nothing may be written for what is being deleted.
        if (this.#isForgotten) throw new Error("the chat was closed");
        edits = this.#unconfirmed;
        others = this.#unwritten;
        const now = this.#options.clock.now();
        const after = edits
          .reduce((before, edit) => edit(before, questions), questions)
          .filter((one) => !isRemoved(one) || one.vouchedUntil > now);
        return {
          ...others,
          // Told again in case that it could not be written down when it was new.
          ...(this.#serviceId !== undefined && { serviceId: this.#serviceId }),
          questions: after.toSorted((a, b) => a.askedAt - b.askedAt),
        };
      });
      this.#unconfirmed = this.#unconfirmed.filter((edit) => !edits.includes(edit));
      if (this.#unwritten === others) this.#unwritten = {};
      this.#see(stored);
      return true;
    } catch (error) {
      this.#options.log.error(`a chat could not be written down: ${String(error)}`);
      this.#retryLater();
      return false;
    }
  }

  async #reread(): Promise<void> {
    const stored = await this.#options.store.read();
    if (!this.#isForgotten && this.#see(stored)) this.#options.onDraft(stored.draft);
  }

  /** Takes note of what is written down; false for what is older than what was seen before. */
  #see(stored: StoredChat): boolean {
    if (stored.revision < this.#revision) return false;
    this.#revision = stored.revision;
    this.#stored = stored.questions;
    this.#serviceId = stored.serviceId ?? this.#serviceId;
    this.#show();
    this.#tellOthers();
    return true;
  }

  #tellOthers(): void {
    const seen = this.#picture();
    if (seen === this.#told) return;
    this.#told = seen;
    this.#options.onOthers();
  }

  /** What is changed from here is no news from elsewhere; what has changed there before is told all the same. */
  #changeFromHere(change: () => void): void {
    this.#show();
    const isNews = this.#picture() !== this.#told;
    change();
    this.#show();
    if (!isNews) this.#told = this.#picture();
  }

  #picture(): string {
    return [...this.#shared.map((one) => this.#describe(one)), this.#serviceId].join();
  }

  /** What can change from elsewhere. */
  #describe({ id, state, isHeld, window, after, reply }: Question): string {
    const parts =
      window === this.#options.window ? [] : [reply?.text.length, reply?.sources?.length];
    return [id, state, isHeld, window, after, ...parts].join(" ");
  }

  /** The questions with all changes from here. */
  #replay(): readonly Question[] {
    return this.#unconfirmed.reduce((before, edit) => edit(before, this.#stored), this.#stored);
  }

  #show(): void {
    this.#shared = this.#asTheyAre(this.#replay());
    this.#questions = this.#shared.map((one) => ({ ...one, ...this.#here.get(one.id) }));
    this.#lookLater();
  }

  /**
   * What a window was sending that is gone was interrupted, and what it has left waiting needs a click. While anything
   * is being answered nobody can tell whether a window is gone that only waits.
   */
  #asTheyAre(questions: readonly Question[]): readonly Question[] {
    const { window } = this.#options;
    const isAnswering = questions.some((one) =>
      one.window === window ? isLive(one) : this.#isVouchedFor(one),
    );
    return questions.map((question) => {
      if (question.window === window) return question;
      if (question.state === "waiting" && !isAnswering) return { ...question, isHeld: true };
      return this.#asItIs(question);
    });
  }

  /** Interrupted, when the window that was sending it is gone. */
  #asItIs(question: Question): Question {
    const isGone = question.window !== this.#options.window && !this.#isVouchedFor(question);
    return isGone && isLive(question) ? interrupted(question) : question;
  }

  #isVouchedFor(question: Question): boolean {
    return isVouchedFor(question, this.#options.clock.now());
  }

  /** Looks again when the promise of another window has run out. */
  #lookLater(): void {
    this.#cancelLook?.();
    this.#cancelLook = undefined;
    const until = this.elsewhere?.vouchedUntil;
    if (until === undefined || this.#isForgotten) return;
    const { clock } = this.#options;
    this.#cancelLook = clock.after(until - clock.now() + grace, () => void this.sync());
  }

  #retryLater(): void {
    this.#cancelRetry?.();
    if (this.#isForgotten) return;
    this.#cancelRetry = this.#options.clock.after(retryAfter, () => void this.#write());
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    try {
      return await this.#pending.track(work);
    } finally {
      if (!this.isWriting) this.#options.onWritten();
    }
  }
}

function toStored(draft: Draft): Draft | undefined {
  return draft.text === "" && draft.attachments.length === 0 ? undefined : draft;
}

/** What is known about the records of others is never forgotten. */
function mergeKnown(...questions: readonly Partial<Question>[]): Pick<Question, "known"> {
  const lists = questions.map(({ known }) => known).filter((list) => list !== undefined);
  return lists.length === 0 ? {} : { known: [...new Set(lists.flat())] };
}
