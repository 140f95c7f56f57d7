import * as vscode from "vscode";

/**
 * True where a command was called on a row that VS Code has lost. While a tree is drawn anew VS Code gives nothing for
 * its rows (microsoft/vscode#144250), and the command would take something else than what was clicked. From the palette
 * or a key comes no argument, from the title of a webview one, from a row two; the title of a tree gives the row that has
 * the focus as its own, so its commands are others than those of rows.
 * @param given everything that VS Code gave the command
 */
export function isRowLost(given: readonly unknown[]): boolean {
  const [row, selection] = given;
  return (
    given.length === 2 && row === undefined && (selection === undefined || Array.isArray(selection))
  );
}

export function tellRowLost(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t("The list was being loaded when you chose that. Choose it again."),
  );
}
