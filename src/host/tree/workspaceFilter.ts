import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { workspaceHash } from "../sessions/workspaceHash.ts";

const name = "onlyThisWorkspace";

/** Lets the tree show what belongs to this workspace only, or everything. False when no workspace is open. */
export async function showWorkspaceOnly(
  { context, tree }: Container,
  isOn: boolean,
): Promise<boolean> {
  const workspace = workspaceHash();
  if (isOn && workspace === undefined) return false;
  tree.setWorkspace(isOn ? workspace : undefined);
  await context.workspaceState.update(name, isOn || undefined);
  await vscode.commands.executeCommand("setContext", "parley.isOnlyThisWorkspace", isOn);
  return true;
}

/** Takes up what the person has chosen in this workspace before. */
export async function restoreWorkspaceFilter(container: Container): Promise<void> {
  if (container.context.workspaceState.get(name) === true) await showWorkspaceOnly(container, true);
}
