import { randomUUID } from "node:crypto";
import * as vscode from "vscode";

/** The scheme of documents that only show something. */
export const readonlyScheme = "parley-text";

const maxDocuments = 50;

/** Shows text as a read-only document: a passage that an answer cites, or what is about to be sent. */
export class ReadonlyDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #contents = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(
    readonlyScheme,
    this,
  );

  /** A tab or a link of a window that was reloaded, or of long ago, still names a text that is gone. */
  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.#contents.get(uri.toString()) ??
      vscode.l10n.t("Parley no longer has this text. Open it again from its session or list.")
    );
  }

  /** Opens the text beside the chat. @param name shown in the tab; untrusted */
  async show(name: string, text: string, languageId: string): Promise<vscode.TextEditor> {
    const uri = await this.add(name, text, languageId);
    return await vscode.window.showTextDocument(uri, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: true,
    });
  }

  /** Makes a document of the text, for the caller to show. @param name shown in the tab; untrusted */
  async add(name: string, text: string, languageId: string): Promise<vscode.Uri> {
    const path = `/${name.replaceAll(/[/\\\p{C}]/gu, " ").trim() || "text"}`;
    const uri = vscode.Uri.from({ scheme: readonlyScheme, path, query: randomUUID() });
    this.#contents.set(uri.toString(), text);
    const oldest = this.#contents.keys().next().value;
    if (this.#contents.size > maxDocuments && oldest !== undefined) this.#contents.delete(oldest);
    const document = await vscode.workspace.openTextDocument(uri);
    const languages = await vscode.languages.getLanguages();
    const language = languages.includes(languageId) ? languageId : "plaintext";
    await vscode.languages.setTextDocumentLanguage(document, language);
    return uri;
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
