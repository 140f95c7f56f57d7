import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { Turns } from "../../core/async/turns.ts";
import type { Attachment } from "../../core/chat/draft.ts";

/** The problems of a file, as VS Code lists them; undefined when it has none. */
export function attachProblems(uri: vscode.Uri): Attachment | undefined {
  const path = vscode.workspace.asRelativePath(uri);
  const lines = vscode.languages.getDiagnostics(uri).map((one) => describeProblem(path, one));
  if (lines.length === 0) return undefined;
  return {
    id: randomUUID(),
    path: vscode.l10n.t("Problems of {0}", path),
    languageId: "text",
    text: lines.join("\n"),
  };
}

/** A problem in one line, e.g. `src/tax.ts:3:9 error: … (ts 2322)`. */
export function describeProblem(
  path: string,
  { range, severity, message, source, code }: vscode.Diagnostic,
): string {
  const place = `${path}:${range.start.line + 1}:${range.start.character + 1}`;
  const kind = vscode.DiagnosticSeverity[severity].toLowerCase();
  const origin = [source, typeof code === "object" ? code.value : code]
    .filter((part) => part !== undefined)
    .join(" ");
  return `${place} ${kind}: ${message}${origin === "" ? "" : ` (${origin})`}`;
}

/**
 * What is selected in the active terminal; undefined when nothing is. A text on the clipboard is put back; anything
 * else there, as a picture, is lost where something is selected.
 */
export async function attachTerminalSelection(): Promise<Attachment | undefined> {
  return await turns.run("clipboard", takeTerminalSelection);
}

/** There is one clipboard: a second look at it would find what the first one has put there, or put back. */
const turns = new Turns<"clipboard">();

async function takeTerminalSelection(): Promise<Attachment | undefined> {
  const before = await vscode.env.clipboard.readText();
  try {
    const text = await copySelection();
    if (text.trim() === "") return undefined;
    const path = vscode.l10n.t("Terminal selection");
    return { id: randomUUID(), path, languageId: "text", text };
  } finally {
    await setText(before);
  }
}

/** There is no other way to a terminal's selection than through the clipboard. */
async function copySelection(): Promise<string> {
  await setText("");
  await vscode.commands.executeCommand("workbench.action.terminal.copySelection");
  return await vscode.env.clipboard.readText();
}

/** A clipboard without a text may hold a picture, which writing an empty one would delete. */
async function setText(text: string): Promise<void> {
  if ((await vscode.env.clipboard.readText()) !== text) await vscode.env.clipboard.writeText(text);
}
