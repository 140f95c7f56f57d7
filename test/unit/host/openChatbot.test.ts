import { beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { ChatbotNode } from "../../../src/host/refs/treeNodes.ts";
import type { ListedSession } from "../../../src/host/refs/listedSession.ts";
import type { SessionRef } from "../../../src/host/refs/sessionRef.ts";
import {
  lastChat,
  openChatbot,
  type OpenChatbotDeps,
} from "../../../src/host/sessions/openChatbot.ts";
import { toTreeItem } from "../../../src/host/tree/treeItems.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const account = knownAccount();
const row: ChatbotNode = {
  kind: "chatbot",
  id: "row",
  parent: { kind: "account", id: "account", account },
  chatbot: { id: "bot", name: "Bot" },
};

beforeEach(() => editor.reset());

const session = (id: string, more: Partial<ListedSession> = {}): ListedSession => ({
  id,
  chatbotId: "bot",
  serviceId: id,
  unread: false,
  pinned: false,
  workspaces: [],
  ...more,
});

/** The sessions that a click shows, one after another, with how many of them have the keyboard. */
async function click(sessions: () => Promise<readonly ListedSession[]>) {
  const shown: SessionRef[] = [];
  let focused = 0;
  const chats = {
    show: async (ref: SessionRef) => {
      shown.push(ref);
      return { focusComposer: () => (focused += 1) };
    },
  };
  const deps = {
    catalog: { sessions, put: () => undefined },
    panels: async () => chats,
    log: new MemoryLog(),
  };
  await openChatbot(deps as unknown as OpenChatbotDeps, row);
  return { shown, focused };
}

test("a click on a chatbot's row opens its last chat, ready for typing", async () => {
  const item = toTreeItem(row, {
    isAnswering: false,
    isFiltered: false,
    kinds: [],
    now: 0,
    trial: undefined,
  });
  expect(item.command).toMatchObject({ command: "parley.openChatbot", arguments: [row] });
  const { shown, focused } = await click(async () => [session("s", { updatedAt: 1 })]);
  expect(shown).toEqual([{ accountId: account.id, chatbotId: "bot", id: "s" }]);
  expect(focused).toBe(1);
});

test("a chatbot without a session gets a new one", async () => {
  const { shown } = await click(async () => []);
  expect(shown).toHaveLength(1);
  expect(shown[0]?.id).toMatch(/^parley:/);
});

test("what cannot be listed is told, and opens nothing", async () => {
  const { shown } = await click(async () => {
    throw new ChatError("bad-key", "401");
  });
  expect(shown).toEqual([]);
  expect(editor.errors).toEqual([`AI Chatbot Hub did not accept the API key for Mine.`]);
});

test("of several, what is begun comes first, then what was asked from here, then the newest", () => {
  const visitor = session("visitor", { updatedAt: 3 });
  const own = session("own", { createdAt: 1, updatedAt: 2, workspaces: ["w"] });
  const older = session("older", { updatedAt: 1, workspaces: ["w"] });
  const begun = session("begun", { serviceId: undefined });
  expect(lastChat([])).toBeUndefined();
  expect(lastChat([older, visitor])?.id).toBe("older");
  expect(lastChat([session("old", { createdAt: 2 }), visitor])?.id).toBe("visitor");
  expect(lastChat([older, visitor, own])?.id).toBe("own");
  expect(lastChat([session("parley:1"), visitor])?.id).toBe("parley:1");
  expect(lastChat([older, visitor, begun, own])?.id).toBe("begun");
});
