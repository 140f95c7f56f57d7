import * as vscode from "vscode";
import type { TreeNode } from "../refs/treeNodes.ts";
import type { ChatbotTree } from "./chatbotTree.ts";

/** Notes which rows the user opens and closes: VS Code forgets that of rows that a filter has hidden. */
export function rememberOpenRows(
  view: vscode.TreeView<TreeNode>,
  tree: ChatbotTree,
): vscode.Disposable {
  const note =
    (isOpen: boolean) =>
    ({ element }: vscode.TreeViewExpansionEvent<TreeNode>): void => {
      // A filter opens rows of its own.
      if (!tree.isFiltered) tree.openRows.set(element.id, isOpen);
    };
  return vscode.Disposable.from(
    view.onDidExpandElement(note(true)),
    view.onDidCollapseElement(note(false)),
  );
}
