import * as vscode from "vscode";
import type { Attachment } from "../../core/chat/draft.ts";
import { looksSecret } from "../../core/secrets.ts";

/** Asks before something that may contain a secret is attached to a question. True when it may. */
export async function confirmAttachment({ path, text }: Attachment): Promise<boolean> {
  if (!looksSecret(path, text)) return true;
  const attach = vscode.l10n.t("Attach Anyway");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("{0} may contain a secret.", path),
    {
      modal: true,
      detail: vscode.l10n.t("It will be sent to the chatbot's service with your next question."),
    },
    attach,
  );
  return answer === attach;
}
