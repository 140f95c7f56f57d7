import * as vscode from "vscode";
import { safeFileName } from "../../core/fileName.ts";
import type { ErrorKind } from "../../core/model.ts";
import { type ResourceKindInfo, wholeAccount } from "../../core/resources.ts";
import { freeUri } from "../sessions/exportFiles.ts";
import type { CommandTarget } from "../refs/commandTarget.ts";
import { namedList } from "../text/namedList.ts";
import { notDeleted, someNotDeleted } from "../text/notDeleted.ts";
import { translated } from "../text/translated.ts";
import { accountOf, type ChatbotNode, isTreeNode } from "../refs/treeNodes.ts";
import {
  chosenResources,
  forEachKind,
  type KindAction,
  type ResourceCommandsDeps,
} from "./resourceCommands.ts";
import { type NamedResource, resourceKey, toRef } from "../refs/resourceRef.ts";
import { removeAll, removeEach } from "./removeAll.ts";
import { writeValue } from "./resourceValues.ts";
import { shownKinds } from "./shownKinds.ts";
import type { Catalog } from "../sessions/catalog.ts";
import { forgetLastUsed } from "../sessions/lastUsed.ts";
import type { SessionFiles } from "../sessions/sessionFiles.ts";
import type { SessionPlace } from "../refs/sessionRef.ts";

/** What deleteResources works with. */
export interface DeleteResourcesDeps extends ResourceCommandsDeps {
  closeChats(place: SessionPlace): Promise<void>;
  readonly catalog: Catalog;
  readonly files: SessionFiles;
  readonly globalState: vscode.Memento;
}

interface Deletable extends NamedResource {
  readonly info: ResourceKindInfo;
}

/** Deletes resources or chatbots at their service after asking; the question offers to save copies first. */
export async function deleteResource(
  deps: DeleteResourcesDeps,
  target: CommandTarget,
): Promise<void> {
  const resources = (await chosenDeletables(target)).filter(({ info }) =>
    info.can.includes("remove"),
  );
  if (resources.length === 0) return;
  const { l10n } = vscode;
  const remove = l10n.t("Delete");
  const saveFirst = l10n.t("Save a Copy and Delete");
  const losses = new Set(resources.flatMap(({ info }) => info.removeNote ?? []));
  const detail = [
    ...namedList(resources.map(({ title }) => title)),
    ...[...losses].map(translated),
    l10n.t("The service keeps no copy. This cannot be undone."),
  ].join("\n");
  const message =
    resources.length === 1
      ? l10n.t("Delete this item?")
      : l10n.t("Delete {0} items?", resources.length);
  const options = { modal: true, detail };
  const answer = await vscode.window.showWarningMessage(message, options, remove, saveFirst);
  if (answer === undefined) return;
  if (answer === saveFirst) {
    const folder = await askFolder();
    if (folder) await removeResources(deps, resources, folder);
  } else {
    await removeResources(deps, resources);
  }
  await forgetMissing(
    deps,
    resources.filter(({ info }) => info.isChatbots),
  );
}

/** Deletes without asking. @param copies a folder into which each is written as JSON first */
export async function removeResources(
  deps: DeleteResourcesDeps,
  resources: readonly NamedResource[],
  copies?: vscode.Uri,
): Promise<void> {
  const { closing } = deps;
  const action: KindAction = async ({ kind, info }, members, scope) => {
    for (const { ref, title } of members) {
      if (!copies) break;
      const text = writeValue(await kind.read(ref, closing));
      const uri = await freeUri(copies, safeFileName(title, info.id), "json");
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    }
    const remove = async (ids: readonly string[]): Promise<void> => {
      await kind.remove?.(scope, ids, closing);
      const gone = members.map(({ ref }) => ref).filter(({ id }) => ids.includes(id));
      if (info.isChatbots) for (const ref of gone) await forgetChatbot(deps, ref);
      await closeDocuments(gone);
    };
    const ids = members.map(({ ref }) => ref.id);
    // A chatbot that is deleted has to be forgotten, whatever becomes of the next one.
    await (info.isChatbots ? removeEach(ids, remove) : removeAll(ids, remove));
  };
  await forEachKind(deps, resources, action, whatIsLeft);
}

async function closeDocuments(refs: readonly NamedResource["ref"][]): Promise<void> {
  const gone = new Set(refs.map(resourceKey));
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(
    tabs.filter(({ input, isDirty }) => {
      const ref = input instanceof vscode.TabInputText ? toRef(input.uri) : undefined;
      // What was typed and not saved is the user's own.
      return ref && gone.has(resourceKey(ref)) && !isDirty;
    }),
  );
}

/** Closes the chats of a chatbot that is gone, and forgets what was kept of them. */
async function forgetChatbot(
  deps: DeleteResourcesDeps,
  { accountId, id: chatbotId }: NamedResource["ref"],
): Promise<void> {
  await deps.closeChats({ accountId, chatbotId });
  await deps.files.removeAllOf({ accountId, chatbotId });
  await forgetLastUsed(deps.globalState, { accountId, chatbotId });
}

/** Loads the lists of chatbots again; what is gone from them is gone, also where deleting it has failed. */
async function forgetMissing(
  deps: DeleteResourcesDeps,
  chatbots: readonly NamedResource[],
): Promise<void> {
  const groups = Map.groupBy(chatbots, ({ ref }) => ref.accountId);
  for (const [accountId, members] of groups) {
    deps.catalog.refresh({ accountId });
    // A list that cannot be loaded says so in its place.
    const left = await deps.catalog.chatbots(accountId).catch(() => undefined);
    for (const { ref } of members)
      if (left && !left.some(({ id }) => id === ref.id)) await forgetChatbot(deps, ref);
  }
}

function whatIsLeft([first, ...others]: readonly NamedResource[], kind: ErrorKind): string {
  const certain = first && others.length === 0 ? notDeleted(first.title, kind) : undefined;
  return certain ?? someNotDeleted();
}

async function chosenDeletables(target: CommandTarget): Promise<readonly Deletable[]> {
  const { argument } = target;
  if (!isTreeNode(argument) || argument.kind !== "chatbot") return chosenResources(target);
  const chatbot = await toDeletable(argument);
  return chatbot ? [chatbot] : [];
}

async function toDeletable(node: ChatbotNode): Promise<Deletable | undefined> {
  const account = accountOf(node);
  const info = (await shownKinds(account.provider)).find(({ isChatbots }) => isChatbots);
  if (!info || info.isFor?.(node.chatbot.id) === false) return undefined;
  const { id, name } = node.chatbot;
  const ref = { accountId: account.id, kindId: info.id, chatbotId: wholeAccount, id };
  return { ref, title: name, info };
}

async function askFolder(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Save a Copy"),
      openLabel: vscode.l10n.t("Save Here"),
      canSelectFiles: false,
      canSelectFolders: true,
      ...(folder && { defaultUri: folder }),
    })) ?? [];
  return chosen;
}
