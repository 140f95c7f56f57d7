import * as vscode from "vscode";
import { isTreeNode, type TreeNode } from "./treeNodes.ts";

/** What VS Code gives a command: the row it was called on, and all rows that are selected with it. */
export interface CommandTarget {
  readonly argument: unknown;
  readonly selection?: unknown;
  /** True for the title of the view in which a chat is: the active editor may be another chat. */
  readonly isFromView?: boolean;
}

/** The rows that a command was called on. */
export function selectedRows({ argument, selection }: CommandTarget): readonly TreeNode[] {
  const rows = Array.isArray(selection) ? selection.filter(isTreeNode) : [];
  if (rows.length > 0) return rows;
  return isTreeNode(argument) ? [argument] : [];
}

/** The files that a command was called on: those that are selected in the Explorer, or the one of a tab. */
export function selectedFiles({ argument, selection }: CommandTarget): readonly vscode.Uri[] {
  const several = Array.isArray(selection)
    ? selection.filter((one) => one instanceof vscode.Uri)
    : [];
  if (several.length > 0) return several;
  return argument instanceof vscode.Uri ? [argument] : [];
}
