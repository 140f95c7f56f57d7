import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import type { ChatPanel } from "../panel/chatPanel.ts";
import { accountOf, isTreeNode } from "../tree/nodes.ts";
import { chosenSession } from "./chosenSessions.ts";
import { toListed } from "./listedSession.ts";
import { type Destination, pickDestination, toSessionRef } from "./pickSession.ts";
import type { SessionRef } from "./sessionRef.ts";

/** Opens a panel for a session that the service makes with the first question. */
export async function newSession(container: Container, argument: unknown): Promise<void> {
  const destination = isTreeNode(argument)
    ? argument.kind === "chatbot"
      ? { accountId: argument.parent.account.id, chatbotId: argument.chatbot.id }
      : undefined
    : await pickDestination(container, vscode.l10n.t("New Session"), {
        newSessions: true,
        sessions: false,
      });
  if (destination) await openDestination(container, destination);
}

/** Opens the panel of a session: the given one, or the one that the person picks. */
export async function openSession(container: Container, argument: unknown): Promise<void> {
  const ref = toSessionRef(argument);
  const destination =
    ref ??
    (await pickDestination(container, vscode.l10n.t("Open Session"), {
      newSessions: false,
      sessions: true,
    }));
  if (destination) await openDestination(container, destination);
}

/** Shows the panel of a session, a new one when the destination names only a chatbot, ready for typing. */
export async function openDestination(
  container: Container,
  destination: Destination | SessionRef,
): Promise<ChatPanel | undefined> {
  const ref =
    toSessionRef(destination) ??
    container.sessions.newRef(destination.accountId, destination.chatbotId);
  const isFirst = ref.isNew && destination.sessionId === undefined;
  if (isFirst) {
    const { sessionId: id, chatbotId } = ref;
    container.catalog.put(ref.accountId, toListed({ id, chatbotId }, undefined, true));
  }
  const panels = await container.panels();
  const panel = await panels.show(ref);
  panel?.focusComposer();
  return panel;
}

/** Loads lists again: those of a row of the tree, or all. */
export async function refresh({ catalog, resources }: Container, argument: unknown): Promise<void> {
  if (!isTreeNode(argument)) {
    catalog.refresh();
    resources.refresh({});
    return;
  }
  const accountId = accountOf(argument).id;
  if (argument.kind === "resource-kind") {
    resources.refresh(argument.place);
    return;
  }
  const which =
    argument.kind === "chatbot" ? { accountId, chatbotId: argument.chatbot.id } : { accountId };
  catalog.refresh(which);
  resources.refresh(which);
}

/** Copies the service's id of a session. */
export async function copySessionId(container: Container, argument: unknown): Promise<void> {
  const ref = await chosenSession(container, { argument }, vscode.l10n.t("Copy Session ID"));
  if (ref) await vscode.env.clipboard.writeText(ref.sessionId);
}

/** Stops the answer that is arriving in a session. */
export async function stopReply(container: Container, argument: unknown): Promise<void> {
  const ref = toSessionRef(argument) ?? (await container.panels()).active?.session.ref;
  if (ref) await container.sessions.stop(ref);
}
