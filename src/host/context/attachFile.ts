import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Attachment } from "../../core/chat/draft.ts";
import { reasonOf } from "../../core/errors.ts";
import { maxDroppedFiles } from "../../protocol/limits.ts";

/** The largest file that can be attached to a question, in bytes. */
const largestFile = 500_000;

/** Of so many files that are not attached, one message says why. */
const maxTold = 3;

/** A file as an attachment. Tells the user and gives undefined when it is too large, no text or cannot be read. */
export async function attachFile(uri: vscode.Uri): Promise<Attachment | undefined> {
  const taken = await take(uri);
  return typeof taken === "string" ? refuse(taken) : taken;
}

/** What is attached, and in words what is not. */
export interface Taken {
  readonly attachments: readonly Attachment[];
  readonly notice?: string;
}

/** Files as attachments, up to a limit. Whatever is wrong with how many of them is said in a few sentences. */
export async function takeFiles(uris: readonly vscode.Uri[]): Promise<Taken> {
  const all = await Promise.all(uris.slice(0, maxDroppedFiles).map(take));
  const reasons = all.filter((one) => typeof one === "string");
  const more = reasons.length - maxTold;
  const sentences = [
    ...reasons.slice(0, maxTold),
    ...(more > 0 ? [vscode.l10n.t("Not attached for such reasons: {0} more.", more)] : []),
    ...(uris.length > maxDroppedFiles
      ? [vscode.l10n.t("Only the first {0} files are attached.", maxDroppedFiles)]
      : []),
  ];
  return {
    attachments: all.filter((one) => typeof one !== "string"),
    ...(sentences.length > 0 && { notice: sentences.join(" ") }),
  };
}

/** A file as an attachment, or in words why it is none. */
async function take(uri: vscode.Uri): Promise<Attachment | string> {
  const path = vscode.workspace.asRelativePath(uri);
  const stat = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  if (!stat) return attachOpen(uri);
  if (stat.type === vscode.FileType.Directory) return noFile(path);
  const tooLarge = describeTooLarge(path, stat.size);
  if (tooLarge !== undefined) return tooLarge;
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.includes(0) && !isUtf16(bytes)) return vscode.l10n.t("{0} is not a text file.", path);
    // Opening it, not reading it, knows the encoding, the language and what is not saved yet.
    const document = await vscode.workspace.openTextDocument(uri);
    return { id: randomUUID(), path, languageId: document.languageId, text: document.getText() };
  } catch (error) {
    // Others that were chosen with it are attached all the same.
    return unreadable(path, error);
  }
}

/** Why there is no file to attach. */
export function noFile(path: string): string {
  return vscode.l10n.t("{0} is not a file.", path);
}

/** What is in no file system, as it was never saved, was deleted or is a part of something, while it is open. */
function attachOpen(uri: vscode.Uri): Attachment | string {
  const path = vscode.workspace.asRelativePath(uri);
  const document = vscode.workspace.textDocuments.find(
    (one) => one.uri.toString() === uri.toString(),
  );
  if (!document) return noFile(path);
  return { id: randomUUID(), path, languageId: document.languageId, text: document.getText() };
}

/** True for what begins with a mark of UTF-16, in which every other byte of a text may be 0. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** In words, for more than can be attached. @param size in bytes */
function describeTooLarge(path: string, size: number): string | undefined {
  if (size <= largestFile) return undefined;
  return vscode.l10n.t(
    "{0} is too large to attach: {1} kB. The limit is {2} kB.",
    path,
    kilobytes(size),
    kilobytes(largestFile),
  );
}

/** True, which is said to the user, for a text that is more than can be attached. */
export function isTextTooLarge({ path, text }: Pick<Attachment, "path" | "text">): boolean {
  const tooLarge = describeTooLarge(path, Buffer.byteLength(text));
  if (tooLarge !== undefined) refuse(tooLarge);
  return tooLarge !== undefined;
}

/** Says that something cannot be attached, as it cannot be read. */
export function tellUnreadable(path: string, error: unknown): undefined {
  return refuse(unreadable(path, error));
}

function unreadable(path: string, error: unknown): string {
  return vscode.l10n.t("Could not read {0}: {1}", path, reasonOf(error));
}

/** Says why something is not attached. */
export function refuse(sentence: string): undefined {
  void vscode.window.showWarningMessage(sentence);
}

function kilobytes(bytes: number): number {
  return Math.ceil(bytes / 1000);
}
