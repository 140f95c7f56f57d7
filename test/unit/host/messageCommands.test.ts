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

test.each([undefined, null, {}, { parleyMessage: 1 }, "k"])(
  "%j is no message",
  async (argument) => {
    expect(await asked(argument, "copy")).toEqual([]);
  },
);

test("a message without a source opens none", async () => {
  expect(await asked({ parleyMessage: "k" }, "open-source")).toEqual([]);
});
