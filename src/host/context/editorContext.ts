import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Attachment } from "../../core/chat/draft.ts";
import { symbolsOf } from "./symbols.ts";

/** Code taken from an editor, and how it was chosen. */
export interface EditorContext {
  readonly attachment: Attachment;
  readonly chosenBy: "selection" | "symbol" | "file";
}

/** What of an editor is attached to a question: the selection, else the symbol around the cursor, else the file. */
export async function takeFromEditor(
  editor: vscode.TextEditor,
): Promise<EditorContext | undefined> {
  const { document, selections } = editor;
  const selected = selections.filter((selection) => !selection.isEmpty);
  if (selected.length > 0) {
    // With several cursors, everything from the first to the last of them; gaps would read as one text.
    const range = selected.reduce<vscode.Range>(
      (all, selection) => all.union(selection),
      new vscode.Range(
        selected[0]?.start ?? editor.selection.start,
        selected[0]?.end ?? editor.selection.end,
      ),
    );
    return { attachment: toAttachment(document, range), chosenBy: "selection" };
  }
  const symbol = await symbolAt(document, editor.selection.active);
  if (symbol) return { attachment: toAttachment(document, symbol), chosenBy: "symbol" };
  const text = document.getText();
  if (text.trim() === "") return undefined;
  const { path, languageId } = describe(document);
  return { attachment: { id: randomUUID(), path, languageId, text }, chosenBy: "file" };
}

/** The text of a range, with the lines that it touches. */
export function toAttachment(document: vscode.TextDocument, range: vscode.Range): Attachment {
  // A selection that ends at the start of a line does not mean that line.
  const endsAtLineStart = range.end.character === 0 && range.end.line > range.start.line;
  const last = endsAtLineStart ? range.end.line : range.end.line + 1;
  return {
    id: randomUUID(),
    ...describe(document),
    lines: { first: range.start.line + 1, last },
    text: document.getText(range),
  };
}

function describe(document: vscode.TextDocument): { path: string; languageId: string } {
  const isNotebookCell = document.uri.scheme === "vscode-notebook-cell";
  const uri = isNotebookCell ? notebookOf(document) : document.uri;
  const path =
    uri.scheme === "untitled" ? uri.path : vscode.workspace.asRelativePath(uri, undefined);
  return {
    path: isNotebookCell ? `${path} (${cellName(document)})` : path,
    languageId: document.languageId,
  };
}

function notebookOf(cell: vscode.TextDocument): vscode.Uri {
  return (
    vscode.workspace.notebookDocuments.find((notebook) => indexOfCell(notebook, cell) >= 0)?.uri ??
    cell.uri
  );
}

function cellName(cell: vscode.TextDocument): string {
  const notebook = vscode.workspace.notebookDocuments.find((one) => indexOfCell(one, cell) >= 0);
  return vscode.l10n.t("cell {0}", notebook ? indexOfCell(notebook, cell) + 1 : "?");
}

function indexOfCell(notebook: vscode.NotebookDocument, cell: vscode.TextDocument): number {
  return notebook.getCells().findIndex(({ document }) => document === cell);
}

/** The smallest symbol around a position, as the language's own extension sees it. */
async function symbolAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Range | undefined> {
  const ranges = (await symbolsOf(document)).map(({ range }) => range);
  const smallest = ranges
    .filter((range) => range.contains(position))
    .toSorted((a, b) => lineCount(a) - lineCount(b))
    .find((range) => lineCount(range) > 0);
  return smallest && new vscode.Range(smallest.start.with({ character: 0 }), smallest.end);
}

function lineCount(range: vscode.Range): number {
  return range.end.line - range.start.line;
}
