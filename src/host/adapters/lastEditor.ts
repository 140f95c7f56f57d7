import * as vscode from "vscode";
import type { EditorUse } from "../../protocol/frames.ts";
import { proposalScheme } from "../refs/proposalScheme.ts";
import { readonlyScheme } from "./readonlyDocuments.ts";

/** Documents that are no files of the user's: passages, answers side by side, proposed changes, logs. */
const otherSchemes = new Set([readonlyScheme, proposalScheme, "output"]);

/** Remembers the text editor the user worked in last: while a chat panel has the focus, no text editor is active. */
export class LastEditor implements vscode.Disposable {
  #editor = vscode.window.activeTextEditor;
  #use: EditorUse = "none";
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when `use` has changed. */
  readonly onDidChange = this.#changed.event;
  readonly #watchers = [
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor && !otherSchemes.has(editor.document.uri.scheme)) this.#editor = editor;
      this.#follow();
    }),
    vscode.window.onDidChangeTextEditorSelection(() => this.#follow()),
    vscode.workspace.onDidCloseTextDocument(() => this.#follow()),
  ];

  constructor() {
    this.#follow();
  }

  /** The editor, or undefined when there was none or its document is closed. */
  get(): vscode.TextEditor | undefined {
    return this.#editor?.document.isClosed ? undefined : this.#editor;
  }

  /** What can be done with the editor. */
  get use(): EditorUse {
    return this.#use;
  }

  dispose(): void {
    for (const watcher of this.#watchers) watcher.dispose();
    this.#changed.dispose();
  }

  #follow(): void {
    const editor = this.get();
    const use = editor ? (editor.selection.isEmpty ? "cursor" : "selection") : "none";
    if (use === this.#use) return;
    this.#use = use;
    this.#changed.fire();
  }
}
