import * as vscode from "vscode";
import { parseExport } from "../../core/chat/exportJson.ts";
import { exportMarkdown } from "../../core/chat/exportMarkdown.ts";
import { tellUnreadable } from "../context/attachFile.ts";
import { speakerNames } from "./readChat.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";

/** What importSession works with. */
export interface ImportSessionDeps {
  readonly documents: ReadonlyDocuments;
}

/** A file that is larger than this is no chat, in bytes. */
const largestFile = 64_000_000;

/** Opens a session that was exported as JSON, for reading. @param argument the file; without it the user picks one */
export async function importSession(
  { documents }: ImportSessionDeps,
  argument: unknown,
): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : await pickFile();
  if (!uri) return;
  const text = await readText(uri);
  if (text === undefined) return;
  const parsed = parseExport(text);
  switch (parsed.kind) {
    case "session": {
      const { chatbot, service, ...chat } = parsed.session;
      const names = speakerNames({ provider: service }, chatbot.name);
      await documents.show(`${chat.title}.md`, exportMarkdown({ ...chat, names }), "markdown");
      return;
    }
    case "newer":
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          "This session was exported by a newer version of Parley. Update Parley to open it.",
        ),
      );
      return;
    case "other":
      void vscode.window.showErrorMessage(
        vscode.l10n.t("This file is not a session exported from Parley as JSON."),
      );
  }
}

/** Undefined for what cannot be read, which was said then. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    const content = size > largestFile ? undefined : await vscode.workspace.fs.readFile(uri);
    return new TextDecoder().decode(content);
  } catch (error) {
    return tellUnreadable(vscode.workspace.asRelativePath(uri), error);
  }
}

async function pickFile(): Promise<vscode.Uri | undefined> {
  const uris = await vscode.window.showOpenDialog({
    filters: { JSON: ["json"] },
    title: vscode.l10n.t("Open Exported Session"),
  });
  return uris?.[0];
}
