import * as vscode from "vscode";
import type { SyncStatus } from "../../../core/knowledge/compareKnowledge.ts";
import { statusLabel } from "./describeComparison.ts";
import type { KnowledgeSync } from "./knowledgeSync.ts";

const badges: Readonly<
  Partial<Record<SyncStatus, { readonly badge: string; readonly color: string }>>
> = {
  new: { badge: "+", color: "gitDecoration.untrackedResourceForeground" },
  changed: { badge: "~", color: "gitDecoration.modifiedResourceForeground" },
  stale: { badge: "!", color: "list.warningForeground" },
  "in-progress": { badge: "…", color: "descriptionForeground" },
};

/** Shows in the Explorer how files stand to what chatbots know, as the last comparison found it. */
export class SyncDecorations implements vscode.FileDecorationProvider {
  readonly #sync: KnowledgeSync;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(sync: KnowledgeSync) {
    this.#sync = sync;
    sync.onDidChange(() => this.#changed.fire(undefined));
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    for (const comparison of this.#sync.comparisons) {
      if (!("entries" in comparison)) continue;
      const root = `${comparison.folder.uri.path}/`;
      if (!uri.path.startsWith(root) || uri.scheme !== comparison.folder.uri.scheme) continue;
      const path = uri.path.slice(root.length);
      const entry = comparison.entries.find((one) => one.path === path);
      const look = entry && badges[entry.status];
      if (!look) continue;
      const tooltip = `${comparison.place.chatbotName}: ${statusLabel(entry.status)}`;
      return new vscode.FileDecoration(look.badge, tooltip, new vscode.ThemeColor(look.color));
    }
    return undefined;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
