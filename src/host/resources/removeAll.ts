import { toChatError } from "../../core/errors.ts";

type Remove = (ids: readonly string[]) => Promise<void>;

/**
 * Deletes all at once, or each by itself where one of them is gone already. Throws `not-found` for that one, when the
 * rest is deleted.
 */
export async function removeAll(ids: readonly string[], remove: Remove): Promise<void> {
  try {
    await remove(ids);
  } catch (thrown) {
    if (ids.length === 1 || toChatError(thrown).kind !== "not-found") throw thrown;
    await removeEach(ids, remove);
  }
}

/** Deletes each by itself. Throws `not-found` for what is gone already, when the rest is deleted. */
export async function removeEach(ids: readonly string[], remove: Remove): Promise<void> {
  let missing: unknown;
  for (const id of ids) {
    try {
      await remove([id]);
    } catch (thrown) {
      if (toChatError(thrown).kind !== "not-found") throw thrown;
      missing = thrown;
    }
  }
  if (missing !== undefined) throw missing;
}
