import type { ChatParts } from "./chatParts.ts";
import { Lookout } from "./lookout.ts";
import { isWorthALook, type Question, replyKey } from "./questions.ts";
import type { StoredAnswers } from "./storedAnswers.ts";

/** For how long it is worth to look, in milliseconds: for an answer, and for what the service knows about one. */
const answerPatience = 5 * 60_000;
const recordPatience = 60_000;

/** Looks for answers that did not arrive here and for the records of those that did, and says so where one waits. */
export class MissingAnswers {
  readonly #parts: ChatParts;
  readonly #lookout: Lookout;
  /** Questions whose answer the user has had enough of waiting for. */
  readonly #givenUp = new Set<string>();
  /** Questions that are looked for because they are to be asked again. */
  readonly #retried = new Set<string>();

  /** @param onChange called when something begins or ends to be looked for */
  constructor(parts: ChatParts, answers: StoredAnswers, onChange: () => void) {
    this.#parts = parts;
    this.#lookout = new Lookout({
      clock: parts.clock,
      log: parts.log,
      look: async (signal) => parts.pending.track(answers.look(signal)),
      patience: () => this.#patience(),
      onChange: () => {
        this.show();
        onChange();
      },
    });
  }

  get isLooking(): boolean {
    return this.#lookout.isRunning || this.#retried.size > 0;
  }

  /** Begins to look, at once or after the first pause, where something is missing. */
  start(when: "at-once" | "later"): void {
    this.#lookout.start(when);
  }

  /** Looks where that has ended before something was found: the service may be within reach again. */
  again(): void {
    if (!this.#lookout.isRunning) this.#lookout.start("at-once");
  }

  /** Looks for no answer any more. */
  giveUp(): void {
    for (const { id } of this.#waitedFor()) this.#givenUp.add(id);
    this.#lookout.stop();
    // What is known about answers that are there goes on being looked for.
    this.#lookout.start("later");
  }

  stop(): void {
    this.#lookout.stop();
  }

  /** Runs what asks a question again, unless that runs already. Meanwhile the question is said to be looked for. */
  async retry({ id }: Question, action: () => Promise<void>): Promise<void> {
    if (this.#retried.has(id)) return;
    this.#retried.add(id);
    this.show();
    try {
      await action();
    } finally {
      this.#retried.delete(id);
      this.show();
    }
  }

  /** Says at each answer whether it is looked for. */
  show(): void {
    const { state, emit } = this.#parts;
    const looked = new Set<string>(this.#retried);
    if (this.#lookout.isRunning) for (const { id } of this.#waitedFor()) looked.add(id);
    const keys = new Set([...looked].map((id) => replyKey({ id })));
    for (const message of state().messages) {
      const isLookedFor = message.isLocal === true && keys.has(message.key);
      if (isLookedFor === (message.isLookedFor ?? false)) continue;
      emit({ type: "message-changed", key: message.key, change: { isLookedFor } });
    }
  }

  #patience(): number {
    const { outbox } = this.#parts;
    if (this.#waitedFor().length > 0) return answerPatience;
    return outbox.questions.some((one) => one.state === "answered" && isWorthALook(one))
      ? recordPatience
      : 0;
  }

  /** Questions whose answer is not here. */
  #waitedFor(): readonly Question[] {
    return this.#parts.outbox.questions.filter(
      (one) => one.state !== "answered" && isWorthALook(one) && !this.#givenUp.has(one.id),
    );
  }
}
