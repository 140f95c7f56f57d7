import * as vscode from "vscode";

/** The scheme of documents that only show something. */
export const readonlyScheme = "parley-text";

/** Shows text as a read-only document: a passage that an answer cites, or what is about to be sent. */
export class ReadonlyDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #contents = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(
    readonlyScheme,
    this,
  );

  /** A tab or a link of a window that was reloaded, or of long ago, still names a text that is gone. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return this.#contents.get(uri.toString()) ?? (await import("./openText.ts")).goneText();
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
    const { openText } = await import("./openText.ts");
    return await openText(this.#contents, readonlyScheme, { name, text, languageId });
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
