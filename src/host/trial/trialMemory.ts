import { number, object, optional, safeParse, string } from "valibot";
import type { Memento } from "vscode";
import type { Trial } from "../../core/provider.ts";

const trialSchema = object({
  id: string(),
  pageUrl: optional(string()),
  endsAt: optional(number()),
});

const nameOf = (accountId: string): string => `trial/${accountId}`;

/** What is kept of the trial that an account is; undefined for every other account. */
export function readTrial(memento: Memento, accountId: string): Trial | undefined {
  const { success, output } = safeParse(trialSchema, memento.get(nameOf(accountId)));
  if (!success) return undefined;
  const { id, pageUrl, endsAt } = output;
  return { id, ...(pageUrl !== undefined && { pageUrl }), ...(endsAt !== undefined && { endsAt }) };
}

/** Notes that an account is a trial; undefined that it is none any more. */
export async function writeTrial(
  memento: Memento,
  accountId: string,
  trial: Trial | undefined,
): Promise<void> {
  await memento.update(nameOf(accountId), trial);
}
