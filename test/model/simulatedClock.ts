import type { Clock } from "../../src/core/clock.ts";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that is moved by hand, for several windows: the timers of one that was killed never ring. */
export class SimulatedClock {
  #time = Date.parse("2026-01-01T12:00:00Z");
  readonly #timers = new Set<Timer>();

  get time(): number {
    return this.#time;
  }

  get timers(): number {
    return this.#timers.size;
  }

  /** The clock of one window. */
  for(isAlive: () => boolean): Clock {
    return {
      // No two things happen at the same time.
      now: () => (this.#time += 0.001),
      after: (ms, callback) => {
        const timer: Timer = {
          at: this.#time + ms,
          callback: () => {
            if (isAlive()) callback();
          },
        };
        this.#timers.add(timer);
        return () => void this.#timers.delete(timer);
      },
      random: () => 0.5,
    };
  }

  /** Lets time pass until the next timer, but at most so long, and rings it. False when none rang. */
  advance(ms: number): boolean {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (!next || timer.at < next.at) next = timer;
    const end = this.#time + ms;
    if (!next || next.at > end) {
      this.#time = end;
      return false;
    }
    this.#timers.delete(next);
    // A moment apart, as all that happens is.
    this.#time = Math.max(this.#time + 1, next.at);
    next.callback();
    return true;
  }
}
