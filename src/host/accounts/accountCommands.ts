import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { askText } from "../text/prompts.ts";
import { askKey } from "./askKey.ts";
import { pickAccount } from "./pickAccount.ts";
import { testConnection } from "./testConnection.ts";

/** Gives an account another name. */
export async function renameAccount(container: Container, argument: unknown): Promise<void> {
  const title = vscode.l10n.t("Rename Account");
  const account = await pickAccount(container, argument, title);
  if (!account) return;
  const label = await askText({
    title,
    prompt: vscode.l10n.t("A name for the account, as the side bar shows it"),
    value: account.label,
    validate: (text) => (text === "" ? vscode.l10n.t("Type a name.") : undefined),
  });
  if (label !== undefined && label !== account.label)
    await container.accounts.save({ ...account, label });
}

/** Replaces the API key of an account and tries it. */
export async function setApiKey(container: Container, argument: unknown): Promise<void> {
  const account = await pickAccount(container, argument, vscode.l10n.t("Set API Key"));
  const key = account && (await askKey(account.provider, account.label));
  if (!account || key === undefined) return;
  await container.keys.write(account, key);
  await testConnection(container, account);
}

/** Lists the chatbots of an account and says how that went. */
export async function testAccount(container: Container, argument: unknown): Promise<void> {
  const account = await pickAccount(container, argument, vscode.l10n.t("Test Connection"));
  if (account) await testConnection(container, account);
}

/** Removes an account, its key and what Parley remembers of its sessions. */
export async function removeAccount(container: Container, argument: unknown): Promise<void> {
  const account = await pickAccount(container, argument, vscode.l10n.t("Remove Account"));
  if (!account) return;
  const remove = vscode.l10n.t("Remove");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Remove the account {0}?", account.label),
    {
      modal: true,
      detail: vscode.l10n.t(
        "Its API key, drafts and notes are deleted from this computer. Nothing is deleted at {0}.",
        account.provider.name,
      ),
    },
    remove,
  );
  if (answer === remove) await forgetAccounts(container, [account.id]);
}

/** Closes everything of some accounts and deletes all that is kept for them, without asking. */
export async function forgetAccounts(container: Container, ids: readonly string[]): Promise<void> {
  // Without its account nothing of it can be opened again meanwhile.
  await container.accounts.remove(ids);
  for (const id of ids) {
    await container.closeAccount(id);
    await container.keys.remove(id);
    await container.files.removeAccount(id);
    container.catalog.refresh({ accountId: id });
  }
}
