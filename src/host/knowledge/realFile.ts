import { realpath } from "node:fs/promises";
import { sep } from "node:path";
import type { Uri } from "vscode";

/** False for a link that leads out of the folder: a workspace must not decide what else on this computer is sent. */
export async function isReallyInside(folder: Uri, file: Uri): Promise<boolean> {
  if (folder.scheme !== "file" || file.scheme !== "file") return true;
  const [root, target] = await Promise.all([realpath(folder.fsPath), realpath(file.fsPath)]);
  return target.startsWith(root + sep);
}
