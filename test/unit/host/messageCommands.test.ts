import { expect, test } from "vitest";
import { type MessageCommandsDeps, runOnMessage } from "../../../src/host/panel/messageCommands.ts";

/** What the active chat was asked to do. */
async function asked(argument: unknown, type: Parameters<typeof runOnMessage>[2]) {
  const commands: unknown[] = [];
  const active = { perform: async (command: unknown) => void commands.push(command) };
  const deps = { panels: async () => ({ active }) } as unknown as MessageCommandsDeps;
  await runOnMessage(deps, argument, type);
  return commands;
}

test("the menu of a message does what the message's buttons do", async () => {
  const clicked = { webview: "w", parleyMessage: "k", parleySource: "s", parleyCanDelete: true };
  expect(await asked(clicked, "copy")).toEqual([{ type: "copy", key: "k" }]);
  expect(await asked(clicked, "send-to-chat")).toEqual([{ type: "send-to-chat", key: "k" }]);
  expect(await asked(clicked, "continue-with-model")).toEqual([
    { type: "continue-with-model", key: "k" },
  ]);
  expect(await asked(clicked, "ask-again")).toEqual([{ type: "ask-again", key: "k" }]);
  expect(await asked(clicked, "delete-messages")).toEqual([
    { type: "delete-messages", keys: ["k"] },
  ]);
  expect(await asked(clicked, "open-source")).toEqual([
    { type: "open-source", key: "k", sourceId: "s" },
  ]);
});

test("a message of the view in the side bar is meant there, while a chat among the editors is active too", async () => {
  const done: string[] = [];
  const chat = (name: string) => ({ perform: async () => void done.push(name) });
  const panels = async () => ({ active: chat("editor"), inView: chat("view") });
  const deps = { panels } as unknown as MessageCommandsDeps;
  await runOnMessage(deps, { webview: "parley.chatView", parleyMessage: "k" }, "copy");
  await runOnMessage(deps, { webview: "parley.chat", parleyMessage: "k" }, "copy");
  expect(done).toEqual(["view", "editor"]);
});

test.each([undefined, null, {}, { parleyMessage: 1 }, "k"])(
  "%j is no message",
  async (argument) => {
    expect(await asked(argument, "copy")).toEqual([]);
  },
);

test("a message without a source opens none", async () => {
  expect(await asked({ parleyMessage: "k" }, "open-source")).toEqual([]);
});
