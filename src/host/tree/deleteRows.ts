import { deleteResource, type DeleteResourcesDeps } from "../resources/deleteResources.ts";
import type { CommandTarget } from "../refs/commandTarget.ts";
import { deleteSession, type DeleteSessionsDeps } from "../sessions/deleteSessions.ts";
import { isTreeNode } from "../refs/treeNodes.ts";

/** What deleteRows works with. */
export interface DeleteRowsDeps extends DeleteResourcesDeps, DeleteSessionsDeps {}

/** Deletes what the row stands for that the command was called on: one key serves all rows. */
export async function deleteRows(deps: DeleteRowsDeps, target: CommandTarget): Promise<void> {
  const { argument } = target;
  const isResource =
    isTreeNode(argument) && (argument.kind === "resource" || argument.kind === "chatbot");
  await (isResource ? deleteResource(deps, target) : deleteSession(deps, target));
}
