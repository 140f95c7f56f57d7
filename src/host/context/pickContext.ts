import * as vscode from "vscode";
import type { Attachment } from "../../core/chat/draft.ts";
import type { LastEditor } from "../adapters/lastEditor.ts";
import { type Taken, takeFiles } from "./attachFile.ts";
import { attachProblems, attachTerminalSelection } from "./attachOther.ts";
import { takeFromEditor } from "./editorContext.ts";

interface Item extends vscode.QuickPickItem {
  readonly take: () => Promise<Taken>;
}

/** Lets the user choose what is attached to the next question. */
export async function pickContext(lastEditor: LastEditor): Promise<Taken> {
  const editor = lastEditor.get();
  const items: readonly Item[] = [
    ...(editor ? editorItems(editor) : []),
    ...(vscode.window.activeTerminal
      ? [
          {
            label: vscode.l10n.t("$(terminal) Terminal Selection"),
            take: async () => orNothing(await attachTerminalSelection()),
          },
        ]
      : []),
    { label: vscode.l10n.t("$(files) Files…"), take: chooseFiles },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Attach to the Next Question"),
  });
  return picked ? await picked.take() : { attachments: [] };
}

function orNothing(attachment: Attachment | undefined): Taken {
  return attachment
    ? { attachments: [attachment] }
    : { attachments: [], notice: vscode.l10n.t("There is nothing to attach.") };
}

function editorItems(editor: vscode.TextEditor): readonly Item[] {
  const path = vscode.workspace.asRelativePath(editor.document.uri);
  return [
    {
      label: editor.selection.isEmpty
        ? vscode.l10n.t("$(symbol-method) Symbol at the Cursor")
        : vscode.l10n.t("$(list-selection) Selection"),
      description: path,
      take: async () => orNothing((await takeFromEditor(editor))?.attachment),
    },
    {
      label: vscode.l10n.t("$(file) Current File"),
      description: path,
      take: async () => takeFiles([editor.document.uri]),
    },
    {
      label: vscode.l10n.t("$(warning) Problems of the Current File"),
      description: path,
      take: async () => orNothing(attachProblems(editor.document.uri)),
    },
  ];
}

async function chooseFiles(): Promise<Taken> {
  const uris = await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: vscode.l10n.t("Attach"),
  });
  return await takeFiles(uris ?? []);
}
