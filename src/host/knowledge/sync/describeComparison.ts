import { l10n } from "vscode";
import type { SyncStatus } from "../../../core/knowledge/compareKnowledge.ts";
import type { Comparison } from "./knowledgeSync.ts";
import { reasonLabel } from "../reasonLabel.ts";

const order: readonly SyncStatus[] = ["new", "changed", "stale", "removed", "in-progress", "same"];

/** A comparison as Markdown. */
export function describeComparison({ place, entries, heldBack }: Comparison): string {
  const sections = order.flatMap((status) => {
    const paths = entries.filter((entry) => entry.status === status).map(({ path }) => `- ${path}`);
    return paths.length === 0 ? [] : [`## ${statusLabel(status)} (${paths.length})`, ...paths, ""];
  });
  const kept = heldBack.map(({ path, reason }) => `- ${path}: ${reasonLabel(reason)}`);
  return [
    `# ${place.chatbotName}`,
    "",
    ...sections,
    ...(kept.length > 0 ? [`## ${l10n.t("Skipped")} (${kept.length})`, ...kept, ""] : []),
  ].join("\n");
}

/** A status as a heading. */
export function statusLabel(status: SyncStatus): string {
  switch (status) {
    case "new":
      return l10n.t("New");
    case "changed":
      return l10n.t("Changed");
    case "removed":
      return l10n.t("Deleted Here");
    case "stale":
      return l10n.t("Outdated at the Service");
    case "in-progress":
      return l10n.t("Being Learned");
    case "same":
      return l10n.t("Up to Date");
  }
}
