import { l10n } from "vscode";
import type { Attachment } from "../../core/chat/draft.ts";
import { looksSecret } from "../../core/secrets.ts";
import { confirmWarning } from "../text/confirm.ts";

/** Asks before something that may contain a secret is attached to a question. True when it may. */
export async function confirmAttachment({ path, text }: Attachment): Promise<boolean> {
  if (!looksSecret(path, text)) return true;
  return await confirmWarning({
    message: l10n.t("{0} may contain a secret.", path),
    detail: l10n.t("It will be sent to the chatbot's service with your next question."),
    button: l10n.t("Attach Anyway"),
  });
}
