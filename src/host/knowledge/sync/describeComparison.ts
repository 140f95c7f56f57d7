import { l10n } from "vscode";
import type { SyncStatus } from "../../../core/knowledge/compareKnowledge.ts";
import type { Comparison } from "./knowledgeSync.ts";
import type { HeldBackReason } from "./localFiles.ts";

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

/** Why a file is held back, in words. */
export function reasonLabel(reason: HeldBackReason): string {
  switch (reason) {
    case "secret":
      return l10n.t("may contain a secret");
    case "empty":
      return l10n.t("is empty");
    case "too-large":
      return l10n.t("is too large");
    case "too-long":
      return l10n.t("has too many characters");
    case "wrong-type":
      return l10n.t("has a type that the service does not accept");
    case "outside":
      return l10n.t("links to a location outside the workspace");
    case "unreadable":
      return l10n.t("could not be read");
  }
}
