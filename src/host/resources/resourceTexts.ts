import * as vscode from "vscode";
import { isTreeNode } from "../refs/treeNodes.ts";
import { findKind, type FindKindDeps } from "./findKind.ts";
import { type NamedResource, titleOf, toRef, toTextUri } from "../refs/resourceRef.ts";

export type ResourceTextsDeps = FindKindDeps;

/** Opens a long text of a resource as a Markdown document of its own. */
export async function editResourceText(deps: ResourceTextsDeps, argument: unknown): Promise<void> {
  const resource = chosenResource(argument);
  if (!resource) return;
  const { longTexts: names } = (await findKind(deps, resource.ref)).info;
  if (names.length === 0) {
    const nothing = vscode.l10n.t("This document has no long text to edit.");
    void vscode.window.showInformationMessage(nothing);
    return;
  }
  const [only] = names;
  const name = names.length === 1 ? only : await vscode.window.showQuickPick([...names]);
  if (name === undefined) return;
  const uri = toTextUri(resource.ref, name, `${resource.title} (${name})`);
  await vscode.window.showTextDocument(uri);
}

/** The resource of a row, of a document's address, or of the document that is being edited. */
export function chosenResource(argument: unknown): NamedResource | undefined {
  if (isTreeNode(argument)) return argument.kind === "resource" ? argument : undefined;
  const uri =
    argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const ref = uri && toRef(uri);
  return uri && ref && { ref, title: titleOf(uri) };
}
