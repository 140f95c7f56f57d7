import * as vscode from "vscode";
import type { AccountStore } from "../accounts/accountStore.ts";
import { handOverKey } from "../accounts/handOverKey.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";

/** Hands over a key that the service shows this once: to the clipboard, or as a new account. It is kept nowhere else. */
export async function showSecret(
  accounts: AccountStore,
  account: KnownAccount,
  secret: string,
): Promise<void> {
  const { l10n } = vscode;
  const offer = {
    message: l10n.t("The new API key is ready."),
    detail: l10n.t("{0} will not show it again.", account.provider.name),
    button: l10n.t("Add as Account"),
  };
  // Where no account came of it, the key has no other place yet.
  while (await handOverKey(secret, offer)) {
    if ((await addAsAccount(accounts, account, secret)) !== undefined) return;
  }
}

/** @returns the id of the new account; undefined where there is none, which the user knows */
async function addAsAccount(
  accounts: AccountStore,
  { label, baseUrl, providerId }: KnownAccount,
  apiKey: string,
): Promise<unknown> {
  // An account of the same name would get the new key in the place of its own.
  const taken = new Set((await accounts.list()).map((account) => account.label));
  const names = (count: number): string =>
    count === 1
      ? vscode.l10n.t("{0} (new key)", label)
      : vscode.l10n.t("{0} (new key {1})", label, count);
  let count = 1;
  while (taken.has(names(count))) count += 1;
  return await vscode.commands.executeCommand("parley.addAccount", {
    provider: providerId,
    label: names(count),
    baseUrl,
    apiKey,
  });
}
