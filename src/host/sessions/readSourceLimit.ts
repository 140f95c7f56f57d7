import * as vscode from "vscode";

/** How many passages an answer may use; undefined leaves it to the service, as a wrong value in the settings does. */
export function readSourceLimit(): number | undefined {
  const value: unknown = vscode.workspace.getConfiguration("parley.chat").get("sourceLimit");
  return typeof value === "number" && value > 0 ? value : undefined;
}
