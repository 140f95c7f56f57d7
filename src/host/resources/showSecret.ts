import * as vscode from "vscode";
import { registerSecret } from "../../core/redact.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";

/** Hands over a key that the service shows this once: to the clipboard, or as a new account. It is kept nowhere else. */
export async function showSecret(
  accounts: AccountStore,
  account: KnownAccount,
  secret: string,
): Promise<void> {
  registerSecret(secret);
  const { l10n } = vscode;
  const copy = l10n.t("Copy");
  const add = l10n.t("Add as Account");
  const discard = l10n.t("Discard");
  const options = {
    modal: true,
    detail: l10n.t("{0} will not show it again.", account.provider.name),
  };
  for (let isAskedAgain = false; ; isAskedAgain = true) {
    const answer = await vscode.window.showInformationMessage(
      l10n.t("The new API key is ready."),
      options,
      copy,
      add,
      ...(isAskedAgain ? [discard] : []),
    );
    if (answer === copy) await vscode.env.clipboard.writeText(secret);
    if (answer === add) await addAsAccount(accounts, account, secret);
    // Escape alone must not throw a key away that nobody can get again.
    if (answer !== undefined) return;
  }
}

async function addAsAccount(
  accounts: AccountStore,
  { label, baseUrl, providerId }: KnownAccount,
  apiKey: string,
): Promise<void> {
  // An account of the same name would get the new key in the place of its own.
  const taken = new Set((await accounts.list()).map((account) => account.label));
  const names = (count: number): string =>
    count === 1
      ? vscode.l10n.t("{0} (new key)", label)
      : vscode.l10n.t("{0} (new key {1})", label, count);
  let count = 1;
  while (taken.has(names(count))) count += 1;
  await vscode.commands.executeCommand("parley.addAccount", {
    provider: providerId,
    label: names(count),
    baseUrl,
    apiKey,
  });
}
