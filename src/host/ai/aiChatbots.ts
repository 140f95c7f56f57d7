import * as vscode from "vscode";
import { array, fallback, looseObject, optional, parse, string } from "valibot";
import { SingleFlight } from "../../core/async/singleFlight.ts";
import { ChatError, toChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { Chatbot, ErrorData } from "../../core/model.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { Catalog } from "../sessions/catalog.ts";
import { subjectOf } from "../text/errorText.ts";
import { plainLabel } from "../text/plainLabel.ts";
import { tellError } from "../text/tellError.ts";
import { inOneLine } from "./quoted.ts";

/** What is needed to know the chatbots that agents may ask. */
export interface AiChatbotsDeps {
  readonly accounts: Pick<AccountStore, "list">;
  readonly catalog: Pick<Catalog, "chatbots">;
}

/** A chatbot with its account. */
export interface AiChatbot {
  readonly account: KnownAccount;
  readonly chatbot: Chatbot;
  /** What a model calls it: its name, with its account where another one has the same. */
  readonly handle: string;
}

/** An account whose chatbots could not be listed, and why. */
interface UnlistedAccount {
  readonly account: KnownAccount;
  readonly error: ErrorData;
}

/** Chatbots, and the accounts whose chatbots could not be listed. */
export interface ListedChatbots {
  readonly chatbots: readonly AiChatbot[];
  readonly failed: readonly UnlistedAccount[];
}

/** A second list would close the first one, as if the user had left it. */
const choosing = new SingleFlight<"choosing", Pick<ListedChatbots, "failed"> | undefined>();

const entriesSchema = fallback(
  array(fallback(optional(looseObject({ account: string(), chatbot: string() })), undefined)),
  [],
);

/**
 * The chatbots that agents may ask. The user is asked for them once, when an agent first wants to know; whoever closes
 * that list allows none, until the setting says otherwise. A workspace's settings are never looked at.
 * @param asked the chatbot for which the user is asked
 */
export async function allowedChatbots(
  deps: AiChatbotsDeps,
  asked?: string,
): Promise<ListedChatbots> {
  if (readSetting() === undefined) await choosing.run("choosing", async () => choose(deps, asked));
  const all = await allChatbots(deps);
  const entries = readSetting();
  // Where nothing could be listed, the user could not be asked.
  return entries ? only(entries, all) : { chatbots: [], failed: all.failed };
}

/** The same without asking the user: before that, any chatbot. */
export async function chatbotsToConfirm(deps: AiChatbotsDeps): Promise<ListedChatbots> {
  const all = await allChatbots(deps);
  const entries = readSetting();
  return entries ? only(entries, all) : all;
}

/** Lets the user choose the chatbots that agents may ask; says so where there are none. */
export async function chooseAiChatbots(
  deps: AiChatbotsDeps & { readonly log: Log },
): Promise<void> {
  const nothing = await choosing.run("choosing", async () => choose(deps, undefined));
  const [first] = nothing?.failed ?? [];
  if (first) {
    const error = ChatError.fromData(first.error);
    tellError(error, "agents", subjectOf(first.account), deps.log);
  } else if (nothing) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There are no chatbots."));
  }
}

/**
 * @param asked the chatbot that an agent asks for
 * @returns where there is nothing to choose from, the accounts that are why
 */
async function choose(
  deps: AiChatbotsDeps,
  asked: string | undefined,
): Promise<Pick<ListedChatbots, "failed"> | undefined> {
  const { chatbots, failed } = await allChatbots(deps);
  if (chatbots.length === 0) return { failed };
  const meant = asked === undefined ? [] : chatbotsMeant(chatbots, asked);
  const before = readSetting() ?? [];
  const items = chatbots.map((one) => ({
    label: plainLabel(one.chatbot.name),
    description: plainLabel(one.account.label),
    // Of several with its name, none is more likely than another.
    picked: before.some((entry) => isFor(entry, one)) || (meant.length === 1 && meant[0] === one),
    one,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Select the chatbots that AI agents may ask"),
    placeHolder: vscode.l10n.t("What they answer goes to the language model of the agent"),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!picked && readSetting() !== undefined) return undefined;
  await vscode.workspace.getConfiguration("parley").update(
    "ai.chatbots",
    [
      ...(picked ?? []).map(({ one: { account, chatbot } }) => ({
        account: account.id,
        chatbot: chatbot.id,
        name: chatbot.name,
      })),
      // What could not be listed just now could not be chosen either, and stays as it was.
      ...before.filter((entry) => failed.some(({ account }) => account.id === entry.account)),
    ],
    vscode.ConfigurationTarget.Global,
  );
  return undefined;
}

/** The chatbots that a model may mean, by a handle, name or id: several only where they have the same name. */
export function chatbotsMeant(chatbots: readonly AiChatbot[], asked: string): readonly AiChatbot[] {
  const wanted = asked.trim().toLowerCase();
  const withHandle = chatbots.find(({ handle }) => handle.toLowerCase() === wanted);
  if (withHandle) return [withHandle];
  const named = chatbots.filter(({ chatbot }) => inOneLine(chatbot.name).toLowerCase() === wanted);
  return named.length > 0 ? named : chatbots.filter(({ chatbot }) => chatbot.id === asked.trim());
}

async function allChatbots({ accounts, catalog }: AiChatbotsDeps): Promise<ListedChatbots> {
  const failed: UnlistedAccount[] = [];
  const lists = await Promise.all(
    (await accounts.list()).map(async (account) => {
      try {
        const chatbots = await catalog.chatbots(account.id);
        return chatbots.map((chatbot) => ({ account, chatbot }));
      } catch (thrown) {
        failed.push({ account, error: toChatError(thrown).toData() });
        return [];
      }
    }),
  );
  return { chatbots: withHandles(lists.flat()), failed };
}

function withHandles(chatbots: readonly Omit<AiChatbot, "handle">[]): readonly AiChatbot[] {
  const nameOf = ({ chatbot }: Omit<AiChatbot, "handle">): string => inOneLine(chatbot.name);
  return chatbots.map((one) => {
    const isAlone = chatbots.every((other) => other === one || nameOf(other) !== nameOf(one));
    const handle = isAlone ? nameOf(one) : `${nameOf(one)} (${inOneLine(one.account.label)})`;
    return { ...one, handle };
  });
}

type Entry = { readonly account: string; readonly chatbot: string };

function only(entries: readonly Entry[], { chatbots, failed }: ListedChatbots): ListedChatbots {
  return {
    chatbots: chatbots.filter((one) => entries.some((entry) => isFor(entry, one))),
    failed: failed.filter((one) => entries.some(({ account }) => account === one.account.id)),
  };
}

function isFor(entry: Entry, { account, chatbot }: Omit<AiChatbot, "handle">): boolean {
  return entry.account === account.id && entry.chatbot === chatbot.id;
}

/** Undefined while the user was never asked. */
function readSetting(): readonly Entry[] | undefined {
  const raw: unknown = vscode.workspace
    .getConfiguration("parley")
    .inspect("ai.chatbots")?.globalValue;
  if (raw === undefined) return undefined;
  return parse(entriesSchema, raw).filter((entry) => entry !== undefined);
}
