import { beforeEach, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import type { Container } from "../../src/container.ts";
import type { TreeView } from "../../src/host/tree/registerTree.ts";
import type { TreeNode } from "../../src/host/refs/treeNodes.ts";
import { runCommand } from "../../src/runCommand.ts";
import { editor } from "../helpers/editor/vscode.ts";
import { MemoryLog } from "../helpers/fakes.ts";

beforeEach(() => editor.reset());

/** Runs a command in a window without accounts and chats. @param selected the rows that are selected in the tree */
async function run(name: string, given: readonly unknown[], selected: readonly TreeNode[] = []) {
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  const parts = {
    extension: { packageJSON: manifest },
    log: Object.assign(new MemoryLog(), { show: note("log") }),
    catalog: { refresh: (which: unknown) => done.push(`lists ${JSON.stringify(which)}`) },
    resources: { refresh: () => undefined },
    accounts: { list: async () => [] },
    panels: async () => {
      done.push("chats");
      return { active: undefined };
    },
  };
  const treeView = { selected: () => selected } as unknown as TreeView;
  await runCommand(name, parts as unknown as Container, treeView, given);
  return done;
}

const row = { kind: "account", id: "row", account: { id: "a" } } as unknown as TreeNode;

test("the title of the tree does the same whichever row has the focus, and where none has", async () => {
  expect(await run("showLog", [undefined, undefined])).toEqual(["log"]);
  for (const focused of [undefined, row]) {
    expect(await run("refreshAll", [focused, undefined])).toEqual(["lists undefined"]);
    await run("newSessionAnywhere", [focused, undefined]);
    expect(editor.executed.splice(0)).toEqual([["parley.addAccount"]]);
  }
  expect(editor.messages).toEqual([]);
});

test("a row that VS Code has lost is told", async () => {
  expect(await run("refresh", [undefined, undefined])).toEqual([]);
  expect(editor.messages).toEqual([
    "The list was being loaded when you chose that. Choose it again.",
  ]);
});

test.each(["deleteSession", "renameSession"])(
  "the key of %s does nothing to the chat that is open while no row is selected",
  async (name) => {
    expect(await run(name, ["selected"])).toEqual([]);
    // The palette means that chat.
    expect(await run(name, [])).toEqual(["chats"]);
  },
);
