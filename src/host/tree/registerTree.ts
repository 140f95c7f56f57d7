import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import type { TreeNode } from "./nodes.ts";

const redrawInterval = 60_000;

/** The tree in the side bar. */
export interface TreeView extends vscode.Disposable {
  /** The row that is selected, for commands that a key runs. */
  readonly selected: () => TreeNode | undefined;
}

/** Shows the tree in the side bar and keeps its relative times true while it is visible. */
export function registerTree({ tree, clock }: Container): TreeView {
  const view = vscode.window.createTreeView<TreeNode>("parley.chatbots", {
    treeDataProvider: tree,
    showCollapseAll: true,
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
  const watchers = [
    view.onDidChangeVisibility(tick),
    tree.onDidChangeTreeData(() => {
      view.description = tree.filter === "" ? "" : vscode.l10n.t("filter: {0}", tree.filter);
    }),
  ];
  tick();
  return {
    selected: () => view.selection[0],
    dispose: () => {
      cancel?.();
      vscode.Disposable.from(view, ...watchers).dispose();
    },
  };
}
