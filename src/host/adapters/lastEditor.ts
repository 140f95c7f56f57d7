import * as vscode from "vscode";
import { proposalScheme } from "../refs/proposalScheme.ts";
import { readonlyScheme } from "./readonlyDocuments.ts";

/** Documents that are no files of the user's: passages, answers side by side, proposed changes, logs. */
const otherSchemes = new Set([readonlyScheme, proposalScheme, "output"]);

/** Remembers the text editor the user worked in last: while a chat panel has the focus, no text editor is active. */
export class LastEditor implements vscode.Disposable {
  #editor = vscode.window.activeTextEditor;
  readonly #watcher = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor && isUsers(editor)) this.#editor = editor;
  });

  /** The editor; where there was none, or its document is closed, the one that is seen, if there is one. */
  get(): vscode.TextEditor | undefined {
    if (this.#editor && !this.#editor.document.isClosed) return this.#editor;
    // What is seen beside a chat becomes active only when it gets the focus.
    return vscode.window.visibleTextEditors.find(
      (editor) => editor.viewColumn !== undefined && isUsers(editor),
    );
  }

  dispose(): void {
    this.#watcher.dispose();
  }
}

function isUsers({ document }: vscode.TextEditor): boolean {
  return !otherSchemes.has(document.uri.scheme);
}
