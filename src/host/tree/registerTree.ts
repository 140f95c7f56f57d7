import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import type { TreeNode } from "./nodes.ts";
import { revealActiveChat } from "./revealActiveChat.ts";
import { restoreWorkspaceFilter } from "./workspaceFilter.ts";

const redrawInterval = 60_000;

/** The tree in the side bar. */
export interface TreeView extends vscode.Disposable {
  /** The rows that are selected, for commands that a key runs. */
  readonly selected: () => readonly TreeNode[];
}

/** Shows the tree in the side bar and keeps its relative times true while it is visible. */
export function registerTree(container: Container): TreeView {
  const { tree, clock, log } = container;
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
      tree.redraw();
      tick();
    });
  };
  const describe = (): void => {
    view.description = tree.filter === "" ? "" : vscode.l10n.t("filter: {0}", tree.filter);
    view.message = tree.isWorkspaceOnly
      ? vscode.l10n.t("Only sessions in which something was asked in this workspace are shown.")
      : "";
  };
  const watchers = [
    view.onDidChangeVisibility(({ visible }) => {
      container.setSideBarVisible(visible);
      tick();
    }),
    tree.onDidChangeTreeData(describe),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("parley.showDeprecated")) tree.redraw();
    }),
    revealActiveChat(view, container),
  ];
  tick();
  restoreWorkspaceFilter(container).catch((error: unknown) =>
    log.error(`workspace filter: ${String(error)}`),
  );
  return {
    selected: () => view.selection,
    dispose: () => {
      cancel?.();
      vscode.Disposable.from(view, ...watchers).dispose();
    },
  };
}
