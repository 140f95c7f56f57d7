import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Attachment } from "../../core/chat/draft.ts";
import { attachFile, isTextTooLarge, tellUnreadable } from "../context/attachFile.ts";
import { confirmAttachment } from "../context/confirmAttachment.ts";
import { toAttachment } from "../context/editorContext.ts";

/** What VS Code adds for its own models by itself: instructions, and a list of skills with paths of this computer. */
const forEditorsModels = /^vscode\.(?:customizations|instructions|prompt)\b/;

/**
 * The files, selections and texts that the user has attached in the Chat view, in their order there. What is too
 * large or cannot be read is told and left out. Undefined when the user does not want to send what may hold a secret.
 */
export async function chatAttachments(
  references: readonly vscode.ChatPromptReference[],
): Promise<readonly Attachment[] | undefined> {
  const attachments: Attachment[] = [];
  for (const reference of references) {
    const attachment = await toChatAttachment(reference);
    if (!attachment || isTextTooLarge(attachment)) continue;
    if (!(await confirmAttachment(attachment))) return undefined;
    attachments.push(attachment);
  }
  return attachments;
}

async function toChatAttachment({
  id,
  value,
  modelDescription,
}: vscode.ChatPromptReference): Promise<Attachment | undefined> {
  if (forEditorsModels.test(id)) return undefined;
  if (typeof value === "string") {
    if (value.trim() === "") return undefined;
    const path = modelDescription ?? vscode.l10n.t("Attached text");
    return { id: randomUUID(), path, languageId: "plaintext", text: value };
  }
  if (value instanceof vscode.Location) {
    return await readSelection(value);
  }
  return value instanceof vscode.Uri ? await attachFile(value) : undefined;
}

async function readSelection({ uri, range }: vscode.Location): Promise<Attachment | undefined> {
  try {
    return toAttachment(await vscode.workspace.openTextDocument(uri), range);
  } catch (error) {
    return tellUnreadable(vscode.workspace.asRelativePath(uri), error);
  }
}
