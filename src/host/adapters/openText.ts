import { randomUUID } from "node:crypto";
import * as vscode from "vscode";

const maxDocuments = 50;

/** What stands for a text that is gone. */
export function goneText(): string {
  return vscode.l10n.t("Parley no longer has this text. Open it again from its session or list.");
}

/**
 * Makes a document of a text, for the caller to show.
 * @param contents the texts that are known by their address; the oldest one leaves when there are too many
 * @param name shown in the tab; untrusted
 */
export async function openText(
  contents: Map<string, string>,
  scheme: string,
  { name, text, languageId }: { name: string; text: string; languageId: string },
): Promise<vscode.Uri> {
  const path = `/${name.replaceAll(/[/\\\p{C}]/gu, " ").trim() || "text"}`;
  // An address of another window or of long ago never becomes that of another text.
  const uri = vscode.Uri.from({ scheme, path, query: randomUUID() });
  contents.set(uri.toString(), text);
  const oldest = contents.keys().next().value;
  if (contents.size > maxDocuments && oldest !== undefined) contents.delete(oldest);
  const document = await vscode.workspace.openTextDocument(uri);
  const languages = await vscode.languages.getLanguages();
  const language = languages.includes(languageId) ? languageId : "plaintext";
  await vscode.languages.setTextDocumentLanguage(document, language);
  return uri;
}
