import * as vscode from "vscode";
import type { Attachment } from "../../core/chat/draft.ts";
import type { LastEditor } from "../adapters/lastEditor.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";

/** What can be done with the code of an answer. Each needs the user's click; what cannot be done gives a sentence why. */
export class CodeActions {
  readonly #lastEditor: LastEditor;
  readonly #documents: ReadonlyDocuments;

  constructor(lastEditor: LastEditor, documents: ReadonlyDocuments) {
    this.#lastEditor = lastEditor;
    this.#documents = documents;
  }

  /** Puts code at the cursor of the editor that was used last; what is selected there stays. */
  async insert(code: string): Promise<string | undefined> {
    const editor = await this.#showEditor();
    if (!editor) return noEditor();
    return await change(editor, (edit) => edit.insert(editor.selection.active, code));
  }

  /** Replaces what is selected in the editor that was used last. */
  async replaceSelection(code: string): Promise<string | undefined> {
    const editor = await this.#showEditor();
    if (!editor) return noEditor();
    if (editor.selection.isEmpty) return vscode.l10n.t("Select the text to replace in the editor.");
    return await change(editor, (edit) => edit.replace(editor.selection, code));
  }

  /** Opens code as a file that is not saved yet. */
  async openNewFile(content: string, language: string): Promise<void> {
    const known = await vscode.languages.getLanguages();
    const document = await vscode.workspace.openTextDocument({
      content,
      language: known.includes(language) ? language : "plaintext",
    });
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  }

  /** Runs code in the active terminal, or in a new one. */
  runInTerminal(code: string): void {
    const terminal = vscode.window.activeTerminal ?? vscode.window.createTerminal("Parley");
    terminal.show();
    terminal.sendText(code.trimEnd(), true);
  }

  /** Shows the differences between code and what was asked about, or else what is selected in the editor. */
  async compare(
    code: string,
    language: string,
    asked: Omit<Attachment, "id"> | undefined,
  ): Promise<string | undefined> {
    const before = asked ?? this.#selected();
    if (!before) {
      return vscode.l10n.t(
        "Nothing was attached to the question. Select the code to compare with in the editor.",
      );
    }
    const left = await this.#documents.add(before.path, before.text, before.languageId);
    const right = await this.#documents.add(vscode.l10n.t("Answer"), code, language);
    const title = vscode.l10n.t("{0} ↔ answer", before.path);
    await vscode.commands.executeCommand("vscode.diff", left, right, title);
    return undefined;
  }

  #selected(): Omit<Attachment, "id"> | undefined {
    const editor = this.#lastEditor.get();
    if (!editor || editor.selection.isEmpty) return undefined;
    const { document, selection } = editor;
    return {
      path: vscode.workspace.asRelativePath(document.uri),
      languageId: document.languageId,
      text: document.getText(selection),
    };
  }

  /** The editor that was used last, shown again with its selection: it may be behind another tab by now. */
  async #showEditor(): Promise<vscode.TextEditor | undefined> {
    const editor = this.#lastEditor.get();
    if (!editor) return undefined;
    return await vscode.window.showTextDocument(editor.document, {
      ...(editor.viewColumn !== undefined && { viewColumn: editor.viewColumn }),
      selection: editor.selection,
    });
  }
}

function noEditor(): string {
  return vscode.l10n.t("Open a file and place the cursor where the code should go.");
}

async function change(
  editor: vscode.TextEditor,
  edits: (edit: vscode.TextEditorEdit) => void,
): Promise<string | undefined> {
  if (await editor.edit(edits)) return undefined;
  return vscode.l10n.t("Could not insert the code. The file may be read-only.");
}
