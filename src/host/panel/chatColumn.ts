import * as vscode from "vscode";
import type { LastEditor } from "../adapters/lastEditor.ts";
import { readChatPlace } from "./chatPlace.ts";
import { isChat } from "./shownChats.ts";

/** The column in which a chat covers no code that can be seen. */
export class ChatColumn {
  readonly #lastEditor: Pick<LastEditor, "get">;

  constructor(lastEditor: Pick<LastEditor, "get">) {
    this.#lastEditor = lastEditor;
  }

  /** Where a chat opens among the editors: with the chats that are there, or else beside the code. */
  next(): vscode.ViewColumn {
    if (readChatPlace() === "editor" || !isCodeVisible()) return vscode.ViewColumn.Active;
    const code = this.#code();
    const chats = vscode.window.tabGroups.all.find(
      ({ viewColumn, tabs }) => viewColumn !== code && tabs.some(isChat),
    );
    return chats?.viewColumn ?? vscode.ViewColumn.Beside;
  }

  /** Where a chat that is in a column goes so that the code stays in sight; undefined when it stays there. */
  besideCode(column: vscode.ViewColumn | undefined): vscode.ViewColumn | undefined {
    const isInFront = column !== undefined && column === this.#code();
    return isInFront && readChatPlace() === "beside" ? this.next() : undefined;
  }

  /** The column of the code that the user works on, while it can be seen. The cells of a notebook are in none. */
  #code(): vscode.ViewColumn | undefined {
    const { activeTextEditor, visibleTextEditors, activeNotebookEditor } = vscode.window;
    const editor = activeTextEditor ?? this.#lastEditor.get();
    const seen = visibleTextEditors.find(({ document }) => document === editor?.document);
    return seen?.viewColumn ?? activeNotebookEditor?.viewColumn;
  }
}

/** Output and input fields are text editors too, but in no column. */
function isCodeVisible(): boolean {
  const { visibleTextEditors, visibleNotebookEditors } = vscode.window;
  return [...visibleTextEditors, ...visibleNotebookEditors].some(
    ({ viewColumn }) => viewColumn !== undefined,
  );
}
