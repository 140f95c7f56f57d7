import type { Container } from "../../container.ts";
import { deleteResource } from "../resources/deleteResources.ts";
import type { CommandTarget } from "../sessions/chosenSessions.ts";
import { deleteSession } from "../sessions/deleteSessions.ts";
import { isTreeNode } from "./nodes.ts";

/** Deletes what the row stands for that the command was called on: one key serves all rows. */
export async function deleteRows(container: Container, target: CommandTarget): Promise<void> {
  const { argument } = target;
  const isResource =
    isTreeNode(argument) && (argument.kind === "resource" || argument.kind === "chatbot");
  await (isResource ? deleteResource(container, target) : deleteSession(container, target));
}
