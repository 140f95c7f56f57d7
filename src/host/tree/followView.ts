import * as vscode from "vscode";
import type { TreeNode } from "../refs/treeNodes.ts";
import { rememberOpenRows } from "./rememberOpenRows.ts";
import { revealActiveChat, type RevealActiveChatDeps } from "./revealActiveChat.ts";

/** Starts what the view does by itself once it is there. */
export function followView(
  view: vscode.TreeView<TreeNode>,
  deps: RevealActiveChatDeps,
): vscode.Disposable {
  return vscode.Disposable.from(revealActiveChat(view, deps), rememberOpenRows(view, deps.tree));
}
