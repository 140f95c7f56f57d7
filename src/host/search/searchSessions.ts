import * as vscode from "vscode";
import { toChatError } from "../../core/errors.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { helpWithList, type ListHelp } from "../sessions/helpWithList.ts";
import { openDestination, type SessionCommandsDeps } from "../sessions/sessionCommands.ts";
import { type SessionRef, sessionKey } from "../refs/sessionRef.ts";
import { plainLabel } from "../text/plainLabel.ts";
import { sessionTitle } from "../text/sessionTitle.ts";
import { type SearchHit, SessionSearch } from "./sessionSearch.ts";
import type { Clock } from "../../core/clock.ts";
import type { Connections } from "../accounts/connections.ts";

/** What searchSessions works with. */
export interface SearchSessionsDeps extends SessionCommandsDeps {
  readonly clock: Clock;
  readonly connections: Connections;
}

interface Item extends vscode.QuickPickItem {
  readonly ref?: SessionRef;
  /** What to do about an account that could not be searched. */
  readonly help?: ListHelp;
}

/** A single letter stands in every message, so reading them all begins with the second. */
const fewestLetters = 2;
const maxShown = 200;
/** Answers of services that arrive together are drawn together, in milliseconds. */
const redrawDelay = 50;

/** Lets the user find a session by its title or by what was said in it, and opens it. */
export async function searchSessions(deps: SearchSessionsDeps): Promise<void> {
  let typed = "";
  for (;;) {
    const picked = await pickHit(deps, typed, (text) => (typed = text));
    if (picked?.help) await picked.help.run();
    else {
      if (picked?.ref) await openDestination(deps, picked.ref);
      return;
    }
  }
}

/** @param typed what is searched for already */
async function pickHit(
  deps: SearchSessionsDeps,
  typed: string,
  onType: (text: string) => void,
): Promise<Item | undefined> {
  const accounts = await deps.accounts.list();
  if (accounts.length === 0) {
    await vscode.commands.executeCommand("parley.addAccount");
    return undefined;
  }
  const closing = new AbortController();
  const quickPick = vscode.window.createQuickPick<Item>();
  quickPick.title = vscode.l10n.t("Search Sessions");
  quickPick.placeholder = vscode.l10n.t("Search titles and messages");
  quickPick.keepScrollPosition = true;
  let cancelDraw: (() => void) | undefined;
  let isListing = true;
  const draw = (): void => {
    cancelDraw = undefined;
    const { all, left } = search.progress;
    const isReading = quickPick.value.trim().length >= fewestLetters && left > 0;
    quickPick.busy = isListing || isReading;
    quickPick.title = isReading
      ? vscode.l10n.t("Search Sessions ({0} of {1} read)", all - left, all)
      : vscode.l10n.t("Search Sessions");
    const hits = search.find(quickPick.value).slice(0, maxShown);
    const failures = accounts.flatMap((account) => failureItems(deps, account, search));
    quickPick.items = [...hits.map(toItem), ...failures];
  };
  const drawMore = (): void => {
    const [chosen] = quickPick.activeItems;
    draw();
    // New rows would move the choice to the first one.
    const same = quickPick.items.filter((item) => chosen && isSame(item, chosen));
    if (same.length > 0) quickPick.activeItems = same;
  };
  const drawSoon = (): void => {
    if (!closing.signal.aborted) cancelDraw ??= deps.clock.after(redrawDelay, drawMore);
  };
  const search = new SessionSearch({
    connect: async (accountId) => deps.connections.connect(accountId),
    signal: closing.signal,
    onChange: drawSoon,
  });
  quickPick.onDidChangeValue((value) => {
    onType(value);
    if (value.trim().length >= fewestLetters) search.read();
    draw();
  });
  const listing = Promise.all(
    accounts.map(async (account) => addAccount(deps, account, search, drawSoon)),
  ).finally(() => {
    isListing = false;
    drawSoon();
  });
  quickPick.value = typed;
  if (typed.trim().length >= fewestLetters) search.read();
  draw();
  try {
    return await new Promise((resolve, reject) => {
      listing.catch(reject);
      quickPick.onDidAccept(() => {
        const [picked] = quickPick.selectedItems;
        if (picked) resolve(picked);
      });
      quickPick.onDidHide(() => resolve(undefined));
      quickPick.show();
    });
  } finally {
    closing.abort();
    cancelDraw?.();
    quickPick.dispose();
  }
}

function isSame(one: Item, other: Item): boolean {
  if (one.ref && other.ref) return sessionKey(one.ref) === sessionKey(other.ref);
  return one.help !== undefined && other.help !== undefined && one.label === other.label;
}

/** Adds the sessions of an account, chatbot by chatbot as they are listed. */
async function addAccount(
  { catalog }: SearchSessionsDeps,
  account: KnownAccount,
  search: SessionSearch,
  onChange: () => void,
): Promise<void> {
  const fail = (thrown: unknown): void => search.fail(account.id, toChatError(thrown).toData());
  try {
    const chatbots = await catalog.chatbots(account.id);
    await Promise.all(
      chatbots.map(async ({ id: chatbotId, name: chatbotName }) => {
        const sessions = await catalog.sessions(account.id, chatbotId).catch((thrown: unknown) => {
          fail(thrown);
          return [];
        });
        search.add(
          sessions.map((session) => ({
            ref: {
              accountId: account.id,
              chatbotId,
              id: session.id,
            },
            serviceId: session.serviceId,
            title: sessionTitle(session),
            chatbotName,
          })),
        );
        onChange();
      }),
    );
  } catch (thrown) {
    fail(thrown);
  }
}

function toItem({ session: { ref, title, chatbotName }, snippet }: SearchHit): Item {
  return {
    label: plainLabel(title),
    iconPath: new vscode.ThemeIcon("comment-discussion"),
    description: plainLabel(chatbotName),
    ...(snippet !== undefined && { detail: plainLabel(snippet) }),
    // What matches is decided here; VS Code would only look at the label.
    alwaysShow: true,
    ref,
  };
}

function failureItems(
  deps: SearchSessionsDeps,
  account: KnownAccount,
  search: SessionSearch,
): readonly Item[] {
  const error = search.failures.get(account.id);
  if (!error) return [];
  const help = helpWithList(deps, error, account);
  return [
    {
      label: vscode.l10n.t("{0} could not be searched completely", plainLabel(account.label)),
      description: help.label,
      iconPath: new vscode.ThemeIcon("error"),
      detail: plainLabel(help.sentence),
      alwaysShow: true,
      help,
    },
  ];
}
