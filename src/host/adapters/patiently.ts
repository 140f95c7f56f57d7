import { type Clock, systemClock } from "../../core/clock.ts";

/** Pauses between the tries, in milliseconds. */
const pauses = [10, 30, 100, 300, 600];

/**
 * Does something with a file, again and again for a second where that is refused as on Windows while another program (a
 * virus scanner, an indexer, another window) looks at the file.
 */
export async function patiently<T>(
  action: () => Promise<T>,
  clock: Clock = systemClock,
): Promise<T> {
  for (const pause of pauses) {
    try {
      return await action();
    } catch (error) {
      if (!isRefused(error)) throw error;
      await new Promise<void>((resolve) => clock.after(pause, resolve));
    }
  }
  return await action();
}

function isRefused(error: unknown): boolean {
  return ["EPERM", "EACCES", "EBUSY"].includes((error as NodeJS.ErrnoException).code ?? "");
}
