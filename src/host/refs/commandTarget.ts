import { isTreeNode, type TreeNode } from "./treeNodes.ts";

/** What VS Code gives a command: the row it was called on, and all rows that are selected with it. */
export interface CommandTarget {
  readonly argument: unknown;
  readonly selection?: unknown;
}

/** The rows that a command was called on. */
export function selectedRows({ argument, selection }: CommandTarget): readonly TreeNode[] {
  const rows = Array.isArray(selection) ? selection.filter(isTreeNode) : [];
  if (rows.length > 0) return rows;
  return isTreeNode(argument) ? [argument] : [];
}
