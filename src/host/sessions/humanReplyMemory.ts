import { fallback, object, optional, parse, record, string } from "valibot";
import type { Memento } from "vscode";

/** What is remembered for the replies of one account. */
const memorySchema = fallback(
  object({
    /** Display name that was used last. */
    author: optional(string()),
    /** Replies that were typed and could not be sent, by `sessionKey`. */
    unsent: optional(record(string(), string()), {}),
  }),
  { unsent: {} },
);

/** What is remembered of replying as a human at an account. */
export function readHumanReplyMemory(memento: Memento, accountId: string) {
  return parse(memorySchema, memento.get(nameOf(accountId)));
}

/** Remembers who has replied in a session, and what could not be sent. @param unsent undefined when nothing is left */
export async function writeHumanReplyMemory(
  memento: Memento,
  accountId: string,
  { author, session, unsent }: { author: string; session: string; unsent: string | undefined },
): Promise<void> {
  const { [session]: _before, ...others } = readHumanReplyMemory(memento, accountId).unsent;
  const value = {
    author,
    unsent: { ...others, ...(unsent !== undefined && { [session]: unsent }) },
  };
  await memento.update(nameOf(accountId), value);
}

/** Forgets all that is remembered for an account. */
export async function forgetHumanReplies(memento: Memento, accountId: string): Promise<void> {
  await memento.update(nameOf(accountId), undefined);
}

function nameOf(accountId: string): string {
  return `humanReplies.${accountId}`;
}
