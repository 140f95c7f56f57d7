import { beforeEach, expect, test } from "vitest";
import type { Loadable } from "../../../src/core/async/loadable.ts";
import type { Chatbot } from "../../../src/core/model.ts";
import type { TreeNode } from "../../../src/host/refs/treeNodes.ts";
import { ChatbotTree, type ChatbotTreeOptions } from "../../../src/host/tree/chatbotTree.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const loadResourceKinds = Promise.withResolvers<void>();
const service = knownAccount().provider;
const provider = {
  ...service,
  loadResourceKinds: async () => {
    await loadResourceKinds.promise;
    return { ...(await service.loadResourceKinds()), resourceKinds: [] };
  },
};
const account = knownAccount({ provider });
const never = (): { dispose(): void } => ({ dispose: () => undefined });

beforeEach(() => editor.reset());

test("a list that has loaded while its row waits for the rows below it is shown", async () => {
  let chatbots: Loadable<readonly Chatbot[]> = { kind: "loading" };
  const parts = {
    accounts: { list: async () => [account], onDidChange: never },
    catalog: { peekChatbots: () => chatbots, onDidChange: never },
    chats: { onDidChange: never },
    resources: { onDidChange: never },
  };
  const tree = new ChatbotTree(parts as unknown as ChatbotTreeOptions);
  const [row] = await tree.getChildren();
  const children = tree.getChildren(row);
  chatbots = { kind: "ready", value: [{ id: "bot", name: "Bot" }] };
  loadResourceKinds.resolve();
  expect((await children).map(({ kind }) => kind)).toEqual(["chatbot"]);
});

test("a change names the lowest row, as VS Code forgets what is below it for a moment, and with it what is clicked", async () => {
  type Change = { readonly accountId?: string; readonly chatbotId?: string };
  let change: (change: Change) => void = () => undefined;
  const parts = {
    accounts: { list: async () => [account], onDidChange: never },
    catalog: {
      peekChatbots: () => ({ kind: "ready", value: [{ id: "bot", name: "Bot" }] }),
      onDidChange: (listener: typeof change) => {
        change = listener;
        return never();
      },
    },
    chats: { onDidChange: never },
    resources: { onDidChange: never },
  };
  const tree = new ChatbotTree(parts as unknown as ChatbotTreeOptions);
  const drawn: unknown[] = [];
  tree.onDidChangeTreeData((rows) => drawn.push(rows));
  change({ accountId: account.id, chatbotId: "bot" });
  expect(drawn, "nothing is shown yet").toEqual([]);
  const [top] = await tree.getChildren();
  change({ accountId: account.id, chatbotId: "bot" });
  loadResourceKinds.resolve();
  const [bot] = await tree.getChildren(top);
  change({ accountId: account.id, chatbotId: "bot" });
  change({ accountId: account.id });
  tree.redrawSessions();
  expect(drawn).toEqual([top, bot, top, [bot]]);
  change({});
  tree.setFilter("b");
  change({ accountId: account.id, chatbotId: "bot" });
  expect(drawn.slice(4)).toEqual([undefined, undefined, undefined]);
});

test.each([
  ["nothing like it", []],
  ["empty", ["Mine", "Empty"]],
  ["question", ["Mine", "Asked", "A question"]],
  ["mine", ["Mine", "Empty", "Asked", "A question"]],
  ["other", ["Other"]],
])(
  "the filter %j shows what matches, and a list with nothing in it only below that",
  async (text, shown) => {
    const other = knownAccount({ provider, id: "b", label: "Other" });
    const bots = [
      { id: "empty", name: "Empty" },
      { id: "asked", name: "Asked" },
    ];
    const session = { id: "s", title: "A question", workspaces: [] };
    const parts = {
      accounts: { list: async () => [account, other], onDidChange: never },
      catalog: {
        peekChatbots: (id: string) => ({ kind: "ready", value: id === account.id ? bots : [] }),
        peekSessions: (_account: string, bot: string) => ({
          kind: "ready",
          value: bot === "asked" ? [session] : [],
        }),
        onDidChange: never,
      },
      chats: { onDidChange: never },
      resources: { onDidChange: never },
    };
    loadResourceKinds.resolve();
    const tree = new ChatbotTree(parts as unknown as ChatbotTreeOptions);
    tree.setFilter(text);
    const names: string[] = [];
    const read = async (parent?: TreeNode): Promise<void> => {
      for (const node of await tree.getChildren(parent)) {
        if (node.kind === "account") names.push(node.account.label);
        if (node.kind === "chatbot") names.push(node.chatbot.name);
        if (node.kind === "session") names.push(node.session.title ?? "");
        await read(node);
      }
    };
    await read();
    expect(names).toEqual(shown);
  },
);
