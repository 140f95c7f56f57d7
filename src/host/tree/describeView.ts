import { l10n, type TreeView } from "vscode";
import type { ListedSession } from "../refs/listedSession.ts";
import type { TreeNode } from "../refs/treeNodes.ts";
import { stateLabel } from "../text/stateLabel.ts";
import type { ChatbotTree } from "./chatbotTree.ts";
import { waitingBadge } from "./waitingBadge.ts";

/** Says on the view what waits in it, and what is hidden. */
export function describeView(
  view: TreeView<TreeNode>,
  tree: Pick<ChatbotTree, "filter" | "stateFilter" | "isWorkspaceOnly">,
  sessions: readonly ListedSession[],
): void {
  view.badge = waitingBadge(sessions);
  const state = tree.stateFilter && stateLabel(tree.stateFilter);
  const filters = [tree.filter, state].filter(Boolean).join(" · ");
  view.description = filters === "" ? "" : l10n.t("filter: {0}", filters);
  view.message = tree.isWorkspaceOnly
    ? l10n.t("Showing only sessions with questions from this workspace.")
    : "";
}
