import * as vscode from "vscode";
import { isTreeNode } from "../refs/treeNodes.ts";
import type { ListedSession } from "../refs/listedSession.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import type { ChosenSessionsDeps } from "./chosenSessions.ts";
import { isUnsent } from "./listedSession.ts";
import { serviceIdIn } from "../refs/sessionRef.ts";
import { openDestination, type SessionCommandsDeps } from "./sessionCommands.ts";

/** What openChatbot works with. */
export interface OpenChatbotDeps extends SessionCommandsDeps, Pick<ChosenSessionsDeps, "log"> {}

/** Opens the last chat with the chatbot of a row, or a new one where there is none. What fails is told. */
export async function openChatbot(deps: OpenChatbotDeps, argument: unknown): Promise<void> {
  if (!isTreeNode(argument) || argument.kind !== "chatbot") return;
  const { account } = argument.parent;
  const place = { accountId: account.id, chatbotId: argument.chatbot.id };
  try {
    const sessions = await vscode.window.withProgress(
      { location: { viewId: "parley.chatbots" } },
      async () => deps.catalog.sessions(place.accountId, place.chatbotId),
    );
    const last = lastChat(sessions);
    await openDestination(deps, { ...place, ...(last && { id: last.id }) });
  } catch (thrown) {
    tellError(thrown, "opening a chatbot", subjectOf(account), deps.log);
  }
}

/**
 * The session that the user comes back to: one that is begun and not sent, else the newest in which something was
 * asked from Parley, else the newest. A service also lists what visitors of a website have asked.
 */
export function lastChat(sessions: readonly ListedSession[]): ListedSession | undefined {
  const newestFirst = sessions.toSorted((a, b) => timeOf(b) - timeOf(a));
  return newestFirst.find(isUnsent) ?? newestFirst.find(isAskedFromHere) ?? newestFirst[0];
}

/** Without a workspace, only what Parley has begun is known to be asked from here. */
function isAskedFromHere({ id, workspaces }: ListedSession): boolean {
  return workspaces.length > 0 || serviceIdIn(id) === undefined;
}

function timeOf({ updatedAt, createdAt }: ListedSession): number {
  return updatedAt ?? createdAt ?? 0;
}
