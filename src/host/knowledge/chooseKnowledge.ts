import * as vscode from "vscode";
import type { Chatbot } from "../../core/model.ts";
import type { ResourceAbility, ResourceKindInfo } from "../../core/resources.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { type FoundKind, findKind, type FindKindDeps } from "../resources/findKind.ts";
import { shownKinds } from "../resources/shownKinds.ts";
import { subjectOf } from "../text/errorText.ts";
import { plainLabel } from "../text/plainLabel.ts";
import { tellError } from "../text/tellError.ts";
import { describeLimits } from "./describeLimits.ts";
import { accountOf, isTreeNode } from "../refs/treeNodes.ts";
import type { Catalog } from "../sessions/catalog.ts";
import type { Log } from "../../core/log.ts";

/** What chooseKnowledge works with. */
export interface ChooseKnowledgeDeps extends FindKindDeps {
  readonly catalog: Catalog;
  readonly log: Log;
}

/** A chatbot whose knowledge is meant, and the kind through which it is reached. */
export interface KnowledgePlace extends FoundKind {
  readonly chatbotId: string;
  readonly chatbotName: string;
}

interface Candidate {
  readonly account: KnownAccount;
  readonly chatbot: Chatbot;
  readonly info: ResourceKindInfo;
}

/** The chatbot of a row, or the one that the user chooses, among those that can do something. */
export async function chooseKnowledge(
  deps: ChooseKnowledgeDeps,
  ability: ResourceAbility,
  title: string,
  argument?: unknown,
): Promise<KnowledgePlace | undefined> {
  if ((await deps.accounts.list()).length === 0) {
    await vscode.commands.executeCommand("parley.addAccount");
    return undefined;
  }
  const meant = chatbotOf(argument);
  const { candidates, isWhole } = await findCandidates(deps, ability, meant?.accountId);
  const fitting = candidates.filter(
    ({ chatbot }) => chatbot.id === (meant?.chatbotId ?? chatbot.id),
  );
  if (fitting.length === 0) {
    // What could not be listed was told.
    if (isWhole) tellNone(meant !== undefined);
    return undefined;
  }
  const chosen = meant ? fitting[0] : await ask(fitting, ability, title);
  return chosen && (await toPlace(deps, chosen));
}

function tellNone(isMeant: boolean): void {
  void vscode.window.showInformationMessage(
    isMeant
      ? vscode.l10n.t("This chatbot no longer exists.")
      : vscode.l10n.t("None of your chatbots supports this."),
  );
}

/**
 * The knowledge of a chatbot that is known already; undefined when it is gone, or cannot do this. Throws `ChatError`
 * where its account cannot be looked at.
 */
export async function knowledgeOf(
  deps: ChooseKnowledgeDeps,
  ability: ResourceAbility,
  { accountId, chatbotId }: { readonly accountId: string; readonly chatbotId: string },
): Promise<KnowledgePlace | undefined> {
  const account = await deps.accounts.find(accountId);
  const candidates = account ? await candidatesOf(deps, ability, account) : [];
  const found = candidates.find(({ chatbot }) => chatbot.id === chatbotId);
  return found && (await toPlace(deps, found));
}

async function toPlace(
  deps: ChooseKnowledgeDeps,
  { account, chatbot, info }: Candidate,
): Promise<KnowledgePlace> {
  const found = await findKind(deps, { accountId: account.id, kindId: info.id });
  return { ...found, chatbotId: chatbot.id, chatbotName: chatbot.name };
}

async function findCandidates(
  deps: ChooseKnowledgeDeps,
  ability: ResourceAbility,
  accountId?: string,
): Promise<{
  readonly candidates: readonly Candidate[];
  /** False where an account could not be looked at, which was told. */
  readonly isWhole: boolean;
}> {
  let isWhole = true;
  const known = (await deps.accounts.list()).filter(({ id }) => id === (accountId ?? id));
  const lists = await Promise.all(
    known.map(async (account) => {
      try {
        return await candidatesOf(deps, ability, account);
      } catch (thrown) {
        isWhole = false;
        tellError(thrown, `chatbots of ${account.label}`, subjectOf(account), deps.log);
        return [];
      }
    }),
  );
  return { candidates: lists.flat(), isWhole };
}

/** The chatbots of an account that can do something. Throws `ChatError`. */
async function candidatesOf(
  { catalog }: ChooseKnowledgeDeps,
  ability: ResourceAbility,
  account: KnownAccount,
): Promise<readonly Candidate[]> {
  const infos = (await shownKinds(account.provider)).filter(({ can }) => can.includes(ability));
  if (infos.length === 0) return [];
  return (await catalog.chatbots(account.id)).flatMap((chatbot) => {
    const info = infos.find(({ isFor }) => isFor?.(chatbot.id) ?? true);
    return info ? [{ account, chatbot, info }] : [];
  });
}

async function ask(
  candidates: readonly Candidate[],
  ability: ResourceAbility,
  title: string,
): Promise<Candidate | undefined> {
  const items = candidates.map((candidate) => ({
    label: `$(robot) ${plainLabel(candidate.chatbot.name)}`,
    description: candidate.account.label,
    ...(ability === "upload" &&
      candidate.info.uploads && { detail: describeLimits(candidate.info.uploads) }),
    candidate,
  }));
  const placeHolder = vscode.l10n.t("Select a chatbot");
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.candidate;
}

function chatbotOf(argument: unknown) {
  if (!isTreeNode(argument)) return undefined;
  const accountId = accountOf(argument).id;
  if (argument.kind === "chatbot") return { accountId, chatbotId: argument.chatbot.id };
  return argument.kind === "resource-kind" ? argument.place : undefined;
}
