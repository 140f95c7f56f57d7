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
  /** By address: VS Code asks for every file that it draws. */
  #decorations = new Map<string, vscode.FileDecoration>();
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(sync: KnowledgeSync) {
    this.#decorations = decorationsOf(sync);
    sync.onDidChange(() => {
      this.#decorations = decorationsOf(sync);
      this.#changed.fire(undefined);
    });
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    return this.#decorations.get(uri.toString());
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** Of a file that several chatbots are to know, the first one counts. */
function decorationsOf({ comparisons }: KnowledgeSync): Map<string, vscode.FileDecoration> {
  const decorations = new Map<string, vscode.FileDecoration>();
  for (const comparison of comparisons) {
    if (!("entries" in comparison)) continue;
    for (const { path, status } of comparison.entries) {
      const look = badges[status];
      const key = vscode.Uri.joinPath(comparison.folder.uri, path).toString();
      if (!look || decorations.has(key)) continue;
      const tooltip = `${comparison.place.chatbotName}: ${statusLabel(status)}`;
      const color = new vscode.ThemeColor(look.color);
      decorations.set(key, new vscode.FileDecoration(look.badge, tooltip, color));
    }
  }
  return decorations;
}
