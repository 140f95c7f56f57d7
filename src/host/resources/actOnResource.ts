import * as vscode from "vscode";
import { safeFileName } from "../../core/fileName.ts";
import type { ActionResult, ResourceAction } from "../../core/resources.ts";
import { openLink } from "../adapters/openLink.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { translated } from "../text/translated.ts";
import type { NamedResource } from "../refs/resourceRef.ts";
import { accountOf, isTreeNode, type TreeNode } from "../refs/treeNodes.ts";
import { proposedUri, saveFile } from "../sessions/exportFiles.ts";
import { askInput } from "./askInput.ts";
import { findKind, type FindKindDeps } from "./findKind.ts";
import { sessionDetails } from "./sessionDetails.ts";
import type { OpenChats } from "../sessions/openChats.ts";
import { showsDeprecated } from "./shownKinds.ts";
import type { Catalog } from "../sessions/catalog.ts";
import type { ResourceLists } from "./resourceLists.ts";
import type { Log } from "../../core/log.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";

/** What actOnResource works with. */
export interface ActOnResourceDeps extends FindKindDeps {
  readonly closing: AbortSignal;
  readonly resources: ResourceLists;
  readonly catalog: Pick<Catalog, "refresh">;
  readonly chats: Pick<OpenChats, "find">;
  readonly log: Log;
  readonly documents: ReadonlyDocuments;
}

/** Lets the user choose what else a resource can be told to do, asks for what that needs, and does it. */
export async function actOnResource(deps: ActOnResourceDeps, argument: unknown): Promise<void> {
  if (!isTreeNode(argument)) return;
  try {
    const target = await namedResource(argument);
    if (!target) return;
    const { ref, title } = target;
    const { kind } = await findKind(deps, ref);
    const action = await chooseAction(kind.actions ?? [], title);
    const input = action && (await askInput(action));
    if (!input) return;
    const result = await vscode.window.withProgress(
      { location: { viewId: "parley.chatbots" } },
      async () => {
        try {
          return await action.run(ref, input, deps.closing);
        } finally {
          // Where the answer was lost it may have been done all the same; of a session, who answers in it.
          deps.resources.refresh(ref);
          if (argument.kind === "session")
            deps.catalog.refresh({ accountId: ref.accountId, chatbotId: ref.chatbotId });
        }
      },
    );
    await showResult(deps, title, result);
    if (argument.kind === "session") await deps.chats.find(argument.ref)?.readAgain();
  } catch (thrown) {
    tellError(thrown, "action", subjectOf(accountOf(argument)), deps.log);
  }
}

/** The resource that a row stands for, or that belongs to its session. */
async function namedResource(row: TreeNode): Promise<NamedResource | undefined> {
  if (row.kind === "session") return await sessionDetails(row);
  return row.kind === "resource" ? row : undefined;
}

async function chooseAction(
  actions: readonly ResourceAction[],
  title: string,
): Promise<ResourceAction | undefined> {
  const shown = actions.filter(({ isDeprecated }) => !isDeprecated || showsDeprecated());
  if (shown.length < 2) return shown[0];
  const items = shown.map((action) => ({ label: translated(action.label), action }));
  return (await vscode.window.showQuickPick(items, { title }))?.action;
}

async function showResult(
  deps: ActOnResourceDeps,
  title: string,
  result: ActionResult,
): Promise<void> {
  switch (result.kind) {
    case "done":
      vscode.window.setStatusBarMessage(vscode.l10n.t("Done: {0}", title), 5000);
      return;
    case "text":
      await deps.documents.show(title, result.text, result.languageId);
      return;
    case "link":
      await openLink(result.url);
      return;
    case "file":
      await saveResult(result.name, result.content);
  }
}

async function saveResult(name: string, content: Uint8Array): Promise<void> {
  const defaultUri = proposedUri(safeFileName(name, "file"));
  const uri = await vscode.window.showSaveDialog({ defaultUri });
  if (uri) await saveFile(uri, content);
}
