import * as vscode from "vscode";
import { toChatError } from "../../core/errors.ts";
import type { ErrorKind } from "../../core/model.ts";
import type { CommandTarget } from "../refs/commandTarget.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { isTreeNode, type ResourceNode } from "../refs/treeNodes.ts";
import { documentAddress, type DocumentAddressDeps } from "./documentAddress.ts";
import { type FoundKind, findKind, type FindKindDeps } from "./findKind.ts";
import { sessionDetails } from "./sessionDetails.ts";
import { type NamedResource, resourceKey, toDocumentRef, toRef } from "../refs/resourceRef.ts";
import type { ResourceFiles } from "./resourceFiles.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";
import type { Log } from "../../core/log.ts";
import type { ResourceLists } from "./resourceLists.ts";

/** What resourceCommands works with. */
export interface ResourceCommandsDeps extends FindKindDeps {
  readonly resourceFiles: ResourceFiles;
  readonly documents: ReadonlyDocuments;
  readonly closing: AbortSignal;
  readonly log: Log;
  readonly resources: ResourceLists;
}

/** Opens the document of a row; the one that is open already, also when its title is an older one. */
export async function openResource(deps: DocumentAddressDeps, argument: unknown): Promise<void> {
  if (isTreeNode(argument) && argument.kind === "resource") await showResource(deps, argument);
}

/** Opens what the service tells of a session besides its messages. */
export async function openSessionDetails(
  deps: DocumentAddressDeps,
  argument: unknown,
): Promise<void> {
  if (!isTreeNode(argument) || argument.kind !== "session") return;
  const details = await sessionDetails(argument);
  if (details) await showResource(deps, details);
}

/** Shows the document of a resource. */
export async function showResource(
  deps: DocumentAddressDeps,
  resource: NamedResource,
): Promise<vscode.TextEditor> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => {
    const other = toRef(uri);
    return other && resourceKey(other) === resourceKey(resource.ref);
  });
  const document =
    open ?? (await vscode.workspace.openTextDocument(await documentAddress(deps, resource)));
  return await vscode.window.showTextDocument(document);
}

/** Shows side by side what the service has now and what stands in the document; saving then replaces the former. */
export async function compareResource(deps: ResourceCommandsDeps): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const shown = uri && toDocumentRef(uri);
  if (!uri || !shown) {
    const hint = vscode.l10n.t("Open a document of a chatbot first.");
    void vscode.window.showInformationMessage(hint);
    return;
  }
  const text = await (await deps.resourceFiles.documents()).accept(uri);
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  const theirs = await deps.documents.add(
    name,
    text,
    shown.member === undefined ? "json" : "markdown",
  );
  const title = vscode.l10n.t("{0} (service ↔ document)", name);
  await vscode.commands.executeCommand("vscode.diff", theirs, uri, title);
}

/** Lets the service read the originals of data sources again, and says which it would not. */
export async function retrainResource(
  deps: ResourceCommandsDeps,
  target: CommandTarget,
): Promise<void> {
  await forEachKind(deps, chosenResources(target), async ({ kind }, nodes, scope) => {
    const ids = nodes.map(({ ref }) => ref.id);
    const results = (await kind.retrain?.(scope, ids, deps.closing)) ?? [];
    const failed = results.flatMap(({ id, error }) => {
      const title = nodes.find(({ ref }) => ref.id === id)?.title ?? id;
      return error === undefined ? [] : [`${title}: ${error}`];
    });
    if (failed.length === 0) return;
    void vscode.window.showWarningMessage(
      vscode.l10n.t("{0} of {1} were not retrained.", failed.length, ids.length),
      { modal: true, detail: failed.join("\n") },
    );
  });
}

/** The rows of resources that a command was called on. */
export function chosenResources({ argument, selection }: CommandTarget): readonly ResourceNode[] {
  const rows = Array.isArray(selection) && selection.length > 0 ? selection : [argument];
  return rows.filter((row) => isTreeNode(row)).filter((row) => row.kind === "resource");
}

/** Something that is done for rows of one kind and chatbot. */
export type KindAction = (
  found: FoundKind,
  nodes: readonly NamedResource[],
  scope: { readonly chatbotId: string },
) => Promise<void>;

/**
 * Does something for all rows of one kind and chatbot at a time, tells what fails, and loads their lists again.
 * @param toEffect a sentence for what a failure means to these rows
 */
export async function forEachKind(
  deps: ResourceCommandsDeps,
  nodes: readonly NamedResource[],
  action: KindAction,
  toEffect?: (nodes: readonly NamedResource[], kind: ErrorKind) => string,
): Promise<void> {
  const groups = Map.groupBy(nodes, ({ ref: { accountId, chatbotId, kindId } }) =>
    JSON.stringify([accountId, chatbotId, kindId]),
  );
  for (const members of groups.values()) {
    const [first] = members;
    if (!first) continue;
    const { accountId, chatbotId, kindId } = first.ref;
    try {
      await action(await findKind(deps, first.ref), members, { chatbotId });
    } catch (thrown) {
      const account = await deps.accounts.find(accountId);
      const error = toChatError(thrown);
      const effect = toEffect?.(members, error.kind);
      tellError(error, `${kindId} command`, subjectOf(account), deps.log, effect);
    } finally {
      deps.resources.refresh({ accountId, chatbotId, kindId });
    }
  }
}
