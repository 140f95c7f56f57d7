import * as vscode from "vscode";
import { parseQuestion } from "../../core/chat/draft.ts";
import type { Message } from "../../core/model.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { AnswerDocuments, answerScheme } from "./answerDocuments.ts";
import { answerText } from "./answerText.ts";
import { cut, inOneLine, quoted } from "./quoted.ts";
import { defaultBudget } from "./textBudget.ts";

/** What sendToChat works with. */
export interface SendToChatDeps {
  readonly subscriptions: vscode.Disposable[];
}

/** An answer with what it answers. */
export interface AnsweredQuestion {
  readonly account: KnownAccount;
  readonly chatbotName: string;
  /** Absent where only the answer is known. */
  readonly question?: string;
  readonly answer: Message;
}

/** Opens the editor's chat. Not part of VS Code's API; what it takes is known of VS Code 1.110 to 1.139. */
const openChat = "workbench.action.chat.open";

/** As much of a question is written, in UTF-16 units; code that was attached to it is not. */
const maxQuestion = 4000;

/** Attaches answers to the editor's own chat. */
export class ChatSender {
  readonly #documents = new AnswerDocuments();

  constructor({ subscriptions }: SendToChatDeps) {
    subscriptions.push(
      vscode.workspace.registerFileSystemProvider(answerScheme, this.#documents, {
        isReadonly: true,
        isCaseSensitive: true,
      }),
    );
  }

  /** Opens the editor's chat with an answer attached; an editor without one shows the document instead. */
  async send(answered: AnsweredQuestion): Promise<void> {
    const name = vscode.l10n.t("Answer of {0}", answered.chatbotName);
    const uri = this.#documents.add(name, await answeredText(answered));
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

/** A question, its answer and the sources as text for a model: quoted, marked as a chatbot's, and cut to a size. */
async function answeredText({
  account,
  chatbotName,
  question,
  answer,
}: AnsweredQuestion): Promise<string> {
  const from = { account, handle: inOneLine(chatbotName) };
  const text = await answerText({ from, answer }, defaultBudget);
  if (question === undefined) return text;
  const asked = quoted(cut(parseQuestion(question).text, maxQuestion));
  return `${vscode.l10n.t("The user asked the chatbot:")}\n\n${asked}\n\n${text}`;
}
