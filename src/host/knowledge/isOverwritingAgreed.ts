import { l10n } from "vscode";
import { confirmWarning } from "../text/confirm.ts";
import { translated } from "../text/translated.ts";
import type { KnowledgePlace } from "./chooseKnowledge.ts";

/** Asks before something is replaced that the service does not show. True where nothing is, or the user agrees. */
export async function isOverwritingAgreed({ info, chatbotName }: KnowledgePlace): Promise<boolean> {
  if (info.replaceNote === undefined) return true;
  return await confirmWarning({
    message: l10n.t("Add to the knowledge of {0}?", chatbotName),
    detail: translated(info.replaceNote),
    button: l10n.t("Continue"),
  });
}
