import { ChatError } from "../../core/errors.ts";
import type { HttpClient } from "../../core/http/client.ts";

/** The one with this id, where no call reads a single one (section 3). Throws `not-found`. */
export function pick<T extends { readonly id: string }>(all: readonly T[], id: string): T {
  const found = all.find((one) => one.id === id);
  if (!found) throw new ChatError("not-found", `nothing in the list has the id ${id}`);
  return found;
}

/** Deletes one after the other; what the service answers is not the same everywhere (trap 24). */
export async function removeEach(
  http: HttpClient,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (const path of paths) await http.confirm({ method: "DELETE", path }, signal);
}
