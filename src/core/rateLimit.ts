import type { Clock } from "./clock.ts";

/** Allows so many things a second, and after a pause a burst of twice as many. */
export class RateLimit {
  readonly #clock: Clock;
  readonly #perSecond: number;
  #left: number;
  #countedAt: number;

  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#left = perSecond * 2;
    this.#countedAt = clock.now();
  }

  /** Counts one thing; false when it is one too many. */
  allow(): boolean {
    const now = this.#clock.now();
    const gained = ((now - this.#countedAt) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#perSecond * 2, this.#left + Math.max(0, gained));
    this.#countedAt = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
