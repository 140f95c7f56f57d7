import * as vscode from "vscode";
import type { Container } from "../../container.ts";

/** Keeps the view's welcome text in step with the accounts, and loads an account's lists again when its key changes. */
export function watchAccounts({
  accounts,
  keys,
  catalog,
  resources,
  log,
}: Container): vscode.Disposable {
  const update = async (): Promise<void> => {
    const all = await accounts.list();
    await vscode.commands.executeCommand("setContext", "parley.hasAccounts", all.length > 0);
  };
  const updateSoon = (): void => {
    update().catch((error: unknown) => log.error(`accounts: ${String(error)}`));
  };
  updateSoon();
  return vscode.Disposable.from(
    accounts.onDidChange(updateSoon),
    keys.onDidChange((accountId) => {
      catalog.refresh({ accountId });
      resources.refresh({ accountId });
    }),
  );
}
