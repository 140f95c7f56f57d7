import * as vscode from "vscode";

/** Fills the view while no chat is in it: says so, and offers what opens one. */
export function showEmptyView(webview: vscode.Webview): void {
  webview.options = { enableCommandUris: ["parley.newSession", "parley.openSession"] };
  webview.html = `<!doctype html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>Parley</title>
</head>
<body>
<main>
<p>${toHtml(vscode.l10n.t("No chat is open here."))}</p>
<p><a href="command:parley.newSession">${toHtml(vscode.l10n.t("New Session"))}</a></p>
<p><a href="command:parley.openSession">${toHtml(vscode.l10n.t("Open Session"))}</a></p>
</main>
</body>
</html>`;
}

function toHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
