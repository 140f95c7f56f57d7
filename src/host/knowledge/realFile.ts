import { realpath } from "node:fs/promises";
import { sep } from "node:path";
import * as vscode from "vscode";

/** False for a link that leads out of the folder: a workspace must not decide what else on this computer is sent. */
export async function isReallyInside(folder: vscode.Uri, file: vscode.Uri): Promise<boolean> {
  if (folder.scheme !== "file" || file.scheme !== "file") return await hasNoLinks(folder, file);
  const [root, target] = await Promise.all([realpath(folder.fsPath), realpath(file.fsPath)]);
  // The root of a disk ends with its separator already.
  return target.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** Elsewhere nobody says where a link leads, so none is followed. */
async function hasNoLinks(folder: vscode.Uri, file: vscode.Uri): Promise<boolean> {
  const names = file.path.slice(folder.path.length).split("/").filter(Boolean);
  for (const [index] of names.entries()) {
    const part = vscode.Uri.joinPath(folder, ...names.slice(0, index + 1));
    const { type } = await vscode.workspace.fs.stat(part);
    if (type & vscode.FileType.SymbolicLink) return false;
  }
  return true;
}
