import { createHash } from "node:crypto";
import * as vscode from "vscode";

/** A short name for the workspace of this window that does not tell where it lies; undefined when none is open. */
export function workspaceHash(): string | undefined {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  const uri = workspaceFile ?? workspaceFolders?.[0]?.uri;
  return uri && createHash("sha256").update(uri.toString()).digest("hex").slice(0, 16);
}
