import type { Memento } from "vscode";

/** The session that a person asked last, or the chatbot when that session was new. */
export interface LastUsed {
  readonly accountId: string;
  readonly chatbotId: string;
  readonly sessionId?: string;
}

const name = "lastUsed";

/** What was used last in this workspace's window or any other. */
export function readLastUsed(memento: Memento): LastUsed | undefined {
  const value: unknown = memento.get(name);
  if (typeof value !== "object" || value === null) return undefined;
  const { accountId, chatbotId, sessionId } = value as Record<string, unknown>;
  if (typeof accountId !== "string" || typeof chatbotId !== "string") return undefined;
  return { accountId, chatbotId, ...(typeof sessionId === "string" && { sessionId }) };
}

/** Remembers what is used now. */
export async function writeLastUsed(memento: Memento, last: LastUsed): Promise<void> {
  await memento.update(name, last);
}
