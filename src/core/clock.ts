import { ChatError } from "./errors.ts";
import type { Timestamp } from "./model.ts";

/** Time and chance, injected so that tests need neither. */
export interface Clock {
  now(): Timestamp;
  /** Calls back once after `ms` milliseconds; the result cancels it. */
  after(ms: number, callback: () => void): () => void;
  /** 0 (inclusive) to 1 (exclusive). */
  random(): number;
}

/** How far the clocks of this computer and of a service may be apart, in milliseconds. */
export const clockDifference = 5 * 60_000;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** Waits `ms` milliseconds. Throws `cancelled` as soon as the signal aborts. */
export async function wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const abort = (): void => {
      cancel();
      reject(new ChatError("cancelled", "aborted while waiting"));
    };
    const cancel = clock.after(ms, () => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
}
