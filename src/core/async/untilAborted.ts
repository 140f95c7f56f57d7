import { ChatError } from "../errors.ts";

/** Waits for something, but no longer than the signal allows: then throws `cancelled`. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw new ChatError("cancelled", "aborted");
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(new ChatError("cancelled", "aborted"));
    signal.addEventListener("abort", abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (abort) signal.removeEventListener("abort", abort);
  }
}
