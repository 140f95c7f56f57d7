import * as vscode from "vscode";
import { toChatError } from "../../core/errors.ts";
import type { Chatbot } from "../../core/model.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { plainLabel } from "../text/plainLabel.ts";
import { relativeTime } from "../text/relativeTime.ts";
import { exactTime, sessionTitle } from "../text/sessionTitle.ts";
import { tellApart } from "../text/tellApart.ts";
import { isTreeNode } from "../refs/treeNodes.ts";
import { helpWithList, type ListHelp } from "./helpWithList.ts";
import { readLastUsed } from "./lastUsed.ts";
import { parseSessionRef } from "../refs/parseSessionRef.ts";
import { serviceIdIn, type SessionRef } from "../refs/sessionRef.ts";
import type { Catalog } from "./catalog.ts";
import type { ListedSession } from "../refs/listedSession.ts";
import type { SessionFiles } from "./sessionFiles.ts";

/** What pickSession works with. */
export interface PickSessionDeps {
  readonly accounts: AccountStore;
  readonly globalState: vscode.Memento;
  readonly catalog: Catalog;
  readonly files: SessionFiles;
}

/** Where a question can go: a session, or without an id one that is to be started. */
export type Destination = Omit<SessionRef, "id"> & Partial<Pick<SessionRef, "id">>;

interface Item extends vscode.QuickPickItem {
  readonly destination?: Destination;
  /** What to do about a list that could not be loaded. */
  readonly help?: ListHelp;
}

/** What a user can pick from. */
interface PickedKinds {
  readonly newSessions: boolean;
  readonly sessions: boolean;
}

const sessionsPerChatbot = 10;

/**
 * The session that a command's argument means: a row of the tree, or a reference with Parley's id of the session or
 * its service's. Undefined for anything else.
 */
export async function toSessionRef(
  { files }: Pick<PickSessionDeps, "files">,
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
 * Lets the user pick a session, a new one included: the one that was used last stands first, then a new session
 * with its chatbot, then everything else. The list fills while it is open.
 */
export async function pickDestination(
  deps: PickSessionDeps,
  title: string,
  kinds: PickedKinds,
): Promise<Destination | undefined> {
  for (;;) {
    const picked = await pickItem(deps, title, kinds);
    if (!picked?.help) return picked?.destination;
    await picked.help.run();
  }
}

async function pickItem(
  deps: PickSessionDeps,
  title: string,
  kinds: PickedKinds,
): Promise<Item | undefined> {
  const accounts = await deps.accounts.list();
  if (accounts.length === 0) {
    await vscode.commands.executeCommand("parley.addAccount");
    return undefined;
  }
  const quickPick = vscode.window.createQuickPick<Item>();
  quickPick.title = title;
  quickPick.placeholder = kinds.newSessions
    ? vscode.l10n.t("Select a chatbot")
    : vscode.l10n.t("Select a session");
  quickPick.matchOnDescription = true;
  quickPick.busy = true;
  quickPick.keepScrollPosition = true;
  const rows = new Rows(readLastUsed(deps.globalState), kinds);
  const show = (): void => {
    const [active] = quickPick.activeItems;
    quickPick.items = rows.all;
    // New rows would move the choice to the first one.
    const same = rows.all.filter((item) => active && isSame(item, active));
    if (same.length > 0) quickPick.activeItems = same;
  };
  show();
  // Sessions without a title get one as soon as they are listed.
  const naming = deps.catalog.onDidChange(() => {
    rows.rename(deps.catalog);
    show();
  });
  const filling = Promise.all(
    accounts.map(async (account) => {
      rows.add(await itemsOf(deps, account, kinds));
      show();
    }),
  ).finally(() => {
    rows.end();
    show();
    if (rows.all.length === 0) quickPick.placeholder = nothingIn(kinds);
    quickPick.busy = false;
  });
  try {
    return await new Promise((resolve, reject) => {
      filling.catch(reject);
      quickPick.onDidAccept(() => {
        const [picked] = quickPick.selectedItems;
        if (picked?.destination ?? picked?.help) resolve(picked);
      });
      quickPick.onDidHide(() => resolve(undefined));
      quickPick.show();
    });
  } finally {
    naming.dispose();
    quickPick.dispose();
  }
}

function nothingIn({ newSessions }: PickedKinds): string {
  return newSessions ? vscode.l10n.t("There are no chatbots.") : vscode.l10n.t("No sessions yet.");
}

function isSame(item: Item, { destination: other, help }: Item): boolean {
  const { destination: one } = item;
  if (help) return item.help === help;
  return (
    one !== undefined &&
    one.accountId === other?.accountId &&
    one.chatbotId === other.chatbotId &&
    one.id === other.id
  );
}

async function itemsOf(
  deps: PickSessionDeps,
  account: KnownAccount,
  kinds: PickedKinds,
): Promise<readonly Item[]> {
  try {
    const chatbots = await deps.catalog.chatbots(account.id);
    const groups = await Promise.all(
      chatbots.map(async (chatbot): Promise<readonly Item[]> => {
        const rows = [
          ...(kinds.newSessions ? [newSessionItem(account, chatbot)] : []),
          ...(kinds.sessions ? await sessionItemsOrFailure(deps, account, chatbot) : []),
        ];
        const label = `${plainLabel(chatbot.name)} · ${account.label}`;
        return rows.length === 0 || !kinds.sessions ? rows : [separator(label), ...rows];
      }),
    );
    const items = groups.flat();
    return kinds.sessions || items.length === 0 ? items : [separator(account.label), ...items];
  } catch (thrown) {
    return [separator(account.label), failureItem(deps, thrown, account)];
  }
}

/** A row that says what is missing. */
function failureItem(
  deps: PickSessionDeps,
  thrown: unknown,
  account: KnownAccount,
  chatbotId?: string,
): Item {
  const help = helpWithList(deps, toChatError(thrown).toData(), account, chatbotId);
  const { sentence, label } = help;
  return { label: `$(error) ${plainLabel(sentence)}`, description: label, alwaysShow: true, help };
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function newSessionItem(account: KnownAccount, chatbot: Chatbot): Item {
  return {
    label: `$(add) ${plainLabel(chatbot.name)}`,
    description: `${vscode.l10n.t("new session")} · ${account.label}`,
    destination: { accountId: account.id, chatbotId: chatbot.id },
  };
}

/** One chatbot whose sessions cannot be read hides neither itself nor the others. */
async function sessionItemsOrFailure(
  deps: PickSessionDeps,
  account: KnownAccount,
  chatbot: Chatbot,
): Promise<readonly Item[]> {
  try {
    return await sessionItems(deps, account, chatbot);
  } catch (thrown) {
    return [failureItem(deps, thrown, account, chatbot.id)];
  }
}

async function sessionItems(
  { catalog }: PickSessionDeps,
  account: KnownAccount,
  chatbot: Chatbot,
): Promise<readonly Item[]> {
  const sessions = await catalog.sessions(account.id, chatbot.id);
  const rows = sessions.slice(0, sessionsPerChatbot).map((session) => {
    const time = session.updatedAt ?? session.createdAt;
    const age = time === undefined ? [] : [relativeTime(time, Date.now())];
    return {
      label: sessionLabel(session),
      description: [chatbot.name, account.label, ...age].join(" · "),
      destination: { accountId: account.id, chatbotId: chatbot.id, id: session.id },
      time,
    };
  });
  return tellApart(rows, ({ time }) => (time === undefined ? undefined : exactTime(time)));
}

function sessionLabel(session: ListedSession): string {
  return `$(comment-discussion) ${plainLabel(session.draft ?? sessionTitle(session))}`;
}

/**
 * The rows of a list that fills while it can be clicked: nothing that is there moves. What was used last has its place
 * at the top before it is known, and each account comes below those that were there.
 */
class Rows {
  readonly #last: SessionRef | undefined;
  #top: readonly Item[] = [];
  #others: readonly Item[] = [];

  constructor(last: SessionRef | undefined, kinds: PickedKinds) {
    this.#last = last;
    const places = Number(kinds.sessions) + Number(kinds.newSessions);
    if (last) this.#top = Array.from({ length: places }, () => ({ label: "$(loading~spin)" }));
  }

  get all(): readonly Item[] {
    if (this.#top.length === 0) return this.#others;
    const label = vscode.l10n.t("last used");
    return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...this.#top, ...this.#others];
  }

  /** Adds an account's rows. */
  add(items: readonly Item[]): void {
    const last = items.filter((item) => this.#isLast(item));
    // The session first, then a new one with its chatbot.
    const top = last.toSorted((a, b) => rank(a) - rank(b));
    this.#top = this.#top.map((place, index) => top[index] ?? place);
    this.#others = [...this.#others, ...items.filter((item) => !this.#top.includes(item))];
  }

  /** Calls the sessions that are there what they are called now. */
  rename(catalog: Pick<Catalog, "find">): void {
    const renamed = (item: Item): Item => {
      const { destination } = item;
      if (destination?.id === undefined) return item;
      const session = catalog.find({ ...destination, id: destination.id });
      return session ? { ...item, label: sessionLabel(session) } : item;
    };
    this.#top = this.#top.map(renamed);
    this.#others = this.#others.map(renamed);
  }

  /** Nothing more comes: what was used last and is gone has no place. */
  end(): void {
    this.#top = this.#top.filter(({ destination }) => destination);
  }

  #isLast({ destination }: Item): boolean {
    const last = this.#last;
    return (
      destination?.accountId === last?.accountId &&
      destination?.chatbotId === last?.chatbotId &&
      (destination?.id === undefined || destination.id === last?.id)
    );
  }
}

function rank({ destination }: Item): number {
  return destination?.id === undefined ? 1 : 0;
}
