import * as vscode from "vscode";
import { translated } from "../text/translated.ts";
import type { KnowledgePlace } from "./chooseKnowledge.ts";

/** Asks before something is replaced that the service does not show. True where nothing is, or the user agrees. */
export async function isOverwritingAgreed({ info, chatbotName }: KnowledgePlace): Promise<boolean> {
  if (info.replaceNote === undefined) return true;
  const goOn = vscode.l10n.t("Continue");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Add to the knowledge of {0}?", chatbotName),
    { modal: true, detail: translated(info.replaceNote) },
    goOn,
  );
  return answer === goOn;
}
