import * as vscode from "vscode";

/** Opens a web or mail address. VS Code shows the real address and asks, unless the person trusts the domain. */
export async function openLink(url: string): Promise<void> {
  if (!/^(?:https?|mailto):/i.test(url) || !URL.canParse(url)) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("This link is not a web address and is not opened: {0}", url),
    );
    return;
  }
  await vscode.env.openExternal(vscode.Uri.parse(url, true));
}
