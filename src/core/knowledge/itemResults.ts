import { type ChatError, toChatError } from "../errors.ts";
import type { ErrorKind } from "../model.ts";
import type { ItemResult } from "../resources.ts";

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
 * Does something for several items, some of them at a time and one time after the other. A failure of their own is
 * the complaint of those that it was about. One that all others would meet too ends it: the rest have it as their
 * complaint, so that it stays known what was done before. Throws `ChatError` for it where nothing was, and once
 * aborted.
 * @param atOnce how many items one call takes
 * @param action gives one result for each
 */
export async function itemResults(
  ids: readonly string[],
  atOnce: number,
  action: (some: readonly string[]) => Promise<readonly ItemResult[]>,
  signal: AbortSignal,
): Promise<readonly ItemResult[]> {
  const results: ItemResult[] = [];
  while (results.length < ids.length) {
    const rest = ids.slice(results.length);
    const some = rest.slice(0, atOnce);
    try {
      results.push(...(await action(some)));
    } catch (thrown) {
      const error = toChatError(thrown);
      if (signal.aborted || (isShared(error) && results.length === 0)) throw error;
      const complaint = error.serviceMessage ?? error.message;
      const failed = isShared(error) ? rest : some;
      results.push(...failed.map((id) => ({ id, error: complaint })));
    }
  }
  return results;
}
