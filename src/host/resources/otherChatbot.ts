import * as vscode from "vscode";
import { type Resource, wholeAccount } from "../../core/resources.ts";
import type { Log } from "../../core/log.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { plainLabel } from "../text/plainLabel.ts";
import { documentAddress } from "./documentAddress.ts";
import { type FoundKind, findKind, type FindKindDeps } from "./findKind.ts";
import { showResource } from "./resourceCommands.ts";
import { type NamedResource, type ResourceRef } from "../refs/resourceRef.ts";
import { chosenResource } from "./resourceTexts.ts";
import { editable, writeValue } from "./resourceValues.ts";
import type { Catalog } from "../sessions/catalog.ts";

/** What otherChatbot works with. */
export interface OtherChatbotDeps extends FindKindDeps {
  readonly closing: AbortSignal;
  readonly catalog: Catalog;
  readonly log: Log;
}

/** Shows a resource beside one of the same kind of another chatbot. */
export async function compareWithOther(deps: OtherChatbotDeps, argument: unknown): Promise<void> {
  const resource = chosenResource(argument);
  const other = resource && (await chooseOther(deps, resource));
  if (!other) return;
  const title = vscode.l10n.t("{0} ↔ {1}", other.title, resource.title);
  const sides = [other, resource].map(async (side) => documentAddress(deps, side));
  const [left, right] = await Promise.all(sides);
  await vscode.commands.executeCommand("vscode.diff", left, right, title);
}

/**
 * Writes what can be changed of a resource into the document of one of another chatbot. Nothing is sent: the user
 * sees the difference and saves it, or does not.
 */
export async function copyToOther(deps: OtherChatbotDeps, argument: unknown): Promise<void> {
  const resource = chosenResource(argument);
  const other = resource && (await chooseOther(deps, resource));
  if (other) await copyInto(deps, resource, other);
}

/** Writes one resource over the document of another, without saving it. */
export async function copyInto(
  deps: OtherChatbotDeps,
  resource: NamedResource,
  other: NamedResource,
): Promise<void> {
  const [{ kind }, target] = await Promise.all([
    findKind(deps, resource.ref),
    findKind(deps, other.ref),
  ]);
  const [mine, theirs] = await Promise.all([
    kind.read(resource.ref, deps.closing),
    target.kind.read(other.ref, deps.closing),
  ]);
  const { document } = await showResource(deps, other);
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(document.uri, whole, writeValue({ ...theirs, ...editable(kind.schema, mine) }));
  await vscode.workspace.applyEdit(edit);
  await vscode.commands.executeCommand("workbench.files.action.compareWithSaved", document.uri);
}

interface Item extends vscode.QuickPickItem {
  readonly resource: NamedResource;
}

/** Another resource of the same kind, of any account of the same service. */
async function chooseOther(
  deps: OtherChatbotDeps,
  { ref, title }: NamedResource,
): Promise<NamedResource | undefined> {
  const { info } = await findKind(deps, ref);
  const own = await deps.accounts.find(ref.accountId);
  const accounts = (await deps.accounts.list()).filter(
    ({ provider }) => provider.id === own?.provider.id,
  );
  /** The first of each account: one that cannot be read says nothing about the others. */
  const failures = new Map<KnownAccount, unknown>();
  const orNone = async <T>(
    account: KnownAccount,
    load: () => Promise<readonly T[]>,
  ): Promise<readonly T[]> => {
    try {
      return await load();
    } catch (thrown) {
      if (!failures.has(account)) failures.set(account, thrown);
      return [];
    }
  };
  const items: Item[] = [];
  for (const account of accounts) {
    const { id: accountId } = account;
    const chatbots = await orNone(account, async () =>
      info.place === "account"
        ? [{ id: wholeAccount, name: "" }]
        : await deps.catalog.chatbots(accountId),
    );
    for (const chatbot of chatbots) {
      if (info.isFor?.(chatbot.id) === false) continue;
      const place = { accountId, kindId: ref.kindId, chatbotId: chatbot.id };
      const all = await orNone(account, async () =>
        resourcesOf(await findKind(deps, place), place, deps.closing),
      );
      for (const one of all) {
        if (accountId === ref.accountId && chatbot.id === ref.chatbotId && one.id === ref.id)
          continue;
        // Of what there is only one of, the chatbot's name tells more.
        const name = info.isSingle ? chatbot.name : one.title;
        items.push({
          label: plainLabel(name),
          description: info.isSingle ? "" : chatbot.name,
          resource: { ref: { ...place, id: one.id }, title: name },
        });
      }
    }
  }
  for (const [account, thrown] of failures)
    tellError(thrown, "other chatbots", subjectOf(account), deps.log);
  if (items.length === 0) {
    const nothing = vscode.l10n.t("No other chatbot has an item of this kind.");
    if (failures.size === 0) void vscode.window.showInformationMessage(nothing);
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { title }))?.resource;
}

async function resourcesOf(
  { kind, info }: FoundKind,
  { chatbotId }: Omit<ResourceRef, "id">,
  signal: AbortSignal,
): Promise<readonly Resource[]> {
  if (info.isSingle) return [{ id: chatbotId, title: "" }];
  return await kind.list({ chatbotId }, signal);
}
