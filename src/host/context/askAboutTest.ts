import { randomUUID } from "node:crypto";
import { custom, object, optional, safeParse, string, union } from "valibot";
import * as vscode from "vscode";
import type { Attachment } from "../../core/chat/draft.ts";
import { type AskInChatDeps, askInChat } from "./askInChat.ts";
import { toAttachment } from "./editorContext.ts";

/** What the menu of a failure gives: the failure, and its test while that is still there. */
const failureSchema = object({
  test: optional(
    object({
      label: string(),
      uri: optional(custom<vscode.Uri>((value) => value instanceof vscode.Uri)),
      range: optional(custom<vscode.Range>((value) => value instanceof vscode.Range)),
    }),
  ),
  message: object({
    message: union([string(), object({ value: string() })]),
    expectedOutput: optional(string()),
    actualOutput: optional(string()),
  }),
});

/** Takes the failure of a test to a chat, with the code of the test. @param argument what its menu gives */
export async function askAboutTest(deps: AskInChatDeps, argument: unknown): Promise<void> {
  const parsed = safeParse(failureSchema, argument);
  if (!parsed.success) return;
  const { test, message } = parsed.output;
  const words = typeof message.message === "string" ? message.message : message.message.value;
  const { expectedOutput: expected, actualOutput: actual } = message;
  const text = [
    words,
    ...(expected === undefined ? [] : [`Expected:\n${expected}`]),
    ...(actual === undefined ? [] : [`Actual:\n${actual}`]),
  ].join("\n\n");
  const name = test ? vscode.l10n.t("Failure of {0}", test.label) : vscode.l10n.t("Failure");
  const failure: Attachment = { id: randomUUID(), path: name, languageId: "text", text };
  const code = test?.uri && test.range && (await attachCode(test.uri, test.range));
  await askInChat(deps, {
    attachments: code ? [failure, code] : [failure],
    title: vscode.l10n.t("Ask About the Failure"),
    question: vscode.l10n.t("Why does this test fail, and how can I fix it?"),
  });
}

/** The lines of a test; undefined when its file is gone. */
async function attachCode(uri: vscode.Uri, range: vscode.Range): Promise<Attachment | undefined> {
  const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
  if (!document) return undefined;
  const end = document.lineAt(Math.min(range.end.line, document.lineCount - 1)).range.end;
  const lines = new vscode.Range(range.start.line, 0, end.line, end.character);
  return toAttachment(document, document.validateRange(lines));
}
