import type { Log } from "../log.ts";
import type { Framing } from "../wire/framing.ts";

/** How much was read although it did not come as documented. */
export interface ToleranceCounts {
  /** Items of lists and pieces of answers that could not be read. */
  readonly leftOut: number;
  /** Answers that came in another form. */
  readonly reframed: number;
}

/** Counts what is tolerated of a service; each time leaves a line in the log. */
export class Tolerance {
  readonly #log: Log;
  /** By what was read: what is read again is not counted again. */
  readonly #leftOut = new Map<string, number>();
  #reframed = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  get counts(): ToleranceCounts {
    const leftOut = [...this.#leftOut.values()].reduce((sum, count) => sum + count, 0);
    return { leftOut, reframed: this.#reframed };
  }

  /** Notes what could not be read while the rest was. @param problems what was wrong, one for each */
  leaveOut(what: string, problems: readonly string[]): void {
    if (problems.length === 0) return;
    this.#leftOut.set(what, problems.length);
    this.#log.warn(
      `${what}: ${problems.length} could not be read and are left out (${problems[0]})`,
    );
  }

  /**
   * Notes the messages of a history that could not be read.
   * @param what names the history
   * @param leftOut how many items of the list were noted already
   * @param noTexts how many were read and have no text where it belongs
   * @returns how many there are in all
   */
  countMessages(what: string, leftOut: number, noTexts: number): number {
    const problems = Array<string>(noTexts).fill("a message has no text");
    this.leaveOut(`texts, ${what}`, problems);
    return leftOut + noTexts;
  }

  /** Notes a list that does not say that it is whole, and of which no more can be read. */
  missPage(what: string): void {
    this.#leftOut.set(`pages, ${what}`, 1);
    this.#log.warn(`${what}: there may be more than what was read`);
  }

  /** Notes an answer in another form than the documented one. */
  reframe(what: string, framing: Framing): void {
    this.#reframed += 1;
    this.#log.warn(`${what}: the answer came as ${framing}`);
  }
}
