import type * as vscode from "vscode";
import { expect, test } from "vitest";
import type { SessionRef } from "../../../src/host/refs/sessionRef.ts";
import {
  revealActiveChat,
  type RevealActiveChatDeps,
} from "../../../src/host/tree/revealActiveChat.ts";
import type { TreeNode } from "../../../src/host/refs/treeNodes.ts";
import { EventEmitter } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";

const ref: SessionRef = { accountId: "a", chatbotId: "bot", id: "s1" };

test("a row that could not be found is looked for again with the next focus, and one that was is not", async () => {
  const activated = new EventEmitter<SessionRef>();
  const revealed: unknown[] = [];
  const view = {
    visible: true,
    selection: [],
    onDidChangeVisibility: new EventEmitter<void>().event,
    reveal: async (node: unknown) => void revealed.push(node),
  };
  let searches = 0;
  let find = async (): Promise<string | undefined> => {
    throw new Error("the list could not be loaded");
  };
  const tree = {
    findSession: async () => {
      searches += 1;
      return find();
    },
  };
  const deps = { tree, log: new MemoryLog(), onDidChangeActiveChat: activated.event };
  revealActiveChat(
    view as unknown as vscode.TreeView<TreeNode>,
    deps as unknown as RevealActiveChatDeps,
  );
  const focus = async (): Promise<void> => {
    activated.fire(ref);
    await new Promise(setImmediate);
  };
  await focus();
  find = async () => undefined;
  await focus();
  find = async () => "row";
  await focus();
  expect(revealed).toEqual(["row"]);
  await focus();
  expect([revealed.length, searches]).toEqual([1, 3]);
});
