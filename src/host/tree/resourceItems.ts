import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { ResourceGroup } from "../../core/resources.ts";
import { translated } from "../text/translated.ts";
import type { ResourceGroupNode, ResourceKindNode, ResourceNode } from "../refs/treeNodes.ts";

/** A heading below a chatbot. */
export function resourceGroupItem({ group, kinds }: ResourceGroupNode): TreeItem {
  const item = new TreeItem(groupLabel(group), TreeItemCollapsibleState.Collapsed);
  const canCreate = kinds.some(({ can }) => can.includes("create"));
  item.contextValue = canCreate ? "resource-group creatable" : "resource-group";
  return item;
}

/** The resources of one kind. */
export function resourceKindItem({ info }: ResourceKindNode): TreeItem {
  const item = new TreeItem(translated(info.title), TreeItemCollapsibleState.Collapsed);
  // Among the chatbots of an account, rows have icons.
  if (info.place === "account") item.iconPath = new ThemeIcon("list-unordered");
  item.contextValue = [
    "resource-kind",
    ...(info.can.includes("create") ? ["creatable"] : []),
    ...(info.can.includes("upload") ? ["file-reader"] : []),
    ...(info.can.includes("addUrls") ? ["page-reader"] : []),
  ].join(" ");
  return item;
}

/** One resource. Its title comes from the service. */
export function resourceItem(node: ResourceNode): TreeItem {
  const { title, detail, state, info } = node;
  const item = new TreeItem(title);
  if (detail !== undefined) item.description = detail;
  item.tooltip = [title, detail].filter(Boolean).join("\n");
  item.iconPath = iconOf(node);
  item.contextValue = [
    "resource",
    ...(info.can.includes("remove") ? ["removable"] : []),
    ...(info.can.includes("retrain") ? ["retrainable"] : []),
    ...(info.can.includes("act") ? ["actionable"] : []),
    ...(info.can.includes("update") ? ["editable"] : []),
  ].join(" ");
  item.accessibilityInformation = {
    label: [title, detail, state === "failed" ? l10n.t("failed") : undefined]
      .filter(Boolean)
      .join(", "),
  };
  item.command = { command: "parley.openResource", title: l10n.t("Open"), arguments: [node] };
  return item;
}

function iconOf({ state, info }: ResourceNode): ThemeIcon {
  if (state === "working") return new ThemeIcon("loading~spin");
  if (state === "failed") return new ThemeIcon("error", new ThemeColor("errorForeground"));
  switch (info.group) {
    case "knowledge":
      return new ThemeIcon("book");
    case "behaviour":
      return new ThemeIcon("person");
    case "settings":
      return new ThemeIcon("settings-gear");
  }
}

function groupLabel(group: ResourceGroup): string {
  switch (group) {
    case "knowledge":
      return l10n.t("Knowledge");
    case "behaviour":
      return l10n.t("Behavior");
    case "settings":
      return l10n.t("Settings");
  }
}
