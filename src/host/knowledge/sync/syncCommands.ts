import * as vscode from "vscode";
import type { Container } from "../../../container.ts";
import { chooseKnowledge } from "../chooseKnowledge.ts";
import { KnowledgeSync } from "./knowledgeSync.ts";
import { pushAll } from "./pushKnowledge.ts";
import { showChange } from "./showChange.ts";
import { SyncDecorations } from "./syncDecorations.ts";
import { SyncTree } from "./syncTree.ts";
import { mapUri } from "./targets.ts";

let current: KnowledgeSync | undefined;

/** The comparison of this window with its view and its decorations; made at the first use. */
export function knowledgeSync(container: Container): KnowledgeSync {
  if (current) return current;
  const sync = new KnowledgeSync(container);
  const decorations = new SyncDecorations(sync);
  container.context.subscriptions.push(
    sync,
    decorations,
    vscode.window.registerFileDecorationProvider(decorations),
    vscode.window.createTreeView("parley.knowledge", { treeDataProvider: new SyncTree(sync) }),
  );
  current = sync;
  return sync;
}

/** Opens the map of the workspace; makes one for a chatbot that the person chooses when there is none. */
export async function openKnowledgeMap(container: Container): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a folder first."));
    return;
  }
  const there = await Promise.all(folders.map(async (folder) => isThere(mapUri(folder))));
  const known = folders.find((_folder, index) => there[index]);
  const folder =
    known ?? (folders.length === 1 ? folders[0] : await vscode.window.showWorkspaceFolderPick());
  if (!folder) return;
  const uri = mapUri(folder);
  if (!known) {
    const title = vscode.l10n.t("Set Up Knowledge Sync");
    const place = await chooseKnowledge(container, "upload", title);
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

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** Compares the files of the workspace with what the chatbots know, and shows it in the side bar. */
export async function compareKnowledge(container: Container): Promise<void> {
  if (!(await isTrusted())) return;
  const sync = knowledgeSync(container);
  await vscode.commands.executeCommand("setContext", "parley.hasKnowledgeMap", true);
  await vscode.window.withProgress({ location: { viewId: "parley.knowledge" } }, async () =>
    sync.compare(),
  );
  if (sync.comparisons.length + sync.problems.length === 0) {
    const setUp = vscode.l10n.t("Set Up Knowledge Sync");
    const sentence = vscode.l10n.t("This workspace does not say which files a chatbot is to know.");
    const answer = await vscode.window.showInformationMessage(sentence, setUp);
    if (answer === setUp) await openKnowledgeMap(container);
    return;
  }
  await vscode.commands.executeCommand("parley.knowledge.focus");
}

let isPushing = false;

/** Sends what has changed; one push at a time, so that nothing is sent twice. */
export async function push(container: Container): Promise<void> {
  if (isPushing) {
    void vscode.window.showInformationMessage(vscode.l10n.t("A push is under way."));
    return;
  }
  if (!(await isTrusted())) return;
  isPushing = true;
  try {
    await pushAll(container, knowledgeSync(container));
  } finally {
    isPushing = false;
  }
}

/** Shows the change of a row. */
export async function showKnowledgeChange(container: Container, argument: unknown): Promise<void> {
  await showChange(container, knowledgeSync(container), argument);
}

/** What a workspace says about sending its files counts only when the person trusts it. */
async function isTrusted(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t("Manage Workspace Trust");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Files are sent from trusted workspaces only."),
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand("workbench.trust.manage");
  return false;
}
