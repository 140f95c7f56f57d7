import { ChatError } from "../../core/errors.ts";

/** The one with this id: there is no call for a single one. Throws `not-found`. */
export function pick<T extends { readonly uuid: string }>(all: readonly T[], id: string): T {
  const found = all.find(({ uuid }) => uuid === id);
  if (!found) throw new ChatError("not-found", `nothing in the list has the id ${id}`);
  return found;
}
