import * as vscode from "vscode";
import { AnswerDocuments, answerScheme } from "./answerDocuments.ts";
import { type AnsweredQuestion, answeredText } from "./answeredText.ts";
import { defaultBudget } from "./textBudget.ts";

/** What sendToChat works with. */
export interface SendToChatDeps {
  readonly subscriptions: vscode.Disposable[];
}

/** Opens the editor's chat. Not part of VS Code's API; what it takes is known of VS Code 1.110 to 1.139. */
const openChat = "workbench.action.chat.open";

/** Attaches answers to the editor's own chat. */
export class ChatSender {
  readonly #documents = new AnswerDocuments();

  constructor({ subscriptions }: SendToChatDeps) {
    subscriptions.push(
      this.#documents,
      vscode.workspace.registerFileSystemProvider(answerScheme, this.#documents, {
        isReadonly: true,
        isCaseSensitive: true,
      }),
    );
  }

  /** Opens the editor's chat with an answer attached; an editor without one shows the document instead. */
  async send(answered: AnsweredQuestion): Promise<void> {
    const name = vscode.l10n.t("Answer of {0}", answered.chatbotName);
    const uri = this.#documents.add(name, await answeredText(answered, defaultBudget));
    const known = await vscode.commands.getCommands();
    if (known.includes(openChat)) {
      const attached = { query: "", isPartialQuery: true, attachFiles: [uri] };
      await vscode.commands.executeCommand(openChat, attached);
      return;
    }
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "This editor has no chat that takes attachments. The answer was opened instead.",
      ),
    );
  }
}
