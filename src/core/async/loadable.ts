import { toChatError } from "../errors.ts";
import type { ErrorData } from "../model.ts";

/** A list as far as it is known. */
export type Loadable<T> =
  | { readonly kind: "loading" }
  | { readonly kind: "ready"; readonly value: T }
  | { readonly kind: "failed"; readonly error: ErrorData };

/** A list that loads, or has loaded. */
export interface LoadEntry<T> {
  state: Loadable<T>;
  /** Rejects with what loading has thrown. */
  readonly loading: Promise<T>;
}

/**
 * The entry of a key; a new one starts to load.
 * @param onSettled called once it has loaded or failed, unless it was replaced meanwhile
 */
export function entryOf<T>(
  entries: Map<string, LoadEntry<T>>,
  key: string,
  load: () => Promise<T>,
  onSettled: (state: Loadable<T>) => void,
): LoadEntry<T> {
  const known = entries.get(key);
  if (known) return known;
  const entry: LoadEntry<T> = { state: { kind: "loading" }, loading: load() };
  entries.set(key, entry);
  const settle = (state: Loadable<T>): void => {
    entry.state = state;
    // A refresh may have replaced the entry meanwhile; then its result belongs to nobody.
    if (entries.get(key) === entry) onSettled(state);
  };
  entry.loading.then(
    (value) => settle({ kind: "ready", value }),
    (thrown: unknown) => settle({ kind: "failed", error: toChatError(thrown).toData() }),
  );
  return entry;
}
