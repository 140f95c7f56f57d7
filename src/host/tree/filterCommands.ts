import * as vscode from "vscode";
import { sessionStates } from "../../core/model.ts";
import type { Catalog } from "../sessions/catalog.ts";
import { stateLabel } from "../text/stateLabel.ts";
import { showWorkspaceOnly, type WorkspaceFilterDeps } from "./workspaceFilter.ts";

/** What filterCommands work with. */
export interface FilterCommandsDeps extends WorkspaceFilterDeps {
  readonly catalog: Catalog;
}

/** A key can call for the box while it is open. */
let isAsking = false;

/** Asks for a text and shows only what holds it. The tree follows while the user types. */
export async function filterChatbots({ tree }: FilterCommandsDeps): Promise<void> {
  if (isAsking) return;
  isAsking = true;
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
    isAsking = false;
    input.dispose();
    if (!isAccepted) await setFilter(tree, before);
  });
  input.show();
}

/** Asks for a state and shows only the sessions of the lists that are marked so. */
export async function filterByState({ tree, catalog }: FilterCommandsDeps): Promise<void> {
  const sessions = catalog.loadedSessions;
  const items = sessionStates.map((state) => ({
    state,
    label: stateLabel(state),
    description: vscode.l10n.t(
      "{0} loaded",
      sessions.filter(({ states }) => states?.includes(state)).length,
    ),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Filter Sessions by State"),
    placeHolder: vscode.l10n.t("Sessions whose service does not tell the state are hidden."),
  });
  if (!picked) return;
  tree.setStateFilter(picked.state);
  await tellFiltered(tree);
}

/** Shows everything again. */
export async function clearFilter({ tree }: FilterCommandsDeps): Promise<void> {
  tree.setStateFilter(undefined);
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
  await tellFiltered(tree);
}

async function tellFiltered({ isFiltered }: FilterCommandsDeps["tree"]): Promise<void> {
  await vscode.commands.executeCommand("setContext", "parley.isFiltered", isFiltered);
}
