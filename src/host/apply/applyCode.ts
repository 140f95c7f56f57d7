import * as vscode from "vscode";
import { findAsked, type LineRange, placeCode, withChange } from "../../core/apply/placeCode.ts";
import { namedFile } from "../../core/apply/namedFile.ts";
import type { Attachment } from "../../core/chat/draft.ts";
import type { CodeBlock } from "../../core/markdown/codeBlocks.ts";
import type { LastEditor } from "../adapters/lastEditor.ts";
import { newUriOf, uriOfPath } from "../context/findFiles.ts";
import { symbolsOf } from "../context/symbols.ts";
import type { ProposedChanges } from "./proposedChanges.ts";

/** What applyCode works with. */
export interface ApplyCodeDeps {
  readonly lastEditor: Pick<LastEditor, "get">;
  readonly changes: Pick<ProposedChanges, "show">;
}

/** Code that went along with the question. */
type Asked = Omit<Attachment, "id">;

/** A file that code is meant for. */
interface Target {
  readonly uri: vscode.Uri;
  readonly code: string;
  /** The part that the question was about. */
  readonly asked?: Asked;
}

/**
 * Shows what a file would be like with the code of an answer in its place, for the user to keep or to undo. The file is
 * the one that the code names, else the one that was asked about, else the one in the editor.
 * @returns a sentence why nothing is shown, if there is no such file
 */
export async function applyCode(
  deps: ApplyCodeDeps,
  block: CodeBlock,
  attached: readonly Asked[],
): Promise<string | undefined> {
  const target = await findTarget(deps, block, attached);
  if (!target) return vscode.l10n.t("Open the file in which the code should go.");
  await deps.changes.show(target.uri, async (document) => changed(deps, target, document));
  return undefined;
}

async function findTarget(
  { lastEditor }: ApplyCodeDeps,
  { code, info }: CodeBlock,
  attached: readonly Asked[],
): Promise<Target | undefined> {
  const named = namedFile(info, code);
  if (named) {
    const asked = attached.find(({ path }) => path === named.path);
    const uri = (await uriOfPath(named.path)) ?? newUriOf(named.path);
    if (uri) return { uri, code: named.code, ...(asked && { asked }) };
  }
  // Which of several is meant, nobody has said.
  const [asked, ...others] = attached;
  const uri = asked && others.length === 0 ? await uriOfPath(asked.path) : undefined;
  if (asked && uri) return { uri, code, asked };
  const editor = lastEditor.get();
  return editor && { uri: editor.document.uri, code };
}

async function changed(
  { lastEditor }: ApplyCodeDeps,
  { code, asked }: Target,
  document: vscode.TextDocument | undefined,
): Promise<string> {
  if (!document) return code.endsWith("\n") ? code : `${code}\n`;
  const lines = document.getText().split(/\r?\n/);
  const editor = lastEditor.get();
  const cursor = editor?.document === document ? cursorLine(editor) : endOf(lines);
  const part = asked && rangeOf(asked, lines);
  const symbols = (await symbolsOf(document)).map(({ name, range }) => ({
    name,
    start: range.start.line,
    end: range.end.line + 1,
  }));
  const change = placeCode(code, { lines, symbols, cursor, ...(part && { asked: part }) });
  return withChange(lines, change).join(document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n");
}

function rangeOf(asked: Asked, lines: readonly string[]): LineRange | undefined {
  // A whole file was asked about as it was then.
  if (!asked.lines) return { start: 0, end: lines.length };
  return findAsked(lines, asked.text, asked.lines.first - 1);
}

/** Code stands in lines of its own: behind the cursor's, unless that is empty. */
function cursorLine({ document, selection }: vscode.TextEditor): number {
  const { line } = selection.active;
  return document.lineAt(line).isEmptyOrWhitespace ? line : line + 1;
}

/** Before the line break at the end of the file. */
function endOf(lines: readonly string[]): number {
  return lines.at(-1) === "" ? lines.length - 1 : lines.length;
}
