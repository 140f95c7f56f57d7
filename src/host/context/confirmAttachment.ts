import { l10n } from "vscode";
import type { Attachment } from "../../core/chat/draft.ts";
import { looksSecret } from "../../core/secrets.ts";
import { confirmWarning } from "../text/confirm.ts";
import { isTextTooLarge } from "./attachFile.ts";

/** Refuses what is too large, and asks before something that may contain a secret is attached. True when it may be. */
export async function confirmAttachment(attachment: Attachment): Promise<boolean> {
  const { path, text } = attachment;
  if (isTextTooLarge(attachment)) return false;
  if (!looksSecret(path, text)) return true;
  return await confirmWarning({
    message: l10n.t("{0} may contain a secret.", path),
    detail: l10n.t("It will be sent to the chatbot's service with your next question."),
    button: l10n.t("Attach Anyway"),
  });
}

/** Those of several that are to be attached: a no is no other's. */
export async function confirmAttachments(
  attachments: readonly Attachment[],
): Promise<readonly Attachment[]> {
  const accepted: Attachment[] = [];
  for (const attachment of attachments) {
    if (await confirmAttachment(attachment)) accepted.push(attachment);
  }
  return accepted;
}
