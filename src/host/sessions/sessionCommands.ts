import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import type { ChatPanel } from "../panel/chatPanel.ts";
import { accountOf, isTreeNode } from "../tree/nodes.ts";
import { chosenSession } from "./chosenSessions.ts";
import { toUnsent } from "./listedSession.ts";
import { type Destination, pickDestination, toSessionRef } from "./pickSession.ts";
import { newSessionRef } from "./sessionRef.ts";

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
  const destination =
    (await toSessionRef(container, argument)) ??
    (await pickDestination(container, vscode.l10n.t("Open Session"), {
      newSessions: false,
      sessions: true,
    }));
  if (destination) await openDestination(container, destination);
}

/** Shows the panel of a session, a new one when the destination names only a chatbot, ready for typing. */
export async function openDestination(
  container: Container,
  { accountId, chatbotId, id }: Destination,
): Promise<ChatPanel | undefined> {
  const ref = id === undefined ? newSessionRef(accountId, chatbotId) : { accountId, chatbotId, id };
  if (id === undefined) container.catalog.put(accountId, toUnsent(ref, undefined));
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
  const id = ref && (await container.files.serviceIdOf(ref));
  if (id !== undefined) await vscode.env.clipboard.writeText(id);
}

/** Stops the answer that is arriving in a session. */
export async function stopReply(container: Container, argument: unknown): Promise<void> {
  const ref = (await toSessionRef(container, argument)) ?? (await container.panels()).active?.ref;
  if (ref) container.chats.find(ref)?.stop();
}
