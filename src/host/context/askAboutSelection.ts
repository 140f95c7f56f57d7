import * as vscode from "vscode";
import type { LastEditor } from "../adapters/lastEditor.ts";
import { type AskInChatDeps, askInChat } from "./askInChat.ts";
import { type EditorContext, takeFromEditor } from "./editorContext.ts";

/** What askAboutSelection works with. */
export interface AskAboutSelectionDeps extends AskInChatDeps {
  readonly lastEditor: LastEditor;
}

/** Takes code from the editor to a chat: the selection, else the symbol at the cursor, else the file. */
export async function askAboutSelection(deps: AskAboutSelectionDeps): Promise<void> {
  const editor = vscode.window.activeTextEditor ?? deps.lastEditor.get();
  const taken = editor && (await takeFromEditor(editor));
  if (!taken) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Open a file, or select the code that you want to ask about."),
    );
    return;
  }
  await askInChat(deps, { attachments: [taken.attachment], title: describe(taken) });
}

function lineRange({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? String(first) : `${first}–${last}`;
}

/** What was taken and why, for the title of the list in which the user picks a chatbot. */
function describe({ attachment, chosenBy }: EditorContext): string {
  const { path, lines, text } = attachment;
  const size = new TextEncoder().encode(text).byteLength;
  const place = lines ? `${path}:${lineRange(lines)}` : path;
  switch (chosenBy) {
    case "selection":
      return vscode.l10n.t("Ask about the selection {0} ({1} bytes)", place, size);
    case "symbol":
      return vscode.l10n.t(
        "Nothing is selected. Ask about the symbol at the cursor, {0} ({1} bytes)",
        place,
        size,
      );
    case "file":
      return vscode.l10n.t(
        "Nothing is selected. Ask about the whole file {0} ({1} bytes)",
        place,
        size,
      );
  }
}
