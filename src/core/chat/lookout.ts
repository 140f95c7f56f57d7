import { type Clock, wait } from "../clock.ts";
import { toChatError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { ErrorKind } from "../model.ts";

/** Pauses before each look, in milliseconds; the last one again and again. */
const pauses = [0, 300, 1000, 2000, 4000, 8000, 15_000, 30_000];

/** After these a further look would say the same. */
const hopeless: ReadonlySet<ErrorKind> = new Set([
  "no-key",
  "bad-key",
  "forbidden",
  "blocked",
  "not-found",
  "unsure",
  "config",
]);

/** What a lookout works with. */
export interface LookoutOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Looks once. Throws `ChatError`. */
  readonly look: (signal: AbortSignal) => Promise<void>;
  /** Until when it is worth to go on, in milliseconds from the first look; 0 when nothing is looked for. */
  readonly patience: () => number;
  /** Called when it begins and when it ends. */
  readonly onChange: () => void;
}

/** Looks again and again whether the service has what is missing here, with growing pauses. */
export class Lookout {
  readonly #options: LookoutOptions;
  #running: AbortController | undefined;

  constructor(options: LookoutOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Looks at once or after the first pause, and on from there, where there is something to look for. */
  start(when: "at-once" | "later"): void {
    this.#running?.abort();
    this.#running = undefined;
    if (this.#options.patience() === 0) return;
    const running = new AbortController();
    this.#running = running;
    void this.#run(running.signal, when === "at-once" ? 0 : 1).finally(() => {
      if (this.#running !== running) return;
      this.#running = undefined;
      this.#options.onChange();
    });
    this.#options.onChange();
  }

  stop(): void {
    if (!this.#running) return;
    this.#running.abort();
    this.#running = undefined;
    this.#options.onChange();
  }

  /** Does not throw. */
  async #run(signal: AbortSignal, firstTurn: number): Promise<void> {
    const { clock, log, look, patience } = this.#options;
    const start = clock.now();
    for (let turn = firstTurn; !signal.aborted; turn += 1) {
      const pause = pauses[Math.min(turn, pauses.length - 1)] ?? 0;
      if (clock.now() + pause - start > patience()) return;
      try {
        if (pause > 0) await wait(clock, pause, signal);
        if (patience() === 0) return;
        await look(signal);
      } catch (thrown) {
        const { kind, message } = toChatError(thrown);
        if (signal.aborted || hopeless.has(kind)) return;
        log.warn(`looking for an answer: ${kind} (${message})`);
      }
      if (patience() === 0) return;
    }
  }
}
