import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { placeReferences } from "../../core/chat/exportReferences.ts";
import { parseQuestion } from "../../core/chat/draft.ts";
import { allMessages, type ChatState } from "../../core/chat/state.ts";
import { type Lesson, readLesson, writeLesson } from "../../core/knowledge/lesson.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { knowledgeOf } from "./chooseKnowledge.ts";
import { isOverwritingAgreed } from "./isOverwritingAgreed.ts";

/** Whom a lesson is for. */
interface Pupil {
  readonly accountId: string;
  readonly chatbotId: string;
}

/** Lessons that are being written, by the address of their document. */
const pupils = new Map<string, Pupil>();

/** Opens the last answer of the chat that has the focus as a lesson. */
export async function teachLastAnswer(container: Container): Promise<void> {
  const active = (await container.panels()).active;
  const state = active?.chat.state;
  const last = state && allMessages(state).findLast(({ role }) => role === "assistant");
  if (active && state && last) {
    await teachAnswer(active.ref, state, last.key);
    return;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      "Open a chat with an answer first. You correct the answer, and the chatbot learns it.",
    ),
  );
}

/** Opens an answer with its question as a document, in which the person corrects it. */
export async function teachAnswer(
  { accountId, chatbotId }: Pupil,
  state: ChatState,
  key: string,
): Promise<void> {
  const lesson = lessonOf(state, key);
  if (!lesson) return;
  const document = await vscode.workspace.openTextDocument({
    language: "markdown",
    content: writeLesson(lesson),
  });
  pupils.set(document.uri.toString(), { accountId, chatbotId });
  // A new document may get the address of one that was closed, and is no lesson.
  const watcher = vscode.workspace.onDidCloseTextDocument((closed) => {
    if (closed !== document) return;
    watcher.dispose();
    pupils.delete(document.uri.toString());
    void showButton();
  });
  await showButton();
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  void vscode.window.showInformationMessage(
    vscode.l10n.t("Correct the answer, then send it with the button above it."),
  );
}

/** Sends what stands in a lesson's document to its chatbot. The text stays when that fails. */
export async function sendLesson(container: Container, argument: unknown): Promise<void> {
  const uri =
    argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const pupil = uri && pupils.get(uri.toString());
  const document = vscode.workspace.textDocuments.find(
    (open) => open.uri.toString() === uri?.toString(),
  );
  if (!pupil || !document) return;
  const lesson = readLesson(document.getText());
  if (!lesson) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("A lesson needs a question as its heading, and an answer below it."),
    );
    return;
  }
  const place = await knowledgeOf(container, "teach", pupil);
  if (!place || !(await isOverwritingAgreed(place))) return;
  const { kind, info, account, chatbotName } = place;
  // Two clicks are one lesson.
  if (!pupils.delete(document.uri.toString())) return;
  await showButton();
  try {
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window }, async () =>
      kind.teach?.(pupil, lesson, container.closing),
    );
  } catch (thrown) {
    pupils.set(document.uri.toString(), pupil);
    await showButton();
    tellError(thrown, "teach", subjectOf(account), container.log);
    return;
  }
  container.resources.refresh({ ...pupil, kindId: info.id });
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  void vscode.window.showInformationMessage(vscode.l10n.t("{0} has the lesson.", chatbotName));
}

async function showButton(): Promise<void> {
  await vscode.commands.executeCommand("setContext", "parley.lessons", [...pupils.keys()]);
}

function lessonOf(state: ChatState, key: string): Lesson | undefined {
  const messages = allMessages(state);
  const at = messages.findIndex((one) => one.key === key);
  const answer = messages[at];
  const question = messages.slice(0, at).findLast(({ role }) => role === "user");
  if (!answer) return undefined;
  const unmarked = placeReferences(
    answer,
    () => "",
    () => "",
  );
  return {
    question: question ? parseQuestion(question.text).text : "",
    answer: unmarked.text.replaceAll(/[ \t]+$/gm, ""),
  };
}
