import * as vscode from "vscode";
import {
  type CreatedResource,
  type ResourceCreation,
  type ResourceKindInfo,
  wholeAccount,
} from "../../core/resources.ts";
import { toChatError } from "../../core/errors.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { translated } from "../text/translated.ts";
import type { ResourceListPlace } from "../refs/resourceListPlace.ts";
import { accountOf, isTreeNode, type TreeNode } from "../refs/treeNodes.ts";
import { askInput } from "./askInput.ts";
import { findKind, type FindKindDeps } from "./findKind.ts";
import { showResource } from "./resourceCommands.ts";
import { showsDeprecated, shownKinds } from "./shownKinds.ts";
import { showSecret } from "./showSecret.ts";
import type { Log } from "../../core/log.ts";
import type { Catalog } from "../sessions/catalog.ts";
import type { ResourceLists } from "./resourceLists.ts";

/** What newResource works with. */
export interface NewResourceDeps extends FindKindDeps {
  readonly closing: AbortSignal;
  readonly log: Log;
  readonly catalog: Catalog;
  readonly resources: ResourceLists;
}

/** Asks for what a new resource must have, makes it, and opens its document for the rest. */
export async function newResource(deps: NewResourceDeps, argument: unknown): Promise<void> {
  if (!isTreeNode(argument)) return;
  const account = accountOf(argument);
  const subject = subjectOf(account);
  try {
    const { chatbotId, infos } = await possibleKinds(argument, account);
    const chosen = await chooseCreation(deps, infos, account.id);
    if (!chosen) return;
    const { creation, info } = chosen;
    const input = await askInput(creation);
    if (!input) return;
    const { value, file } = input;
    const place = { accountId: account.id, chatbotId, kindId: info.id };
    let created;
    try {
      created = await creation.create({ chatbotId }, value, deps.closing, file);
    } finally {
      // Where the answer was lost it may have been made all the same.
      if (info.isChatbots || info.place === "session")
        deps.catalog.refresh({ accountId: account.id });
      deps.resources.refresh(place);
    }
    await showCreated(deps, account, { place, info }, created);
  } catch (thrown) {
    tellError(thrown, "new resource", subject, deps.log);
  }
}

async function showCreated(
  deps: NewResourceDeps,
  account: KnownAccount,
  { place, info }: { readonly place: ResourceListPlace; readonly info: ResourceKindInfo },
  { id, title, secret, isQueued, notice }: CreatedResource,
): Promise<void> {
  if (notice !== undefined) {
    const { name } = account.provider;
    void vscode.window.showWarningMessage(
      vscode.l10n.t("{0} was added. {1} says: “{2}”", title, name, notice),
    );
  }
  if (secret !== undefined) await showSecret(deps.accounts, account, secret);
  else if (info.place === "session") {
    const ref = { accountId: account.id, chatbotId: place.chatbotId, id };
    await vscode.commands.executeCommand("parley.openSession", ref);
  } else if (info.isChatbots) tellCreated(title);
  else if (isQueued)
    void vscode.window.showInformationMessage(
      vscode.l10n.t("{0} was added. It is listed once the service has read it.", title),
    );
  else {
    try {
      await showResource(deps, { ref: { ...place, id }, title });
    } catch (thrown) {
      // A service may show it a little later; a failure would have it made once more.
      deps.log.warn(`opening what was created: ${toChatError(thrown).message}`);
      tellCreated(title);
    }
  }
}

function tellCreated(title: string): void {
  void vscode.window.showInformationMessage(vscode.l10n.t("{0} was created.", title));
}

interface Choice {
  readonly info: ResourceKindInfo;
  readonly creation: ResourceCreation;
}

/** What may be made below a row: a chatbot below an account, a session with details below a chatbot. */
async function possibleKinds(
  node: TreeNode,
  { provider }: KnownAccount,
): Promise<{ readonly chatbotId: string; readonly infos: readonly ResourceKindInfo[] }> {
  const all = await shownKinds(provider);
  switch (node.kind) {
    case "account":
      return { chatbotId: wholeAccount, infos: all.filter(({ isChatbots }) => isChatbots) };
    case "chatbot":
      return {
        chatbotId: node.chatbot.id,
        infos: all.filter(
          ({ place, isFor }) => place === "session" && (isFor?.(node.chatbot.id) ?? true),
        ),
      };
    case "resource-group":
      return { chatbotId: node.parent.chatbot.id, infos: node.kinds };
    case "resource-kind":
      return { chatbotId: node.place.chatbotId, infos: [node.info] };
    case "group":
    case "session":
    case "resource":
    case "note":
      return { chatbotId: wholeAccount, infos: [] };
  }
}

async function chooseCreation(
  deps: NewResourceDeps,
  infos: readonly ResourceKindInfo[],
  accountId: string,
): Promise<Choice | undefined> {
  const choices: (vscode.QuickPickItem & Choice)[] = [];
  for (const info of infos.filter(({ can }) => can.includes("create"))) {
    const { kind } = await findKind(deps, { accountId, kindId: info.id });
    for (const creation of kind.creations ?? []) {
      if (creation.isDeprecated && !showsDeprecated()) continue;
      choices.push({
        label: translated(creation.label),
        description: translated(info.title),
        info,
        creation,
      });
    }
  }
  const [only] = choices;
  if (choices.length === 1) return only;
  return await vscode.window.showQuickPick(choices, { title: vscode.l10n.t("New…") });
}
