import type { Memento } from "vscode";
import { parseSessionRef } from "../refs/parseSessionRef.ts";
import type { SessionRef } from "../refs/sessionRef.ts";

const name = "lastUsed";

/** The session that was asked last, in this window or another. */
export function readLastUsed(memento: Memento): SessionRef | undefined {
  return parseSessionRef(memento.get(name));
}

/** Remembers where a question goes. */
export async function writeLastUsed(memento: Memento, ref: SessionRef): Promise<void> {
  const { accountId, chatbotId, id } = ref;
  await memento.update(name, { accountId, chatbotId, id });
}
