import * as vscode from "vscode";
import type { ShownChat } from "../refs/shownChats.ts";
import { accountOf, isTreeNode } from "../refs/treeNodes.ts";
import { chosenSession, type ChosenSessionsDeps } from "./chosenSessions.ts";
import { toUnsent } from "./listedSession.ts";
import {
  type Destination,
  pickDestination,
  toSessionRef,
  type PickSessionDeps,
} from "./pickSession.ts";
import { newSessionRef, type SessionRef } from "../refs/sessionRef.ts";
import type { SessionFiles } from "./sessionFiles.ts";
import type { OpenChats } from "./openChats.ts";
import type { ResourceListPlace } from "../refs/resourceListPlace.ts";

/** What sessionCommands works with. */
export interface SessionCommandsDeps extends PickSessionDeps, ChosenSessionsDeps {
  readonly files: SessionFiles;
  readonly chats: OpenChats;
  /** What services manage besides chats. */
  readonly resources: { refresh(which: Partial<ResourceListPlace>): void };
}

/** Opens a panel for a session that the service makes with the first question. */
export async function newSession(deps: SessionCommandsDeps, argument: unknown): Promise<void> {
  const destination = isTreeNode(argument)
    ? argument.kind === "chatbot"
      ? { accountId: argument.parent.account.id, chatbotId: argument.chatbot.id }
      : undefined
    : await pickDestination(deps, vscode.l10n.t("New Session"), {
        newSessions: true,
        sessions: false,
      });
  if (destination) await openDestination(deps, destination);
}

/** Opens the panel of a session: the given one, or the one that the user picks. */
export async function openSession(deps: SessionCommandsDeps, argument: unknown): Promise<void> {
  const destination =
    (await toSessionRef(deps, argument)) ??
    (await pickDestination(deps, vscode.l10n.t("Open Session"), {
      newSessions: false,
      sessions: true,
    }));
  if (destination) await openDestination(deps, destination);
}

/** Shows the panel of a session, a new one when the destination names only a chatbot, ready for typing. */
export async function openDestination(
  deps: SessionCommandsDeps,
  destination: Destination,
  how?: { readonly isFromCode: boolean },
): Promise<ShownChat | undefined> {
  const ref = startSession(deps, destination);
  const panels = await deps.panels();
  const panel = await panels.show(ref, how);
  panel?.focusComposer();
  return panel;
}

/** The session that is meant; a new one, which is listed from now on, when only a chatbot is named. */
export function startSession(
  { catalog }: Pick<SessionCommandsDeps, "catalog">,
  { accountId, chatbotId, id }: Destination,
): SessionRef {
  if (id !== undefined) return { accountId, chatbotId, id };
  const ref = newSessionRef(accountId, chatbotId);
  catalog.put(accountId, toUnsent(ref, undefined));
  return ref;
}

/** Loads lists again: those of a row of the tree, or all. */
export async function refresh(
  { catalog, resources }: SessionCommandsDeps,
  argument: unknown,
): Promise<void> {
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
export async function copySessionId(deps: SessionCommandsDeps, argument: unknown): Promise<void> {
  const ref = await chosenSession(deps, { argument }, vscode.l10n.t("Copy Session ID"));
  const id = ref && (await deps.files.serviceIdOf(ref));
  if (id !== undefined) await vscode.env.clipboard.writeText(id);
}

/** Stops the answer that is arriving in a session; says so where none is. */
export async function stopReply(deps: SessionCommandsDeps, argument: unknown): Promise<void> {
  const ref = (await toSessionRef(deps, argument)) ?? (await deps.panels()).active?.ref;
  if (ref && deps.chats.isAnswering(ref)) deps.chats.find(ref)?.stop();
  else void vscode.window.showInformationMessage(vscode.l10n.t("No answer is arriving."));
}
