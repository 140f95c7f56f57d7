import * as vscode from "vscode";
import { proposalScheme } from "../refs/proposalScheme.ts";
import { readonlyScheme } from "./readonlyDocuments.ts";

/** Documents that are no files of the user's: passages, answers side by side, proposed changes, logs. */
const otherSchemes = new Set([readonlyScheme, proposalScheme, "output"]);

/** Remembers the text editor the user worked in last: while a chat panel has the focus, no text editor is active. */
export class LastEditor implements vscode.Disposable {
  #editor = vscode.window.activeTextEditor;
  readonly #watcher = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor && !otherSchemes.has(editor.document.uri.scheme)) this.#editor = editor;
  });

  /** The editor, or undefined when there was none or its document is closed. */
  get(): vscode.TextEditor | undefined {
    return this.#editor?.document.isClosed ? undefined : this.#editor;
  }

  dispose(): void {
    this.#watcher.dispose();
  }
}
