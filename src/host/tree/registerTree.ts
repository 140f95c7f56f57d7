import * as vscode from "vscode";
import type { TreeNode } from "../refs/treeNodes.ts";
import type { RevealActiveChatDeps } from "./revealActiveChat.ts";
import type { WorkspaceFilterDeps } from "./workspaceFilter.ts";
import type { Clock } from "../../core/clock.ts";
import type { Catalog } from "../sessions/catalog.ts";

/** What registerTree works with. */
export interface RegisterTreeDeps extends WorkspaceFilterDeps, RevealActiveChatDeps {
  setSideBarVisible(isVisible: boolean): void;
  readonly catalog: Catalog;
  readonly clock: Clock;
}

const redrawInterval = 60_000;

/** The tree in the side bar. */
export interface TreeView extends vscode.Disposable {
  /** The rows that are selected, for commands that a key runs. */
  readonly selected: () => readonly TreeNode[];
}

/** Shows the tree in the side bar and keeps its relative times true while it is visible. */
export function registerTree(deps: RegisterTreeDeps): TreeView {
  const { tree, catalog, clock, log } = deps;
  const view = vscode.window.createTreeView<TreeNode>("parley.chatbots", {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  let cancel: (() => void) | undefined;
  const tick = (): void => {
    cancel?.();
    cancel = undefined;
    if (!view.visible) return;
    cancel = clock.after(redrawInterval, () => {
      tree.redrawSessions();
      tick();
    });
  };
  const describe = (): void => {
    import("./describeView.ts")
      .then(({ describeView }) => describeView(view, tree, catalog.loadedSessions))
      .catch((error: unknown) => log.error(`view: ${String(error)}`));
  };
  const watchers = [
    view.onDidChangeVisibility(({ visible }) => {
      deps.setSideBarVisible(visible);
      tick();
    }),
    tree.onDidChangeTreeData(describe),
    // The badge counts what is loaded, drawn or not.
    catalog.onDidChange(describe),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("parley.showDeprecated")) tree.redraw();
    }),
  ];
  // Before a chat can have the focus, much more has to load than this.
  const followChats = async (): Promise<void> => {
    const { followView } = await import("./followView.ts");
    watchers.push(followView(view, deps));
  };
  followChats().catch((error: unknown) => log.error(`reveal: ${String(error)}`));
  tick();
  import("./workspaceFilter.ts")
    .then(async ({ restoreWorkspaceFilter }) => restoreWorkspaceFilter(deps))
    .catch((error: unknown) => log.error(`workspace filter: ${String(error)}`));
  return {
    selected: () => view.selection,
    dispose: () => {
      cancel?.();
      vscode.Disposable.from(view, ...watchers).dispose();
    },
  };
}
