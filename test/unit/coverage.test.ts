import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { commands } from "../../src/commandTable.ts";
import type { ProviderDescriptor } from "../../src/core/provider.ts";
import type {
  AccountNode,
  ChatbotNode,
  ResourceKindNode,
  SessionNode,
  TreeNode,
} from "../../src/host/refs/treeNodes.ts";
import { toTreeItem } from "../../src/host/tree/treeItems.ts";
import { panelCommandTypes } from "../../src/protocol/commands.ts";
import { plainChats } from "../../src/providers/crbnAi/plainChats.ts";
import {
  choiceOf,
  describePlace,
  kindOf,
  type KnownKind,
  knownKinds,
} from "../contract/endpoints/describePlace.ts";
import type { Place, Row } from "../contract/endpoints/place.ts";
import { endpointsOf, testName } from "../contract/endpoints/table.ts";
import { knownAccount } from "../helpers/knownAccount.ts";
import { services } from "../helpers/services.ts";

type Entry = { readonly command: string; readonly when?: string };
const menus: Readonly<Record<string, readonly Entry[]>> = manifest.contributes.menus;

/** What is wrong with a place; undefined when it is there. */
function faultOf(place: Place, service: ProviderDescriptor, kinds: readonly KnownKind[]) {
  switch (place.how) {
    case "opened":
      return rowsOf(place.row, service, kinds).length > 0 ? undefined : "has no such row";
    case "row": {
      if (!(place.command in commands)) return "is no command";
      if (place.choice !== undefined) choiceOf(place, kinds);
      const contexts = rowsOf(place.row, service, kinds).map((row) => contextOf(row, kinds));
      const isOffered = contexts.some((context) =>
        patternsOf(place.command).some((pattern) => pattern.test(context)),
      );
      // A click on the row does this, and so does the menu of some.
      if (place.command === "openResource" && contexts.length > 0) return undefined;
      return isOffered ? undefined : `is not offered on ${contexts.join(", ") || "any row"}`;
    }
    case "saved":
      return kindOf(place.kind, kinds).can.includes("update") ? undefined : "cannot be saved";
    case "panel":
      return panelCommandTypes.includes(place.type) ? undefined : "is nothing a panel can ask for";
    case "menu": {
      if (!(place.command in commands)) return "is no command";
      const entry = menus[place.menu]?.find(({ command }) => command === `parley.${place.command}`);
      const isShown = place.menu === "commandPalette" ? entry?.when !== "false" : entry;
      return isShown ? undefined : `is not in ${place.menu}`;
    }
  }
}

/** What the context value of a row must match so that its menu has a command. */
function patternsOf(command: string): readonly RegExp[] {
  return (menus["view/item/context"] ?? []).flatMap((entry) => {
    const [, pattern] = /viewItem =~ \/(.+?)\/(?: |$)/.exec(entry.when ?? "") ?? [];
    return entry.command === `parley.${command}` && pattern ? [new RegExp(pattern)] : [];
  });
}

/** The rows of a sort, of a chatbot of each sort that the service has; none where the tree has no such row. */
function rowsOf(
  row: Row,
  service: ProviderDescriptor,
  kinds: readonly KnownKind[],
): readonly TreeNode[] {
  const account: AccountNode = {
    kind: "account",
    id: "account",
    account: knownAccount({ provider: service }),
  };
  if (row === "account") return [account];
  const chatbots = ["1", plainChats.id].map((id): ChatbotNode => ({
    kind: "chatbot",
    id,
    parent: account,
    chatbot: { id, name: id },
  }));
  if (row === "chatbot") return chatbots;
  if (row === "session") return chatbots.map(sessionBelow);
  const info = kindOf("list" in row ? row.list : row.one, kinds);
  const hasRows = info.place !== "session" && !info.isChatbots;
  if (!hasRows || ("list" in row && info.isSingle)) return [];
  const ids = { accountId: "account", chatbotId: "1", kindId: info.id };
  const list: ResourceKindNode = {
    kind: "resource-kind",
    id: "list",
    parent: account,
    place: ids,
    info,
  };
  if ("list" in row) return [list];
  const ref = { ...ids, id: "r" };
  return [
    {
      kind: "resource",
      id: "r",
      parent: list,
      ref,
      info,
      title: "R",
      detail: "",
      state: undefined,
    },
  ];
}

function sessionBelow(parent: ChatbotNode): SessionNode {
  const ref = { accountId: "account", chatbotId: parent.chatbot.id, id: "s" };
  const known = { pinned: false, unread: false, workspaces: [] };
  const session = { id: "s", serviceId: "s", chatbotId: ref.chatbotId, humanMode: true, ...known };
  return { kind: "session", id: "s", parent, ref, session };
}

function contextOf(row: TreeNode, kinds: readonly KnownKind[]): string {
  const trial = { id: "w" };
  const state = { isAnswering: false, isFiltered: false, kinds, now: 0, trial };
  return toTreeItem(row, state).contextValue ?? "";
}

describe.each(services)("docs/API-COVERAGE.md, $name", (service) => {
  test("every place from which a call is made is there", async () => {
    const kinds = await knownKinds(service);
    const faults = endpointsOf(service).flatMap((endpoint) =>
      endpoint.where.flatMap((place) => {
        const fault = faultOf(place, service, kinds);
        const where = describePlace(place, kinds);
        return fault === undefined ? [] : [`${testName(endpoint)}: ${where} ${fault}`];
      }),
    );
    expect(faults).toEqual([]);
  });

  test("a place that is not there is noticed", async () => {
    const kinds = await knownKinds(service);
    const wrong: readonly Place[] = [
      { how: "row", row: "account", command: "retrainResource" },
      { how: "row", row: "session", command: "newChatbot" },
      { how: "menu", menu: "commandPalette", command: "actOnResource" },
      { how: "menu", menu: "explorer/context", command: "refresh" },
    ];
    expect(wrong.filter((place) => faultOf(place, service, kinds) === undefined)).toEqual([]);
  });
});
