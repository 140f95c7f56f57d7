import * as vscode from "vscode";
import { showWorkspaceOnly, type WorkspaceFilterDeps } from "./workspaceFilter.ts";

export type FilterCommandsDeps = WorkspaceFilterDeps;

/** Asks for a text and shows only what holds it. The tree follows while the user types. */
export async function filterChatbots({ tree }: FilterCommandsDeps): Promise<void> {
  const before = tree.filter;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t("Filter Chatbots and Sessions");
  input.prompt = vscode.l10n.t("Enter part of a name. Leave empty to show everything.");
  input.value = before;
  let isAccepted = false;
  input.onDidChangeValue(async (text) => setFilter(tree, text));
  input.onDidAccept(() => {
    isAccepted = true;
    input.hide();
  });
  input.onDidHide(async () => {
    input.dispose();
    if (!isAccepted) await setFilter(tree, before);
  });
  input.show();
}

/** Shows everything again. */
export async function clearFilter({ tree }: FilterCommandsDeps): Promise<void> {
  await setFilter(tree, "");
}

/** Hides the sessions in which nothing was asked in this workspace, or shows them again. */
export async function filterWorkspace(deps: FilterCommandsDeps, isOn: boolean): Promise<void> {
  if (!(await showWorkspaceOnly(deps, isOn))) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a folder first."));
  }
}

async function setFilter(tree: FilterCommandsDeps["tree"], text: string): Promise<void> {
  tree.setFilter(text);
  await vscode.commands.executeCommand("setContext", "parley.isFiltered", tree.filter !== "");
}
