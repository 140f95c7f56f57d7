import * as vscode from "vscode";
import type { Timestamp } from "../../../core/model.ts";
import { findMapFolder, mapUri } from "../mapFile.ts";
import { chooseKnowledge, type ChooseKnowledgeDeps } from "../chooseKnowledge.ts";
import { KnowledgeSync, type KnowledgeSyncDeps } from "./knowledgeSync.ts";
import { pushAll, type PushKnowledgeDeps } from "./pushKnowledge.ts";
import { showChange, type ShowChangeDeps } from "./showChange.ts";
import { SyncDecorations } from "./syncDecorations.ts";
import { SyncTree } from "./syncTree.ts";

/** What the commands of knowledge sync work with. */
export interface SyncCommandsDeps
  extends KnowledgeSyncDeps, ChooseKnowledgeDeps, PushKnowledgeDeps, ShowChangeDeps {
  readonly subscriptions: vscode.ExtensionContext["subscriptions"];
}

/** The commands of knowledge sync, and what they show: one comparison for each window, made at the first use. */
export class SyncCommands {
  readonly #deps: SyncCommandsDeps;
  readonly #sync: KnowledgeSync;
  #isPushing = false;

  /** Shows the view, so that it is there before the first comparison. */
  constructor(deps: SyncCommandsDeps) {
    this.#deps = deps;
    this.#sync = new KnowledgeSync(deps);
    const decorations = new SyncDecorations(this.#sync);
    const tree = new SyncTree(this.#sync);
    const view = vscode.window.createTreeView("parley.knowledge", { treeDataProvider: tree });
    deps.subscriptions.push(
      this.#sync,
      decorations,
      view,
      vscode.window.registerFileDecorationProvider(decorations),
      this.#sync.onDidChange(() => {
        view.description = describeTime(this.#sync.comparedAt);
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        this.#sync
          .followSave(uri)
          .catch((error: unknown) => deps.log.warn(`knowledge of a saved file: ${String(error)}`));
      }),
    );
  }

  /** Opens the map of the workspace; makes one for a chatbot that the user chooses when there is none. */
  async openMap(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Open a folder first."));
      return;
    }
    const known = await findMapFolder();
    const folder =
      known ?? (folders.length === 1 ? folders[0] : await vscode.window.showWorkspaceFolderPick());
    if (!folder) return;
    const uri = mapUri(folder);
    if (!known) {
      const title = vscode.l10n.t("Set Up Knowledge Sync");
      const place = await chooseKnowledge(this.#deps, "upload", title);
      if (!place) return;
      const map = {
        chatbots: [
          { account: place.account.label, chatbot: place.chatbotName, include: ["docs/**/*.md"] },
        ],
      };
      const text = `${JSON.stringify(map, undefined, 2)}\n`;
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      await vscode.commands.executeCommand("setContext", "parley.hasKnowledgeMap", true);
    }
    await vscode.window.showTextDocument(uri);
  }

  /** Compares the files of the workspace with what the chatbots know, and shows it in the side bar. */
  async compare(): Promise<void> {
    if (!(await isTrusted())) return;
    const sync = this.#sync;
    await vscode.commands.executeCommand("setContext", "parley.hasKnowledgeMap", true);
    await vscode.window.withProgress({ location: { viewId: "parley.knowledge" } }, async () =>
      sync.compare(),
    );
    if (sync.comparisons.length + sync.problems.length === 0) {
      await vscode.commands.executeCommand("setContext", "parley.hasKnowledgeMap", false);
      const setUp = vscode.l10n.t("Set Up Knowledge Sync");
      const sentence = vscode.l10n.t("Knowledge sync is not set up for this workspace.");
      const answer = await vscode.window.showInformationMessage(sentence, setUp);
      if (answer === setUp) await this.openMap();
      return;
    }
    await vscode.commands.executeCommand("parley.knowledge.focus");
  }

  /** Shows nothing of a map that is gone. */
  forget(): void {
    this.#sync.forget();
  }

  /** Sends what has changed; one push at a time, so that nothing is sent twice. */
  async push(): Promise<void> {
    if (this.#isPushing) {
      void vscode.window.showInformationMessage(vscode.l10n.t("A push is already in progress."));
      return;
    }
    if (!(await isTrusted())) return;
    this.#isPushing = true;
    try {
      await pushAll(this.#deps, this.#sync);
    } finally {
      this.#isPushing = false;
    }
  }

  /** Shows the change of a row. */
  async showChange(argument: unknown): Promise<void> {
    await showChange(this.#deps, this.#sync, argument);
  }
}

/** What a service has is seen only when it is asked. */
function describeTime(comparedAt: Timestamp | undefined): string {
  if (comparedAt === undefined) return "";
  // It has to fit beside the name of the view in a side bar of the usual width.
  const style = { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" } as const;
  return vscode.l10n.t(
    "as of {0}",
    new Date(comparedAt).toLocaleString(vscode.env.language, style),
  );
}

/** What a workspace says about sending its files counts only when the user trusts it. */
async function isTrusted(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t("Manage Workspace Trust");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Knowledge sync sends files from trusted workspaces only."),
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand("workbench.trust.manage");
  return false;
}
