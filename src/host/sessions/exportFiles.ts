import { homedir } from "node:os";
import * as vscode from "vscode";
import { exportJson } from "../../core/chat/exportJson.ts";
import { exportMarkdown } from "../../core/chat/exportMarkdown.ts";
import { reasonOf } from "../../core/errors.ts";
import type { ReadChat } from "./readChat.ts";

/** A way to write a chat to a file. */
export interface ExportFormat extends vscode.QuickPickItem {
  readonly extension: string;
  readonly write: (chat: ReadChat) => string;
}

/** The formats that the user chooses from. */
export function exportFormats(): readonly ExportFormat[] {
  return [
    {
      label: "Markdown",
      description: vscode.l10n.t("For reading, with sources as footnotes"),
      extension: "md",
      write: exportMarkdown,
    },
    {
      label: "JSON",
      description: vscode.l10n.t("Complete, can be opened in Parley"),
      extension: "json",
      write: writeJson,
    },
  ];
}

/** A place for a new file: what stands in the folder already is not overwritten. */
export async function freeUri(
  folder: vscode.Uri,
  name: string,
  extension: string,
): Promise<vscode.Uri> {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? "" : ` (${number})`;
    const uri = vscode.Uri.joinPath(folder, `${name}${suffix}.${extension}`);
    if (!(await exists(uri))) return uri;
  }
}

/** Where a file is proposed to be saved: in the first folder of the workspace, or else in the user's own. */
export function proposedUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.Uri.joinPath(folder, name);
}

/** Writes a file; false when that failed, which was said then. */
export async function saveFile(uri: vscode.Uri, content: string | Uint8Array): Promise<boolean> {
  try {
    await vscode.workspace.fs.writeFile(uri, toBytes(content));
    return true;
  } catch (error) {
    void vscode.window.showErrorMessage(unwritable(uri, error));
    return false;
  }
}

/** Writes one of several new files. @returns in words why that failed, for the one message about all of them */
export async function saveNewFile(
  folder: vscode.Uri,
  name: string,
  extension: string,
  text: string,
): Promise<string | undefined> {
  try {
    await vscode.workspace.fs.writeFile(await freeUri(folder, name, extension), toBytes(text));
    return undefined;
  } catch (error) {
    return unwritable(vscode.Uri.joinPath(folder, `${name}.${extension}`), error);
  }
}

function unwritable(uri: vscode.Uri, error: unknown): string {
  const path = vscode.workspace.asRelativePath(uri);
  return vscode.l10n.t("Could not write {0}: {1}", path, reasonOf(error));
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return false;
    throw error;
  }
}

function writeJson(chat: ReadChat): string {
  const { title, account, chatbot, session, serviceId, messages, aiQuestions } = chat;
  const { id, createdAt, updatedAt } = session;
  return exportJson({
    title,
    account: account.label,
    service: { id: account.providerId, name: account.provider.name },
    chatbot,
    session: {
      id: serviceId ?? id,
      ...(createdAt !== undefined && { createdAt }),
      ...(updatedAt !== undefined && { updatedAt }),
    },
    ...(aiQuestions && { aiQuestions }),
    messages,
  });
}
