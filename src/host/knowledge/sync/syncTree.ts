import * as vscode from "vscode";
import type { SyncEntry, SyncStatus } from "../../../core/knowledge/compareKnowledge.ts";
import { reasonLabel } from "../reasonLabel.ts";
import { statusLabel } from "./describeComparison.ts";
import type { Comparison, FailedComparison, KnowledgeSync } from "./knowledgeSync.ts";

type Node =
  | { readonly kind: "target"; readonly comparison: Comparison }
  | { readonly kind: "problem"; readonly text: string; readonly title?: string }
  | { readonly kind: "status"; readonly comparison: Comparison; readonly status: SyncStatus }
  | { readonly kind: "held-back"; readonly comparison: Comparison }
  | { readonly kind: "file"; readonly comparison: Comparison; readonly entry: SyncEntry }
  | { readonly kind: "held-back-file"; readonly path: string; readonly reason: string };

const order: readonly SyncStatus[] = ["changed", "new", "removed", "stale", "in-progress", "same"];

/** What the last comparison found: chatbot → status → file. */
export class SyncTree implements vscode.TreeDataProvider<Node> {
  readonly #sync: KnowledgeSync;
  readonly onDidChangeTreeData: vscode.Event<void>;

  constructor(sync: KnowledgeSync) {
    this.#sync = sync;
    this.onDidChangeTreeData = sync.onDidChange;
  }

  getChildren(node?: Node): Node[] {
    if (!node) {
      return [
        ...this.#sync.problems.map((text): Node => ({ kind: "problem", text })),
        ...this.#sync.comparisons.map(toNode),
      ];
    }
    switch (node.kind) {
      case "target": {
        const { comparison } = node;
        const statuses = new Set(comparison.entries.map(({ status }) => status));
        return [
          ...order
            .filter((status) => statuses.has(status))
            .map((status): Node => ({ kind: "status", comparison, status })),
          ...(comparison.heldBack.length > 0 ? [{ kind: "held-back", comparison } as const] : []),
        ];
      }
      case "status": {
        const { comparison, status } = node;
        return comparison.entries
          .filter((entry) => entry.status === status)
          .map((entry) => ({ kind: "file", comparison, entry }));
      }
      case "held-back":
        return node.comparison.heldBack.map(({ path, reason }) => ({
          kind: "held-back-file",
          path,
          reason: reasonLabel(reason),
        }));
      case "problem":
      case "file":
      case "held-back-file":
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    switch (node.kind) {
      case "target": {
        const { place } = node.comparison;
        const item = new vscode.TreeItem(place.chatbotName, Expanded);
        item.description = place.account.label;
        item.iconPath = new vscode.ThemeIcon("robot");
        return item;
      }
      case "status": {
        const { comparison, status } = node;
        const isOpen = status !== "same" && status !== "in-progress";
        const item = new vscode.TreeItem(statusLabel(status), isOpen ? Expanded : Collapsed);
        item.description = `${comparison.entries.filter((entry) => entry.status === status).length}`;
        return item;
      }
      case "held-back": {
        const item = new vscode.TreeItem(vscode.l10n.t("Skipped"), Collapsed);
        item.description = `${node.comparison.heldBack.length}`;
        return item;
      }
      case "file":
        return fileItem(node.comparison, node.entry);
      case "held-back-file": {
        const item = new vscode.TreeItem(node.path);
        item.description = node.reason;
        item.iconPath = new vscode.ThemeIcon("shield");
        return item;
      }
      case "problem": {
        const item = new vscode.TreeItem(node.title ?? node.text);
        if (node.title !== undefined) item.description = node.text;
        item.tooltip = node.text;
        item.iconPath = new vscode.ThemeIcon("warning");
        return item;
      }
    }
  }
}

function toNode(one: Comparison | FailedComparison): Node {
  return "problem" in one
    ? { kind: "problem", text: one.problem, title: one.target.chatbot }
    : { kind: "target", comparison: one };
}

function fileItem({ folder, id }: Comparison, entry: SyncEntry): vscode.TreeItem {
  const { path, status, resource } = entry;
  const isHere = status !== "removed";
  const item = isHere
    ? new vscode.TreeItem(vscode.Uri.joinPath(folder.uri, path))
    : new vscode.TreeItem(path);
  item.label = path;
  if (resource?.detail !== undefined) item.description = resource.detail;
  item.iconPath = isHere ? vscode.ThemeIcon.File : new vscode.ThemeIcon("trash");
  item.tooltip = [path, statusLabel(status), resource?.detail].filter(Boolean).join("\n");
  item.command = {
    command: "parley.showKnowledgeChange",
    title: vscode.l10n.t("Show Change"),
    arguments: [{ target: id, path }],
  };
  return item;
}
