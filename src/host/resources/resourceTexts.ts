import * as vscode from "vscode";
import type { ValueSchema } from "../../core/resources.ts";
import { isTreeNode } from "../refs/treeNodes.ts";
import { findKind, type FindKindDeps } from "./findKind.ts";
import { type NamedResource, titleOf, toRef, toTextUri } from "../refs/resourceRef.ts";

export type ResourceTextsDeps = FindKindDeps;

/** Opens a long text of a resource as a Markdown document of its own. */
export async function editResourceText(deps: ResourceTextsDeps, argument: unknown): Promise<void> {
  const resource = chosenResource(argument);
  if (!resource) return;
  const { kind } = await findKind(deps, resource.ref);
  const names = textMembers(kind.schema);
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

/** The members that can be changed and hold long texts. */
function textMembers({ properties }: ValueSchema): readonly string[] {
  return Object.entries(properties)
    .filter(([, { contentMediaType, readOnly }]) => contentMediaType && !readOnly)
    .map(([name]) => name);
}

/** The resource of a row, of a document's address, or of the document that is being edited. */
export function chosenResource(argument: unknown): NamedResource | undefined {
  if (isTreeNode(argument)) return argument.kind === "resource" ? argument : undefined;
  const uri =
    argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const ref = uri && toRef(uri);
  return uri && ref && { ref, title: titleOf(uri) };
}
