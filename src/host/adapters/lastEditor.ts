import * as vscode from "vscode";
import { readonlyScheme } from "./readonlyDocuments.ts";

/** Documents that the user reads and does not write: passages, answers side by side, logs. */
const readonlySchemes = new Set([readonlyScheme, "output"]);

/** Remembers the text editor the user worked in last: while a chat panel has the focus, no text editor is active. */
export class LastEditor implements vscode.Disposable {
  #editor = vscode.window.activeTextEditor;
  readonly #watcher = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor && !readonlySchemes.has(editor.document.uri.scheme)) this.#editor = editor;
  });

  /** The editor, or undefined when there was none or its document is closed. */
  get(): vscode.TextEditor | undefined {
    return this.#editor?.document.isClosed ? undefined : this.#editor;
  }

  dispose(): void {
    this.#watcher.dispose();
  }
}
