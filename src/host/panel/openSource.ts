import * as vscode from "vscode";
import type { Source } from "../../core/model.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";
import { sourceMarkdown } from "./sourceMarkdown.ts";

/** Shows where a passage comes from: the file of the workspace that holds it, else the passage with what is known of it. */
export async function openSource(
  source: Source,
  passage: string,
  documents: ReadonlyDocuments,
): Promise<void> {
  const file = await findFile(source.title, passage.trim());
  if (file) {
    await vscode.window.showTextDocument(file.document, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: true,
      selection: file.range,
    });
    return;
  }
  const text = sourceMarkdown(source, passage);
  try {
    const uri = await documents.add(source.title, text, "markdown");
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  } catch {
    // VS Code's own Markdown extension may be switched off.
    await documents.show(source.title, text, "markdown");
  }
}

/** A text file of the workspace with that name, and where the passage stands in it. */
async function findFile(
  name: string,
  passage: string,
): Promise<{ document: vscode.TextDocument; range: vscode.Range } | undefined> {
  // Anything else is no name of a file, or means something in a pattern.
  if (passage === "" || !/^[\p{L}\p{N} ._/-]+\.\p{L}+$/u.test(name)) return undefined;
  for (const uri of await vscode.workspace.findFiles(`**/${name}`, undefined, 5)) {
    const document = await openText(uri);
    if (!document) continue;
    const text = document.getText();
    // A service may have stored other line breaks than the file has here.
    const wanted = passage.replaceAll(/\r\n|\n|\r/g, text.includes("\r\n") ? "\r\n" : "\n");
    const at = text.indexOf(wanted);
    if (at !== -1) {
      const range = new vscode.Range(
        document.positionAt(at),
        document.positionAt(at + wanted.length),
      );
      return { document, range };
    }
  }
  return undefined;
}

async function openText(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    // Not a text, as a PDF file.
    return undefined;
  }
}
