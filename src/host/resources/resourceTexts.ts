import * as vscode from "vscode";
import { isTreeNode } from "../refs/treeNodes.ts";
import { documentAddress, type DocumentAddressDeps } from "./documentAddress.ts";
import { findKind, type FindKindDeps } from "./findKind.ts";
import { type NamedResource, titleOf, toRef } from "../refs/resourceRef.ts";

/** What resourceTexts works with. */
export type ResourceTextsDeps = FindKindDeps & DocumentAddressDeps;

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
  const text = { ref: resource.ref, title: `${resource.title} (${name})` };
  const uri = await documentAddress(deps, text, name);
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
