import type { Memento } from "vscode";
import { parseSessionRef } from "../refs/parseSessionRef.ts";
import { isOf, type SessionPlace, type SessionRef } from "../refs/sessionRef.ts";

const name = "lastUsed";

/** The session that was used last, in this window or another: something was asked there, or it was chosen for that. */
export function readLastUsed(memento: Memento): SessionRef | undefined {
  return parseSessionRef(memento.get(name));
}

/** What the chatbot of that session is called, as far as that was known then. */
export function readLastChatbotName(memento: Memento): string | undefined {
  const value: unknown = memento.get(name);
  const { chatbotName } = Object(value) as Record<string, unknown>;
  return typeof chatbotName === "string" ? chatbotName : undefined;
}

/** Forgets it when its account or its chatbot is gone. */
export async function forgetLastUsed(memento: Memento, gone: SessionPlace): Promise<void> {
  const last = readLastUsed(memento);
  if (last && isOf(last, gone)) await memento.update(name, undefined);
}

/** Remembers where questions go. */
export async function writeLastUsed(
  memento: Memento,
  { accountId, chatbotId, id }: SessionRef,
  chatbotName: string | undefined,
): Promise<void> {
  const before = readLastUsed(memento);
  const isSame = before?.accountId === accountId && before.chatbotId === chatbotId;
  const known = chatbotName ?? (isSame ? readLastChatbotName(memento) : undefined);
  await memento.update(name, {
    accountId,
    chatbotId,
    id,
    ...(known !== undefined && { chatbotName: known }),
  });
}
