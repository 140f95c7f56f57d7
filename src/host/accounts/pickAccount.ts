import * as vscode from "vscode";
import { accountOf, isTreeNode } from "../refs/treeNodes.ts";
import type { AccountStore } from "./accountStore.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";

/** What pickAccount works with. */
export interface PickAccountDeps {
  readonly accounts: AccountStore;
}

/**
 * The account that a command is about: a row of the tree, an account's id, the only account there is, or the one
 * that the user picks. Undefined when there is none, which is told, or the user gives up.
 */
export async function pickAccount(
  { accounts }: PickAccountDeps,
  argument: unknown,
  title: string,
): Promise<KnownAccount | undefined> {
  const all = await accounts.list();
  const wanted = isTreeNode(argument) ? accountOf(argument).id : argument;
  if (typeof wanted === "string") {
    const found = all.find(({ id }) => id === wanted);
    // A row or a message may be older than that.
    if (!found)
      void vscode.window.showWarningMessage(vscode.l10n.t("This account no longer exists."));
    return found;
  }
  if (all.length === 0) {
    const add = vscode.l10n.t("Add Account");
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t("No account has been added yet."),
      add,
    );
    if (answer === add) await vscode.commands.executeCommand("parley.addAccount");
    return undefined;
  }
  if (all.length === 1) return all[0];
  const items = all.map((account) => ({
    label: account.label,
    description: account.provider.name,
    account,
  }));
  const picked = await vscode.window.showQuickPick(items, { title });
  return picked?.account;
}
