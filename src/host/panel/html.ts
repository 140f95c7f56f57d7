import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/**
 * The page of a panel: one script, one style sheet, and nothing else may be loaded from anywhere. Scripts that ours
 * imports are trusted through it (`strict-dynamic`); pictures, frames, forms and connections are not allowed at all.
 * What the serializer needs stands in the page from the first moment on: the window may end before anything is posted.
 * The UI toolkit looks for the nonce in a `meta` element and gives it to the one style element that it makes.
 */
export function panelHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  restore: unknown,
): string {
  const nonce = randomBytes(16).toString("base64");
  const uri = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, "dist", "webview", file)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<title>Parley</title>
<link rel="stylesheet" nonce="${nonce}" href="${uri("main.css")}">
</head>
<body>
<main id="panel"></main>
<script type="application/json" id="restore">${toJson(restore)}</script>
<script type="application/json" id="l10n">${toJson(vscode.l10n.bundle ?? {})}</script>
<script type="module" nonce="${nonce}" src="${uri("main.js")}"></script>
</body>
</html>`;
}

/** JSON that ends no element. */
function toJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
