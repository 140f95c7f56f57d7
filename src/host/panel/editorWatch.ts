import * as vscode from "vscode";
import type { EditorUse } from "../../protocol/frames.ts";
import type { LastEditor } from "../adapters/lastEditor.ts";

/** Follows what can be done with the text editor that was used last. */
export class EditorWatch implements vscode.Disposable {
  readonly #lastEditor: Pick<LastEditor, "get">;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when `use` has changed. */
  readonly onDidChange = this.#changed.event;
  #use: EditorUse;
  readonly #watchers = [
    vscode.window.onDidChangeActiveTextEditor(() => this.#follow()),
    vscode.window.onDidChangeVisibleTextEditors(() => this.#follow()),
    vscode.window.onDidChangeTextEditorSelection(() => this.#follow()),
    vscode.workspace.onDidCloseTextDocument(() => this.#follow()),
  ];

  constructor(lastEditor: Pick<LastEditor, "get">) {
    this.#lastEditor = lastEditor;
    this.#use = useOf(lastEditor.get());
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
    const use = useOf(this.#lastEditor.get());
    if (use === this.#use) return;
    this.#use = use;
    this.#changed.fire();
  }
}

function useOf(editor: vscode.TextEditor | undefined): EditorUse {
  if (!editor) return "none";
  return editor.selection.isEmpty ? "cursor" : "selection";
}
