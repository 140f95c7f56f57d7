import * as vscode from "vscode";
import { askText } from "../text/prompts.ts";
import { endTrial } from "../trial/endTrial.ts";
import { readTrial, writeTrial } from "../trial/trialMemory.ts";
import { askAddress, type AskAddressDeps } from "./askAddress.ts";
import { askKey } from "./askKey.ts";
import { pickAccount, type PickAccountDeps } from "./pickAccount.ts";
import { testConnection, type TestConnectionDeps } from "./testConnection.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { SessionPlace } from "../refs/sessionRef.ts";
import type { KeyStore } from "./keyStore.ts";
import { forgetHumanReplies } from "../sessions/humanReplyMemory.ts";
import { forgetLastUsed } from "../sessions/lastUsed.ts";
import type { SessionFiles } from "../sessions/sessionFiles.ts";
import { confirmWarning } from "../text/confirm.ts";

/** What accountCommands works with. */
export interface AccountCommandsDeps extends PickAccountDeps, TestConnectionDeps, AskAddressDeps {
  readonly keys: KeyStore;
  closeChats(place: SessionPlace): Promise<void>;
  readonly files: SessionFiles;
  readonly globalState: vscode.Memento;
}

/** Gives an account another name. */
export async function renameAccount(deps: AccountCommandsDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t("Rename Account");
  const account = await pickAccount(deps, argument, title);
  if (!account) return;
  const label = await askText({
    title,
    prompt: vscode.l10n.t("Account name, shown in the side bar"),
    value: account.label,
    validate: (text) => (text === "" ? vscode.l10n.t("Enter a name.") : undefined),
  });
  if (label === undefined || label === account.label) return;
  const now = await asItIsNow(deps, account);
  if (now) await deps.accounts.save({ ...now, label });
}

/** Moves an account to another address of its service. No key goes there but the one that is asked for now. */
export async function changeAddress(deps: AccountCommandsDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t("Change Address");
  const account = await pickAccount(deps, argument, title);
  const baseUrl = account && (await askAddress(deps, title, account.baseUrl));
  if (!account || baseUrl === undefined || baseUrl === account.baseUrl) return;
  const key = await askKey(deps, { ...account, baseUrl });
  const now = key !== undefined && (await asItIsNow(deps, account));
  if (!now) return;
  const moved = { ...now, baseUrl };
  await deps.keys.write(moved, key);
  await deps.accounts.save(moved);
  await testConnection(deps, moved);
}

/** Replaces the API key of an account and tries it. */
export async function setApiKey(deps: AccountCommandsDeps, argument: unknown): Promise<void> {
  const account = await pickAccount(deps, argument, vscode.l10n.t("Set API Key"));
  const key = account && (await askKey(deps, account));
  if (!account || key === undefined || !(await asItIsNow(deps, account))) return;
  await deps.keys.write(account, key);
  await testConnection(deps, account);
}

/** Lists the chatbots of an account and says how that went. */
export async function testAccount(deps: AccountCommandsDeps, argument: unknown): Promise<void> {
  const account = await pickAccount(deps, argument, vscode.l10n.t("Test Connection"));
  if (account) await testConnection(deps, account);
}

/** Removes an account, its key and what Parley remembers of its sessions. */
export async function removeAccount(deps: AccountCommandsDeps, argument: unknown): Promise<void> {
  const account = await pickAccount(deps, argument, vscode.l10n.t("Remove Account"));
  if (!account) return;
  const trial = readTrial(deps.globalState, account.id);
  const isAgreed = await confirmWarning({
    message: vscode.l10n.t("Remove the account {0}?", account.label),
    detail: trial
      ? vscode.l10n.t(
          "This deletes its API key, drafts and notes from this computer, and the temporary chatbot at {0}.",
          account.provider.name,
        )
      : vscode.l10n.t(
          "This deletes its API key, drafts and notes from this computer. Nothing is deleted at {0}.",
          account.provider.name,
        ),
    button: vscode.l10n.t("Remove"),
  });
  if (!isAgreed || (trial && !(await endTrial(deps, account, trial)))) return;
  await forgetAccounts(deps, [account.id]);
}

/** Closes everything of some accounts and deletes all that is kept for them, without asking. */
export async function forgetAccounts(
  deps: AccountCommandsDeps,
  ids: readonly string[],
): Promise<void> {
  const { accounts, keys } = deps;
  const going = (await accounts.list()).filter(({ id }) => ids.includes(id));
  const held = await Promise.all(
    going.map(async (account) => ({ account, key: await keys.read(account) })),
  );
  // Where a key cannot be deleted its account stays, so that both can be removed again.
  for (const id of ids) await keys.remove(id);
  try {
    // Without its account nothing of it can be opened again meanwhile.
    await accounts.remove(ids);
  } catch (thrown) {
    // Settings that cannot be written keep the account, which is of no use without its key.
    for (const { account, key } of held) if (key !== undefined) await keys.write(account, key);
    throw thrown;
  }
  for (const id of ids) {
    await deps.closeChats({ accountId: id });
    await forgetNotes(deps, id);
    deps.catalog.refresh({ accountId: id });
  }
}

/** Deletes what is kept of an account besides its key. */
export async function forgetNotes(
  { files, globalState }: Pick<AccountCommandsDeps, "files" | "globalState">,
  accountId: string,
): Promise<void> {
  await files.removeAllOf({ accountId });
  await forgetHumanReplies(globalState, accountId);
  await forgetLastUsed(globalState, { accountId });
  await writeTrial(globalState, accountId, undefined);
}

/** An account after the user was asked something about it; where it was removed meanwhile, that is told. */
async function asItIsNow(
  { accounts }: PickAccountDeps,
  { id, label }: KnownAccount,
): Promise<KnownAccount | undefined> {
  const now = await accounts.find(id);
  if (!now) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("The account {0} no longer exists.", label),
    );
  }
  return now;
}
