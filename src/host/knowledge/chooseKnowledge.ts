import * as vscode from "vscode";
import { toChatError } from "../../core/errors.ts";
import type { Chatbot } from "../../core/model.ts";
import type { ResourceAbility, ResourceKindInfo } from "../../core/resources.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { type FoundKind, findKind, type FindKindDeps } from "../resources/findKind.ts";
import { shownKinds } from "../resources/shownKinds.ts";
import { errorText, subjectOf } from "../text/errorText.ts";
import { plainLabel } from "../text/plainLabel.ts";
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
  const candidates = await findCandidates(deps, ability);
  const fitting = meant
    ? candidates.filter(
        ({ account, chatbot }) => account.id === meant.accountId && chatbot.id === meant.chatbotId,
      )
    : candidates;
  const [only] = fitting;
  const chosen = meant ? only : await ask(fitting, ability, title);
  return chosen && (await toPlace(deps, chosen));
}

/** The knowledge of a chatbot that is known already; undefined when it cannot do this. */
export async function knowledgeOf(
  deps: ChooseKnowledgeDeps,
  ability: ResourceAbility,
  { accountId, chatbotId }: { readonly accountId: string; readonly chatbotId: string },
): Promise<KnowledgePlace | undefined> {
  const found = (await findCandidates(deps, ability, accountId)).find(
    ({ chatbot }) => chatbot.id === chatbotId,
  );
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
  { accounts, catalog, log }: ChooseKnowledgeDeps,
  ability: ResourceAbility,
  accountId?: string,
): Promise<readonly Candidate[]> {
  const known = (await accounts.list()).filter(({ id }) => id === (accountId ?? id));
  const lists = await Promise.all(
    known.map(async (account) => {
      const infos = (await shownKinds(account.provider)).filter(({ can }) => can.includes(ability));
      if (infos.length === 0) return [];
      try {
        const chatbots = await catalog.chatbots(account.id);
        return chatbots.flatMap((chatbot) => {
          const info = infos.find(({ isFor }) => isFor?.(chatbot.id) ?? true);
          return info ? [{ account, chatbot, info }] : [];
        });
      } catch (thrown) {
        const error = toChatError(thrown);
        log.warn(`chatbots of ${account.label}: ${error.message}`);
        void vscode.window.showWarningMessage(
          errorText(error.toData(), subjectOf(account)).sentence,
        );
        return [];
      }
    }),
  );
  return lists.flat();
}

async function ask(
  candidates: readonly Candidate[],
  ability: ResourceAbility,
  title: string,
): Promise<Candidate | undefined> {
  if (candidates.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("None of your chatbots supports this."),
    );
    return undefined;
  }
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
