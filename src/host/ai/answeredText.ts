import { l10n } from "vscode";
import { parseQuestion } from "../../core/chat/draft.ts";
import type { Message } from "../../core/model.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { answerText } from "./answerText.ts";
import { cut, inOneLine, quoted } from "./quoted.ts";
import type { TextBudget } from "./textBudget.ts";

/** An answer with what it answers. */
export interface AnsweredQuestion {
  readonly account: KnownAccount;
  readonly chatbotName: string;
  /** Absent where only the answer is known. */
  readonly question?: string;
  readonly answer: Message;
}

/** As much of a question is written, in UTF-16 units; code that was attached to it is not. */
const maxQuestion = 4000;

/** A question, its answer and the sources as text for a model: quoted, marked as a chatbot's, and cut to a size. */
export async function answeredText(
  { account, chatbotName, question, answer }: AnsweredQuestion,
  budget: TextBudget,
): Promise<string> {
  const from = { account, handle: inOneLine(chatbotName) };
  const text = await answerText({ from, answer }, budget);
  if (question === undefined) return text;
  const asked = quoted(cut(parseQuestion(question).text, maxQuestion));
  return `${l10n.t("The user asked the chatbot:")}\n\n${asked}\n\n${text}`;
}
