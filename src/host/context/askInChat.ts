import type { Attachment } from "../../core/chat/draft.ts";
import { readLastUsed } from "../sessions/lastUsed.ts";
import {
  type Destination,
  pickDestination,
  type PickSessionDeps,
} from "../sessions/pickSession.ts";
import { openDestination, type SessionCommandsDeps } from "../sessions/sessionCommands.ts";
import { confirmAttachments } from "./confirmAttachment.ts";

/** What askInChat works with. */
export interface AskInChatDeps extends PickSessionDeps, SessionCommandsDeps {}

/** What is taken to a chat. */
export interface Asked {
  readonly attachments: readonly Attachment[];
  /** The title of the list from which a user picks a chat who has used none before. */
  readonly title: string;
  /** A question that is typed where nothing is typed yet. */
  readonly question?: string;
}

/**
 * Takes code to the chat that was used last, beside the code. The user sees in the panel exactly what will be sent,
 * and sends it there, or chooses another chat for it. Nothing leaves before that.
 */
export async function askInChat(
  deps: AskInChatDeps,
  { attachments: taken, title, question }: Asked,
): Promise<void> {
  const attachments = await confirmAttachments(taken);
  if (attachments.length === 0) return;
  const destination =
    (await lastDestination(deps)) ??
    (await pickDestination(deps, title, { newSessions: true, sessions: true }));
  if (!destination) return;
  const chat = await openDestination(deps, destination, { isFromCode: true });
  chat?.attach(...attachments);
  if (question !== undefined) chat?.suggest(question);
}

/** The chat that was used last; a new session with its chatbot where that session is gone, none where that is gone. */
async function lastDestination(deps: AskInChatDeps): Promise<Destination | undefined> {
  const shown = (await deps.panels()).last;
  if (shown) return shown.ref;
  const ref = readLastUsed(deps.globalState);
  if (!ref || !(await deps.accounts.find(ref.accountId))) return undefined;
  const { accountId, chatbotId } = ref;
  const chatbots = deps.catalog.peekChatbots(accountId);
  if (chatbots.kind === "ready" && !chatbots.value.some(({ id }) => id === chatbotId))
    return undefined;
  const sessions = deps.catalog.peekSessions(accountId, chatbotId);
  const isGone = sessions.kind === "ready" && !sessions.value.some(({ id }) => id === ref.id);
  return isGone ? { accountId, chatbotId } : ref;
}
