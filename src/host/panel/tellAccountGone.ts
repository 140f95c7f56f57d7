import * as vscode from "vscode";
import type { Log } from "../../core/log.ts";

/** Says that a session cannot be opened as its account is gone, and offers to add one. */
export function tellAccountGone(log: Log): void {
  log.warn("a session is not opened: its account is gone");
  const add = vscode.l10n.t("Add Account");
  const text = vscode.l10n.t("The account of this session was removed.");
  void vscode.window.showErrorMessage(text, add).then((answer) => {
    if (answer === add) void vscode.commands.executeCommand("parley.addAccount");
  });
}
