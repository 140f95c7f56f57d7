import type { Memento } from "vscode";
import type { SessionRef } from "./sessionRef.ts";

/** The session that a person asked last, or only its chatbot while the session was new. */
export interface LastUsed {
  readonly accountId: string;
  readonly chatbotId: string;
  readonly sessionId?: string;
}

const name = "lastUsed";

/** What was used last, in this window or another. */
export function readLastUsed(memento: Memento): LastUsed | undefined {
  const value: unknown = memento.get(name);
  if (typeof value !== "object" || value === null) return undefined;
  const { accountId, chatbotId, sessionId } = value as Record<string, unknown>;
  if (typeof accountId !== "string" || typeof chatbotId !== "string") return undefined;
  return { accountId, chatbotId, ...(typeof sessionId === "string" && { sessionId }) };
}

/** Remembers where a question goes. */
export async function writeLastUsed(memento: Memento, ref: SessionRef): Promise<void> {
  const { accountId, chatbotId, sessionId, isNew } = ref;
  const last: LastUsed = { accountId, chatbotId, ...(!isNew && { sessionId }) };
  await memento.update(name, last);
}
