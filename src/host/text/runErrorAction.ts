import * as vscode from "vscode";
import type { ErrorAction } from "../../protocol/frames.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { openLink } from "../adapters/openLink.ts";

/** Does what helps after a failure. @param account which it is about; where that is not known, some do nothing */
export async function runErrorAction(
  action: ErrorAction,
  account: Pick<KnownAccount, "id" | "baseUrl"> | undefined,
): Promise<void> {
  switch (action) {
    case "set-key":
      if (account) await vscode.commands.executeCommand("parley.setApiKey", account.id);
      return;
    case "open-settings":
      await vscode.commands.executeCommand("workbench.action.openSettings", "parley.accounts");
      return;
    case "show-log":
      await vscode.commands.executeCommand("parley.showLog");
      return;
    case "open-website":
      if (account) await openLink(account.baseUrl);
  }
}
