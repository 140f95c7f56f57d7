import * as vscode from "vscode";
import { workspaceHash } from "../sessions/workspaceHash.ts";
import type { ChatbotTree } from "./chatbotTree.ts";

/** What workspaceFilter works with. */
export interface WorkspaceFilterDeps {
  readonly workspaceState: vscode.Memento;
  readonly tree: ChatbotTree;
}

const name = "onlyThisWorkspace";

/** Lets the tree show what belongs to this workspace only, or everything. False when no workspace is open. */
export async function showWorkspaceOnly(
  { workspaceState, tree }: WorkspaceFilterDeps,
  isOn: boolean,
): Promise<boolean> {
  const workspace = workspaceHash();
  if (isOn && workspace === undefined) return false;
  tree.setWorkspace(isOn ? workspace : undefined);
  await workspaceState.update(name, isOn || undefined);
  await vscode.commands.executeCommand("setContext", "parley.isOnlyThisWorkspace", isOn);
  return true;
}

/** Takes up what the user has chosen in this workspace before. */
export async function restoreWorkspaceFilter(deps: WorkspaceFilterDeps): Promise<void> {
  if (deps.workspaceState.get(name) === true) await showWorkspaceOnly(deps, true);
}
