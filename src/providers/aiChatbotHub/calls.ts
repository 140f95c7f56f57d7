import { ChatError } from "../../core/errors.ts";
import type { HttpCall, HttpClient } from "../../core/http/client.ts";
import { successSchema } from "./wire.ts";

/** Makes a call that answers with the success flag of deletes (2.8). Throws `rejected` when it says no. */
export async function succeed(
  http: HttpClient,
  call: HttpCall,
  signal: AbortSignal,
): Promise<void> {
  const { success } = await http.json(successSchema, call, signal);
  if (!success) throw new ChatError("rejected", `${call.method} ${call.path}: success is false`);
}

/** The one with this id: there is no call for a single one. Throws `not-found`. */
export function pick<T extends { readonly uuid: string }>(all: readonly T[], id: string): T {
  const found = all.find(({ uuid }) => uuid === id);
  if (!found) throw new ChatError("not-found", `nothing in the list has the id ${id}`);
  return found;
}
