import { beforeEach, expect, test } from "vitest";
import type { Session } from "../../../src/core/model.ts";
import { Catalog } from "../../../src/host/sessions/catalog.ts";
import type { SessionFiles } from "../../../src/host/sessions/sessionFiles.ts";
import { ChatbotTree, type ChatbotTreeOptions } from "../../../src/host/tree/chatbotTree.ts";
import {
  clearFilter,
  filterByState,
  filterChatbots,
} from "../../../src/host/tree/filterCommands.ts";
import type { TreeNode } from "../../../src/host/refs/treeNodes.ts";
import { toSession } from "../../../src/providers/siteGpt/sessions.ts";
import type { WireThread } from "../../../src/providers/siteGpt/wire.ts";
import { editor, Memento } from "../../helpers/editor/vscode.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const provider = {
  ...knownAccount().provider,
  loadResourceKinds: async () => ({ resourceKinds: [] }),
};
const accounts = [knownAccount({ provider })];
const never = () => ({ dispose: () => undefined });
const workspaceState = new Memento();

let catalog: Catalog;
let tree: ChatbotTree;

beforeEach(() => {
  editor.reset();
  const client = new FakeProvider();
  client.listChatbots = async () => [
    { id: "bot", name: "Bot" },
    { id: "silent", name: "Silent" },
  ];
  const sessions: readonly Session[] = [
    { id: "a", chatbotId: "bot", title: "A", states: ["open", "starred"] },
    { id: "b", chatbotId: "bot", title: "B", states: ["open"] },
    { id: "c", chatbotId: "bot", title: "C", states: [] },
  ];
  client.listSessions = async (chatbotId) =>
    chatbotId === "bot" ? sessions : [{ id: "d", chatbotId, title: "Open" }];
  const files = { readAll: async () => new Map() } as unknown as SessionFiles;
  catalog = new Catalog(async () => client, files, new MemoryLog());
  tree = new ChatbotTree({
    accounts: { list: async () => accounts, onDidChange: never },
    catalog,
    chats: { onDidChange: never, isAnswering: () => false },
    resources: { onDidChange: never },
  } as unknown as ChatbotTreeOptions);
});

/** The names of all rows that are shown, of accounts, chatbots and sessions. */
async function shown(node?: TreeNode): Promise<readonly string[]> {
  const rows = await tree.getChildren(node);
  const names = await Promise.all(
    rows.map(async (row) => {
      const below = await shown(row);
      if (row.kind === "chatbot") return [row.chatbot.name, ...below];
      return row.kind === "session" ? [row.session.title ?? ""] : below;
    }),
  );
  return names.flat();
}

async function loadAll(): Promise<void> {
  const [account] = accounts;
  for (const { id } of await catalog.chatbots(account?.id ?? ""))
    await catalog.sessions(account?.id ?? "", id);
}

test("only sessions that their service marks so are shown, until the filter is cleared", async () => {
  await loadAll();
  const deps = { tree, catalog, workspaceState };
  const everything = await shown();
  expect(everything).toEqual(["Bot", "A", "B", "C", "Silent", "Open"]);
  editor.picks = ["Starred"];
  await filterByState(deps);
  expect(await shown()).toEqual(["Bot", "A"]);
  editor.picks = ["Open"];
  await filterByState(deps);
  expect(await shown()).toEqual(["Bot", "A", "B"]);
  editor.picks = ["Escalated"];
  await filterByState(deps);
  expect(await shown()).toEqual([]);
  await clearFilter(deps);
  expect(await shown()).toEqual(everything);
});

test("a text and a state filter together", async () => {
  await loadAll();
  tree.setStateFilter("open");
  tree.setFilter("b");
  expect(await shown()).toEqual(["Bot", "A", "B"]);
  tree.setFilter("a");
  expect(await shown()).toEqual(["Bot", "A"]);
});

test("the filter is asked for once at a time", async () => {
  const deps = { tree, catalog, workspaceState };
  editor.typed = [
    () => {
      void filterChatbots(deps);
      return "bot";
    },
    "the second box",
  ];
  await filterChatbots(deps);
  await new Promise(setImmediate);
  expect(editor.typed).toEqual(["the second box"]);
  await filterChatbots(deps);
  expect(editor.typed).toEqual([]);
});

const thread = { threadId: "t" } as WireThread;

test.each([
  [{ resolved: false, escalated: true, important: true }, ["open", "escalated", "starred"]],
  [{ resolved: true, escalated: false, important: false }, []],
  [{ important: false }, []],
  [{}, undefined],
])("SiteGPT: a thread with %o is marked %o", (flags, states) => {
  expect(toSession({ ...thread, ...flags }, "bot").states).toEqual(states);
});
