import { type ChatError, toChatError } from "../errors.ts";
import type { ErrorKind } from "../model.ts";

const shared: ReadonlySet<ErrorKind> = new Set([
  "no-key",
  "bad-key",
  "forbidden",
  "blocked",
  "out-of-quota",
  "offline",
  "config",
]);

/** True for a failure that every other item of the same account would meet too. */
export function isShared({ kind }: ChatError): boolean {
  return shared.has(kind);
}

/**
 * Does something for one of several items.
 * @returns what the service complains about; throws `ChatError` for what all others would meet, and once aborted
 */
export async function complaintOf(
  action: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    await action();
    return undefined;
  } catch (thrown) {
    const error = toChatError(thrown);
    if (signal.aborted || isShared(error)) throw error;
    return error.serviceMessage ?? error.message;
  }
}
