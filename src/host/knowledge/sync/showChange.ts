import * as vscode from "vscode";
import type { KnowledgeSync } from "./knowledgeSync.ts";
import type { ReadonlyDocuments } from "../../adapters/readonlyDocuments.ts";

/** What showChange works with. */
export interface ShowChangeDeps {
  readonly documents: ReadonlyDocuments;
}

/** Shows what was pushed of a file beside the file as it is now; the file alone where the former is not known. */
export async function showChange(
  deps: ShowChangeDeps,
  { pushed, comparisons }: KnowledgeSync,
  argument: unknown,
): Promise<void> {
  if (typeof argument !== "object" || argument === null) return;
  const { target, path } = argument as { readonly target?: unknown; readonly path?: unknown };
  if (typeof target !== "string" || typeof path !== "string") return;
  const comparison = comparisons.find(({ id }) => id === target);
  if (!comparison || !("entries" in comparison)) return;
  const entry = comparison.entries.find((one) => one.path === path);
  if (!entry) return;
  const uri = vscode.Uri.joinPath(comparison.folder.uri, path);
  const hash = pushed.read(target)?.files.get(path)?.hash;
  const before = hash === undefined ? undefined : await pushed.kept(hash);
  if (before === undefined && entry.status === "removed") return;
  if (before === undefined || hash === entry.hash) {
    await vscode.window.showTextDocument(uri, { preview: true });
    return;
  }
  const left = await deps.documents.add(path, before, languageOf(path));
  const right = entry.status === "removed" ? await deps.documents.add(path, "", "plaintext") : uri;
  const title = vscode.l10n.t("{0} (pushed ↔ now)", path);
  await vscode.commands.executeCommand("vscode.diff", left, right, title);
}

function languageOf(path: string): string {
  return path.endsWith(".md") ? "markdown" : "plaintext";
}
