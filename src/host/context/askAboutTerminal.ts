import * as vscode from "vscode";
import { type AskInChatDeps, askInChat } from "./askInChat.ts";
import { attachTerminalSelection } from "./attachOther.ts";

/** Takes what is selected in the active terminal to a chat. */
export async function askAboutTerminal(deps: AskInChatDeps): Promise<void> {
  const attachment = await attachTerminalSelection();
  if (!attachment) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Select the text in the terminal that you want to ask about."),
    );
    return;
  }
  await askInChat(deps, {
    attachments: [attachment],
    title: vscode.l10n.t("Ask About the Terminal Selection"),
    question: vscode.l10n.t("What does this error mean, and how can I fix it?"),
  });
}
