import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Attachment } from "../../core/chat/draft.ts";
import { reasonOf } from "../../core/errors.ts";

/** The largest file that can be attached to a question, in bytes. */
const largestFile = 500_000;

/** A file as an attachment. Tells the user and gives undefined when it is too large, no text or cannot be read. */
export async function attachFile(uri: vscode.Uri): Promise<Attachment | undefined> {
  const path = vscode.workspace.asRelativePath(uri);
  const stat = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  if (!stat) return attachOpen(uri);
  if (stat.type === vscode.FileType.Directory) return tellNoFile(path);
  if (isTooLarge(path, stat.size)) return undefined;
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.includes(0) && !isUtf16(bytes))
      return refuse(vscode.l10n.t("{0} is not a text file.", path));
    // Opening it, not reading it, knows the encoding, the language and what is not saved yet.
    const document = await vscode.workspace.openTextDocument(uri);
    return { id: randomUUID(), path, languageId: document.languageId, text: document.getText() };
  } catch (error) {
    // Others that were chosen with it are attached all the same.
    return tellUnreadable(path, error);
  }
}

/** Says that there is no file to attach. */
export function tellNoFile(path: string): undefined {
  return refuse(vscode.l10n.t("{0} is not a file.", path));
}

/** What is in no file system, as it was never saved, was deleted or is a part of something; undefined when it is closed. */
function attachOpen(uri: vscode.Uri): Attachment | undefined {
  const path = vscode.workspace.asRelativePath(uri);
  const document = vscode.workspace.textDocuments.find(
    (one) => one.uri.toString() === uri.toString(),
  );
  if (!document) return tellNoFile(path);
  return { id: randomUUID(), path, languageId: document.languageId, text: document.getText() };
}

/** True for what begins with a mark of UTF-16, in which every other byte of a text may be 0. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** True, which is said to the user, for more than can be attached. @param size in bytes */
function isTooLarge(path: string, size: number): boolean {
  if (size <= largestFile) return false;
  refuse(
    vscode.l10n.t(
      "{0} is too large to attach: {1} kB. The limit is {2} kB.",
      path,
      kilobytes(size),
      kilobytes(largestFile),
    ),
  );
  return true;
}

/** The same for a text. */
export function isTextTooLarge({ path, text }: Pick<Attachment, "path" | "text">): boolean {
  return isTooLarge(path, Buffer.byteLength(text));
}

/** Says that something cannot be attached, as it cannot be read. */
export function tellUnreadable(path: string, error: unknown): undefined {
  const reason = reasonOf(error);
  return refuse(vscode.l10n.t("Could not read {0}: {1}", path, reason));
}

function refuse(sentence: string): undefined {
  void vscode.window.showWarningMessage(sentence);
}

function kilobytes(bytes: number): number {
  return Math.ceil(bytes / 1000);
}
