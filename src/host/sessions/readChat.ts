import * as vscode from "vscode";
import type { SpeakerNames } from "../../core/chat/exportSpeakers.ts";
import { withOpenQuestions } from "../../core/chat/settle.ts";
import { ChatError } from "../../core/errors.ts";
import type { Chatbot, Message } from "../../core/model.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { sessionTitle } from "../text/sessionTitle.ts";
import { toUnsent } from "./listedSession.ts";
import type { ListedSession } from "../refs/listedSession.ts";
import { serviceIdIn, type SessionRef } from "../refs/sessionRef.ts";
import type { Catalog } from "./catalog.ts";
import type { SessionFiles } from "./sessionFiles.ts";
import type { OpenChats } from "./openChats.ts";
import type { Connections } from "../accounts/connections.ts";

/** What readChat works with. */
export interface ReadChatDeps {
  readonly accounts: AccountStore;
  readonly catalog: Catalog;
  readonly files: SessionFiles;
  readonly chats: OpenChats;
  readonly connections: Connections;
}

/** A whole chat with what there is to know about it. */
export interface ReadChat {
  readonly title: string;
  readonly account: KnownAccount;
  readonly chatbot: Pick<Chatbot, "id"> & Partial<Pick<Chatbot, "name">>;
  readonly session: ListedSession;
  /** The service's id of the session; undefined while no service knows it. */
  readonly serviceId: string | undefined;
  readonly messages: readonly Message[];
  readonly names: SpeakerNames;
  /** The texts of the questions that AI agents have asked. */
  readonly aiQuestions?: readonly string[];
}

/** Reads a chat where it is open, else from its service. Throws `ChatError`. */
export async function readChat(
  deps: ReadChatDeps,
  ref: SessionRef,
  signal: AbortSignal,
): Promise<ReadChat> {
  const { accounts, catalog, files, chats } = deps;
  const account = await accounts.find(ref.accountId);
  if (!account) throw new ChatError("config", `there is no account ${ref.accountId}`);
  const { serviceId, state } = chats.find(ref) ?? {};
  // What a service does not know yet has no other history.
  const isWhole = state?.history.kind === "ready" || (state?.reply && serviceId === undefined);
  const messages = isWhole ? state.messages : await readMessages(deps, ref, signal);
  const [file, chatbots] = await Promise.all([
    files.read(ref),
    // A name is good to have, and the messages are there without it.
    catalog.chatbots(ref.accountId).catch((): readonly Chatbot[] => []),
  ]);
  const session = catalog.find(ref) ?? toUnsent(ref, file);
  const name = chatbots.find((chatbot) => chatbot.id === ref.chatbotId)?.name;
  return {
    title: state?.title || sessionTitle(session),
    account,
    chatbot: { id: ref.chatbotId, ...(name !== undefined && { name }) },
    session,
    serviceId: serviceId ?? serviceIdIn(ref.id) ?? file?.serviceId,
    messages,
    names: speakerNames(account, name),
    ...(file?.aiQuestions && { aiQuestions: file.aiQuestions }),
  };
}

/** What the speakers of a chat are called. */
export function speakerNames(
  { provider }: { readonly provider: { readonly name: string } },
  chatbot: string | undefined,
): SpeakerNames {
  return {
    you: vscode.l10n.t("You"),
    aiAgent: vscode.l10n.t("AI agent"),
    chatbot: chatbot ?? vscode.l10n.t("Chatbot"),
    agent: vscode.l10n.t("Human agent"),
    service: provider.name,
    page: (page) => vscode.l10n.t("page {0}", page),
  };
}

async function readMessages(
  { connections, files }: ReadChatDeps,
  ref: SessionRef,
  signal: AbortSignal,
): Promise<readonly Message[]> {
  const [file, sessionId] = await Promise.all([files.read(ref), files.serviceIdOf(ref)]);
  const provider = await connections.connect(ref.accountId);
  const { chatbotId } = ref;
  const stored =
    sessionId === undefined ? [] : await provider.listMessages({ chatbotId, sessionId }, signal);
  return withOpenQuestions(stored, file?.questions ?? []);
}
