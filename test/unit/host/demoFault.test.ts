import { beforeEach, expect, test } from "vitest";
import { Lazy } from "../../../src/core/async/lazy.ts";
import { chooseDemoFault, type DemoCommandsDeps } from "../../../src/host/demo/demoCommands.ts";
import { faults } from "../../../src/simulator/faults.ts";
import { editor } from "../../helpers/editor/vscode.ts";

beforeEach(() => editor.reset());

/** What is put into the chat that is active. @param accountId whose chat that is; undefined without one */
async function choose(accountId: string | undefined): Promise<readonly string[]> {
  const inserted: string[] = [];
  const active = accountId === undefined ? undefined : chatOf(accountId, inserted);
  const deps = {
    panels: async () => ({ active }),
    demo: new Lazy(async () => ({ accounts: [{ id: "demo-1" }] })),
  };
  editor.picks = [faults[0].title];
  await chooseDemoFault(deps as unknown as DemoCommandsDeps);
  return inserted;
}

function chatOf(accountId: string, inserted: string[]) {
  return { ref: { accountId }, insertText: (text: string) => void inserted.push(text) };
}

test("a fault goes into a chat of the demo", async () => {
  expect(await choose("demo-1")).toHaveLength(1);
  expect(editor.messages).toEqual([]);
});

test.each(["my-own", undefined])("a fault goes into no other chat (%s)", async (accountId) => {
  expect(await choose(accountId)).toEqual([]);
  expect(editor.messages).toEqual(["Open a chat with a demo chatbot first."]);
});
