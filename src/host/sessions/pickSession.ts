import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { toChatError } from "../../core/errors.ts";
import type { Chatbot } from "../../core/model.ts";
import type { KnownAccount } from "../accounts/accountStore.ts";
import { errorText, subjectOf } from "../text/errorText.ts";
import { plainLabel } from "../text/plainLabel.ts";
import { relativeTime } from "../text/relativeTime.ts";
import { sessionTitle } from "../text/sessionTitle.ts";
import { isTreeNode } from "../tree/nodes.ts";
import { readLastUsed } from "./lastUsed.ts";
import { parseSessionRef } from "./parseSessionRef.ts";
import { serviceIdIn, type SessionRef } from "./sessionRef.ts";

/** Where a question can go: a session, or without an id one that is to be started. */
export type Destination = Omit<SessionRef, "id"> & Partial<Pick<SessionRef, "id">>;

interface Item extends vscode.QuickPickItem {
  readonly destination?: Destination;
}

const sessionsPerChatbot = 10;

/**
 * The session that a command's argument means: a row of the tree, or a reference with Parley's id of the session or
 * its service's. Undefined for anything else.
 */
export async function toSessionRef(
  { files }: Pick<Container, "files">,
  argument: unknown,
): Promise<SessionRef | undefined> {
  if (isTreeNode(argument)) return argument.kind === "session" ? argument.ref : undefined;
  const ref = parseSessionRef(argument);
  const serviceId = ref && serviceIdIn(ref.id);
  return ref && serviceId !== undefined
    ? await files.refOf(ref.accountId, ref.chatbotId, serviceId)
    : ref;
}

/**
 * Lets the person pick a session, a new one included: the one that was used last stands first, then a new session
 * with its chatbot, then everything else. The list fills while it is open.
 */
export async function pickDestination(
  container: Container,
  title: string,
  kinds: { readonly newSessions: boolean; readonly sessions: boolean },
): Promise<Destination | undefined> {
  const accounts = await container.accounts.list();
  if (accounts.length === 0) {
    await vscode.commands.executeCommand("parley.addAccount");
    return undefined;
  }
  const quickPick = vscode.window.createQuickPick<Item>();
  quickPick.title = title;
  quickPick.placeholder = kinds.newSessions
    ? vscode.l10n.t("Which chatbot?")
    : vscode.l10n.t("Which session?");
  quickPick.matchOnDescription = true;
  quickPick.busy = true;
  const lists = accounts.map((): readonly Item[] => []);
  const last = readLastUsed(container.context.globalState);
  const show = (): void => {
    quickPick.items = lastFirst(lists.flat(), last);
  };
  const filling = Promise.all(
    accounts.map(async (account, index) => {
      lists[index] = await itemsOf(container, account, kinds);
      show();
    }),
  ).finally(() => {
    quickPick.busy = false;
  });
  try {
    return await new Promise((resolve, reject) => {
      filling.catch(reject);
      quickPick.onDidAccept(() => {
        const [picked] = quickPick.selectedItems;
        if (picked?.destination) resolve(picked.destination);
      });
      quickPick.onDidHide(() => resolve(undefined));
      quickPick.show();
    });
  } finally {
    quickPick.dispose();
  }
}

async function itemsOf(
  container: Container,
  account: KnownAccount,
  kinds: { readonly newSessions: boolean; readonly sessions: boolean },
): Promise<readonly Item[]> {
  try {
    const chatbots = await container.catalog.chatbots(account.id);
    const perChatbot = await Promise.all(
      chatbots.map(async (chatbot) => [
        ...(kinds.newSessions ? [newSessionItem(account, chatbot)] : []),
        ...(kinds.sessions ? await sessionItems(container, account, chatbot) : []),
      ]),
    );
    return [
      { label: account.label, kind: vscode.QuickPickItemKind.Separator },
      ...perChatbot.flat(),
    ];
  } catch (thrown) {
    const subject = subjectOf(account);
    const { sentence } = errorText(toChatError(thrown).toData(), subject);
    return [
      { label: account.label, kind: vscode.QuickPickItemKind.Separator },
      { label: `$(error) ${sentence}`, alwaysShow: true },
    ];
  }
}

function newSessionItem(account: KnownAccount, chatbot: Chatbot): Item {
  return {
    label: `$(add) ${plainLabel(chatbot.name)}`,
    description: vscode.l10n.t("new session"),
    destination: { accountId: account.id, chatbotId: chatbot.id },
  };
}

async function sessionItems(
  { catalog }: Container,
  account: KnownAccount,
  chatbot: Chatbot,
): Promise<readonly Item[]> {
  const sessions = await catalog.sessions(account.id, chatbot.id);
  return sessions.slice(0, sessionsPerChatbot).map((session) => {
    const time = session.updatedAt ?? session.createdAt;
    const age = time === undefined ? "" : ` · ${relativeTime(time, Date.now())}`;
    return {
      label: `$(comment-discussion) ${plainLabel(sessionTitle(session))}`,
      description: `${chatbot.name}${age}`,
      destination: {
        accountId: account.id,
        chatbotId: chatbot.id,
        id: session.id,
      },
    };
  });
}

function lastFirst(items: readonly Item[], last: SessionRef | undefined): readonly Item[] {
  if (!last) return items;
  const isSameBot = ({ destination }: Item): boolean =>
    destination?.accountId === last.accountId && destination.chatbotId === last.chatbotId;
  const lastItems = [
    ...items.filter((item) => isSameBot(item) && item.destination?.id === last.id),
    ...items.filter((item) => isSameBot(item) && item.destination?.id === undefined),
  ];
  const top = [...new Set(lastItems)];
  if (top.length === 0) return items;
  const separator: Item = {
    label: vscode.l10n.t("last used"),
    kind: vscode.QuickPickItemKind.Separator,
  };
  return [separator, ...top, ...items.filter((item) => !top.includes(item))];
}
