import type * as vscode from "vscode";
import { expect, test } from "vitest";
import type { SessionRef } from "../../../src/host/refs/sessionRef.ts";
import {
  revealActiveChat,
  type RevealActiveChatDeps,
} from "../../../src/host/tree/revealActiveChat.ts";
import type { TreeNode } from "../../../src/host/refs/treeNodes.ts";
import { EventEmitter } from "../../helpers/editor/vscode.ts";
import { FakeClock, MemoryLog } from "../../helpers/fakes.ts";

const ref: SessionRef = { accountId: "a", chatbotId: "bot", id: "s1" };

const account = { kind: "account", id: "a", account: { id: "a" } };
const chatbot = { kind: "chatbot", id: "bot", parent: account, chatbot: { id: "bot" } };
const group = { kind: "group", id: "today", parent: chatbot };
const row = { kind: "session", id: "s1", parent: group, ref };

/** A view and a tree in which a chat gets the focus. `load` and `reveal` are what they do until it is changed. */
function startRevealing() {
  const activated = new EventEmitter<SessionRef>();
  const revealed: unknown[] = [];
  const parts = {
    loads: 0,
    load: async (): Promise<void> => undefined,
    sessions: [row],
    reveal: async (node: unknown): Promise<void> => {
      revealed.push(node);
      view.selection = [node];
    },
  };
  const view = {
    visible: true,
    selection: [] as readonly unknown[],
    onDidChangeVisibility: new EventEmitter<void>().event,
    reveal: async (node: unknown) => parts.reveal(node),
  };
  const below = new Map<unknown, readonly unknown[]>([
    [undefined, [{ ...account, account: { id: "other" } }, account]],
    [account, [{ ...chatbot, chatbot: { id: "other" } }, chatbot]],
    [chatbot, [{ kind: "note" }, group]],
  ]);
  const redrawn = new EventEmitter<undefined>();
  const tree = {
    isFiltered: false,
    onDidChangeTreeData: redrawn.event,
    getChildren: async (node?: unknown) => (node === group ? parts.sessions : below.get(node)),
  };
  const catalog = {
    chatbots: async () => undefined,
    sessions: async () => {
      parts.loads += 1;
      return parts.load();
    },
  };
  const clock = new FakeClock();
  const log = new MemoryLog();
  const deps = { tree, catalog, clock, log, onDidChangeActiveChat: activated.event };
  revealActiveChat(
    view as unknown as vscode.TreeView<TreeNode>,
    deps as unknown as RevealActiveChatDeps,
  );
  const focus = async (): Promise<void> => {
    activated.fire(ref);
    await new Promise(setImmediate);
  };
  const filter = async (isFiltered: boolean): Promise<void> => {
    tree.isFiltered = isFiltered;
    redrawn.fire(undefined);
    await new Promise(setImmediate);
  };
  return { parts, view, revealed, clock, focus, filter };
}

test("a row that could not be found is looked for again with the next focus, and one that was is not", async () => {
  const { parts, revealed, focus } = startRevealing();
  const { load } = parts;
  parts.load = async () => {
    throw new Error("the list could not be loaded");
  };
  await focus();
  parts.load = load;
  parts.sessions = [];
  await focus();
  parts.sessions = [row];
  await focus();
  expect(revealed).toEqual([row]);
  await focus();
  expect([revealed.length, parts.loads]).toEqual([1, 1 + 8 + 1]);
});

test("a row whose list is loaded anew in that moment is looked for a little later", async () => {
  const { parts, revealed, clock, focus } = startRevealing();
  parts.sessions = [];
  parts.load = async () => {
    if (parts.loads === 3) parts.sessions = [row];
  };
  await focus();
  expect(revealed).toEqual([row]);
  expect(clock.waits).toHaveLength(2);
});

test("a row that VS Code does not know while it draws the tree is revealed a little later", async () => {
  const { parts, revealed, clock, focus } = startRevealing();
  const { reveal } = parts;
  let failures = 2;
  parts.reveal = async (node) => {
    failures -= 1;
    if (failures >= 0) throw new Error("Cannot resolve tree item for element");
    await reveal(node);
  };
  await focus();
  expect(revealed).toEqual([row]);
  expect(clock.waits).toHaveLength(2);
});

test("a row that VS Code leaves alone without a word is revealed a little later", async () => {
  const { parts, revealed, clock, focus } = startRevealing();
  const { reveal } = parts;
  parts.reveal = async () => {
    parts.reveal = reveal;
  };
  await focus();
  expect(revealed).toEqual([row]);
  expect(clock.waits).toHaveLength(1);
});

test("a row that can never be revealed is given up, until the next focus", async () => {
  const { parts, revealed, clock, focus } = startRevealing();
  const { reveal } = parts;
  parts.reveal = async () => {
    throw new Error("Cannot resolve tree item for element");
  };
  await focus();
  expect(clock.waits).toHaveLength(7);
  parts.reveal = reveal;
  await focus();
  expect(revealed).toEqual([row]);
});

test("a row that a filter has hidden is selected again when that is cleared, and by no other redraw", async () => {
  const { view, revealed, focus, filter } = startRevealing();
  await focus();
  await filter(true);
  view.selection = [];
  await filter(true);
  expect(revealed).toEqual([row]);
  await filter(false);
  expect(revealed).toEqual([row, row]);
  view.selection = [];
  await filter(false);
  expect(revealed).toEqual([row, row]);
});
