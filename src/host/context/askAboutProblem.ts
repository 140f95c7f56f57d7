import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Attachment } from "../../core/chat/draft.ts";
import type { LastEditor } from "../adapters/lastEditor.ts";
import type { ProblemPlace } from "./askActions.ts";
import { type AskInChatDeps, askInChat } from "./askInChat.ts";
import { describeProblem } from "./attachOther.ts";
import { toAttachment } from "./editorContext.ts";

/** What askAboutProblem works with. */
export interface AskAboutProblemDeps extends AskInChatDeps {
  readonly lastEditor: LastEditor;
}

/** So many lines before and after a problem are attached with it. */
const linesAround = 8;

/**
 * Takes the problems at a place to a chat, with the code around them.
 * @param argument where, as a code action says it; without it, where the cursor is
 */
export async function askAboutProblem(deps: AskAboutProblemDeps, argument: unknown): Promise<void> {
  const place = toPlace(argument) ?? cursorOf(deps.lastEditor);
  const problems = place
    ? vscode.languages
        .getDiagnostics(place.uri)
        .filter(({ range }) => range.intersection(place.range))
    : [];
  if (!place || problems.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Put the cursor on a problem that you want to ask about."),
    );
    return;
  }
  const document = await vscode.workspace.openTextDocument(place.uri);
  await askInChat(deps, {
    attachments: attachProblem(document, problems),
    title: vscode.l10n.t("Ask About the Problem"),
    question: vscode.l10n.t("What causes this problem, and how can I fix it?"),
  });
}

/** The problems as text, and the lines around them. */
export function attachProblem(
  document: vscode.TextDocument,
  problems: readonly vscode.Diagnostic[],
): readonly Attachment[] {
  const first = Math.min(...problems.map(({ range }) => range.start.line)) - linesAround;
  const last = Math.max(...problems.map(({ range }) => range.end.line)) + linesAround;
  const end = document.lineAt(Math.min(document.lineCount - 1, last)).range.end;
  const code = toAttachment(
    document,
    new vscode.Range(Math.max(0, first), 0, end.line, end.character),
  );
  const lines = problems.map((problem) => describeProblem(code.path, problem));
  return [
    {
      id: randomUUID(),
      path: vscode.l10n.t("Problem"),
      languageId: "text",
      text: lines.join("\n"),
    },
    code,
  ];
}

function toPlace(argument: unknown): ProblemPlace | undefined {
  const { uri, range } = Object(argument) as Record<string, unknown>;
  return uri instanceof vscode.Uri && range instanceof vscode.Range ? { uri, range } : undefined;
}

function cursorOf(lastEditor: LastEditor): ProblemPlace | undefined {
  const editor = vscode.window.activeTextEditor ?? lastEditor.get();
  return editor && { uri: editor.document.uri, range: editor.selection };
}
