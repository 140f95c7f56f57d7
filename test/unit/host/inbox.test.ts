import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Message, Session } from "../../../src/core/model.ts";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import type { AccountNode, SessionNode } from "../../../src/host/refs/treeNodes.ts";
import type { SessionRef } from "../../../src/host/refs/sessionRef.ts";
import { Catalog } from "../../../src/host/sessions/catalog.ts";
import { OpenChats, type OpenChatsOptions } from "../../../src/host/sessions/openChats.ts";
import { SessionFiles } from "../../../src/host/sessions/sessionFiles.ts";
import { ChatbotTree, type ChatbotTreeOptions } from "../../../src/host/tree/chatbotTree.ts";
import { registerTree } from "../../../src/host/tree/registerTree.ts";
import { toTreeItem } from "../../../src/host/tree/treeItems.ts";
import { waitingBadge } from "../../../src/host/tree/waitingBadge.ts";
import { editor, env, Memento } from "../../helpers/editor/vscode.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { FakeClock, MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const now = Date.parse("2026-03-01T12:00:00Z");
const service = knownAccount().provider;
const provider: ProviderDescriptor = {
  ...service,
  capabilities: { ...service.capabilities, replyAsHuman: true },
  loadResourceKinds: async () => ({ resourceKinds: [] }),
};
const account = knownAccount({ provider });
const accountNode: AccountNode = { kind: "account", id: "account", account };
const never = () => ({ dispose: () => undefined });

/** A session that was used this many days ago. */
const session = (id: string, daysAgo: number, more: Partial<Session> = {}): Session => ({
  id,
  chatbotId: "bot",
  title: `Session ${id}`,
  updatedAt: now - daysAgo * 86_400_000,
  ...more,
});
const waiting = { humanMode: true, waitsForHuman: true };

let client: FakeProvider;
let calls: number;
let folder: string;
let files: SessionFiles;
let catalog: Catalog;

beforeEach(async () => {
  editor.reset();
  client = new FakeProvider();
  calls = 0;
  folder = await mkdtemp(join(tmpdir(), "parley-inbox-"));
  files = new SessionFiles(folder, new MemoryLog());
  const connect = async () => {
    calls += 1;
    return client;
  };
  catalog = new Catalog(connect, files, new MemoryLog());
});

afterEach(async () => rm(folder, { recursive: true }));

async function listed(...sessions: readonly Session[]) {
  client.listSessions = async () => sessions;
  return await catalog.sessions(account.id, "bot");
}

function openTree(): ChatbotTree {
  const parts = {
    accounts: { list: async () => [account], onDidChange: never },
    catalog,
    chats: { onDidChange: never, isAnswering: () => false },
    resources: { onDidChange: never },
  };
  return new ChatbotTree(parts as unknown as ChatbotTreeOptions);
}

/** The rows below the chatbot. */
async function rows() {
  const chatbot = { id: "bot", name: "Bot" };
  return await openTree().getChildren({ kind: "chatbot", id: "bot", parent: accountNode, chatbot });
}

describe("sessions that wait for a human", () => {
  test("come first, also before groups, and leave when they are answered", async () => {
    const others = Array.from({ length: 11 }, (_, index) => session(`other ${index}`, 0));
    await listed(...others, session("old", 40, waiting));
    const first = async () => (await rows()).map(({ kind, id }) => [kind, id])[0];
    expect(await first()).toEqual(["session", JSON.stringify([account.id, "bot", "old"])]);
    catalog.patch({ accountId: account.id, chatbotId: "bot", id: "old" }, { waitsForHuman: false });
    expect((await first())?.[0]).toBe("group");
  });

  test("come before what was used since where there are no groups", async () => {
    const all = await listed(session("new", 0), session("old", 9, waiting));
    expect(all.map(({ id }) => id)).toEqual(["old", "new"]);
  });

  test("say so by their icon, their description and their name for screen readers", async () => {
    await listed(session("s", 0, waiting));
    const item = async () => {
      const [row] = await rows();
      return toTreeItem(row as SessionNode, {
        isAnswering: false,
        isFiltered: false,
        kinds: [],
        now,
        trial: undefined,
      });
    };
    const waits = await item();
    expect(waits.iconPath).toMatchObject({ id: "bell-dot" });
    expect(waits.description).toMatch(/^waits for a human · /);
    expect(waits.accessibilityInformation?.label).toContain("Session s, waits for a human, ");
    expect(waits.contextValue).toMatch(/^session\b.*\bhuman\b/);
    catalog.patch({ accountId: account.id, chatbotId: "bot", id: "s" }, { waitsForHuman: false });
    const answered = await item();
    expect(JSON.stringify(answered)).not.toContain("waits");
    expect(answered.contextValue).toMatch(/\bhuman\b/);
  });

  test("an age stands in a row only where it is not cut; the tooltip tells it always", async () => {
    await listed(session("s", 9));
    const ref = { accountId: account.id, chatbotId: "bot", id: "s" };
    const item = async () => {
      const [row] = await rows();
      const state = { isAnswering: false, isFiltered: false, kinds: [], now, trial: undefined };
      return toTreeItem(row as SessionNode, state);
    };
    expect((await item()).description).toBe("last wk.");
    catalog.patch(ref, { title: "How do I verify a webhook signature?" });
    const long = await item();
    expect(long.description).toBeUndefined();
    expect(long.accessibilityInformation?.label).toContain("last wk.");
    expect(long.tooltip).toMatch(/^How do I .*\n./);
    env.language = "de";
    onTestFinished(() => void (env.language = "en"));
    expect((await item()).tooltip).toMatch(/\n\d+\.\d+\.\d{4}, /);
  });

  test("are counted by the badge, of what is loaded and without a request", async () => {
    expect(waitingBadge(catalog.loadedSessions)).toBeUndefined();
    expect(calls).toBe(0);
    await listed(session("a", 0, waiting), session("b", 0));
    expect(waitingBadge(catalog.loadedSessions)).toEqual({
      value: 1,
      tooltip: "1 session waits for a human",
    });
    await catalog.sessions(account.id, "another");
    expect(calls).toBe(2);
    expect(waitingBadge(catalog.loadedSessions)?.tooltip).toBe("2 sessions wait for a human");
  });
});

test("the badge of the view follows the lists", async () => {
  const deps = {
    tree: openTree(),
    catalog,
    clock: new FakeClock(),
    log: new MemoryLog(),
    workspaceState: new Memento(),
    onDidChangeActiveChat: never,
    setSideBarVisible: () => undefined,
  };
  registerTree(deps);
  const badge = () => editor.treeView?.badge;
  await listed(session("a", 0, waiting));
  await vi.waitFor(() => expect(badge()).toMatchObject({ value: 1 }));
  catalog.drop({ accountId: account.id, chatbotId: "bot", id: "a" });
  await vi.waitFor(() => expect(badge()).toBeUndefined());
});

describe("a chat that is open", () => {
  const ref: SessionRef = { accountId: account.id, chatbotId: "bot", id: "s" };
  const question: Message = { key: "q", role: "user", text: "Is somebody there?" };
  const reply: Message = { key: "a", role: "agent", text: "Yes." };

  async function open() {
    const parts = {
      accounts: { find: async () => account },
      connect: async () => client,
      catalog,
      files,
      marks: { setUnread: async () => undefined },
      onSend: () => undefined,
      clock: new FakeClock(),
      log: new MemoryLog(),
    };
    const chats = new OpenChats(parts as unknown as OpenChatsOptions);
    return (await chats.hold(ref)).chat;
  }

  test("knows from the list who answers, and when it is handed back", async () => {
    await listed(session("s", 0, waiting));
    const chat = await open();
    expect(chat.state.humanMode).toBe(true);
    catalog.refresh({ accountId: account.id, chatbotId: "bot" });
    await listed(session("s", 0, { humanMode: false, waitsForHuman: false }));
    expect(chat.state.humanMode).toBe(false);
  });

  test("tells the list that somebody has answered, and that somebody waits again", async () => {
    await listed(session("s", 0, waiting));
    const chat = await open();
    client.history = [question, reply];
    await chat.load();
    expect(catalog.find(ref)?.waitsForHuman).toBe(false);
    client.history = [question, reply, { ...question, key: "q2" }];
    await chat.load();
    expect(catalog.find(ref)?.waitsForHuman).toBe(true);
  });
});
