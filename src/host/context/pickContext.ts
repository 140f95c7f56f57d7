import * as vscode from "vscode";
import type { Attachment } from "../../core/chat/draft.ts";
import type { LastEditor } from "../adapters/lastEditor.ts";
import { attachFile, attachFiles } from "./attachFile.ts";
import { attachProblems, attachTerminalSelection } from "./attachOther.ts";
import { takeFromEditor } from "./editorContext.ts";

interface Item extends vscode.QuickPickItem {
  /** True where the user knows already why nothing is attached: it was told, or nothing was chosen. */
  readonly isTold?: boolean;
  readonly take: () => Promise<readonly (Attachment | undefined)[]>;
}

/** Lets the user choose what is attached to the next question. */
export async function pickContext(lastEditor: LastEditor): Promise<readonly Attachment[]> {
  const editor = lastEditor.get();
  const items: readonly Item[] = [
    ...(editor ? editorItems(editor) : []),
    ...(vscode.window.activeTerminal
      ? [
          {
            label: vscode.l10n.t("$(terminal) Terminal Selection"),
            take: async () => [await attachTerminalSelection()],
          },
        ]
      : []),
    { label: vscode.l10n.t("$(files) Files…"), isTold: true, take: takeFiles },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Attach to the Next Question"),
  });
  if (!picked) return [];
  const taken = (await picked.take()).filter((one) => one !== undefined);
  if (taken.length === 0 && !picked.isTold) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There is nothing to attach."));
  }
  return taken;
}

function editorItems(editor: vscode.TextEditor): readonly Item[] {
  const path = vscode.workspace.asRelativePath(editor.document.uri);
  return [
    {
      label: editor.selection.isEmpty
        ? vscode.l10n.t("$(symbol-method) Symbol at the Cursor")
        : vscode.l10n.t("$(list-selection) Selection"),
      description: path,
      take: async () => [(await takeFromEditor(editor))?.attachment],
    },
    {
      label: vscode.l10n.t("$(file) Current File"),
      description: path,
      isTold: true,
      take: async () => [await attachFile(editor.document.uri)],
    },
    {
      label: vscode.l10n.t("$(warning) Problems of the Current File"),
      description: path,
      take: async () => [attachProblems(editor.document.uri)],
    },
  ];
}

async function takeFiles(): Promise<readonly (Attachment | undefined)[]> {
  const uris = await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: vscode.l10n.t("Attach"),
  });
  return await attachFiles(uris ?? []);
}
