import { beforeEach, describe, expect, test } from "vitest";
import type { Chat } from "../../../src/core/chat/chat.ts";
import { runInComposer } from "../../../src/host/panel/runInComposer.ts";
import type { PanelContexts } from "../../../src/host/panel/panelContexts.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { openChat } from "../../helpers/openChat.ts";

let chat: Chat;

beforeEach(async () => {
  const client = new FakeProvider();
  client.listMessages = async () => [
    { key: "w", role: "user", text: "One\r\ntwo" },
    { key: "q", role: "user", text: "Why?\n\n`tax.ts`:\n\n```ts\nrate\n```" },
  ];
  const address = { chatbotId: "bot", sessionId: "s" };
  ({ chat } = await openChat({ connect: async () => client, address }));
  await chat.load();
});

const edit = async (key = "q") =>
  runInComposer({ type: "edit-question", key }, chat, {} as PanelContexts);
const draft = (): readonly string[] => [
  chat.draft.value.text,
  ...chat.draft.value.attachments.map(({ path, text }) => `${path}: ${text}`),
];

describe("a question that is edited", () => {
  test("is typed and attached again", async () => {
    expect(await edit()).toBe("focus");
    expect(draft()).toEqual(["Why?", "tax.ts: rate"]);
  });

  test("comes once with line breaks of Windows, too", async () => {
    await edit("w");
    await edit("w");
    expect(draft()).toEqual(["One\ntwo"]);
  });

  test("costs nothing that is typed and attached already, and comes once", async () => {
    const attachments = [{ id: "1", path: "a.ts", languageId: "ts", text: "a" }];
    chat.draft.set({ text: "Half a thought", attachments });
    await edit();
    const both = ["Why?\n\nHalf a thought", "tax.ts: rate", "a.ts: a"];
    expect(draft()).toEqual(both);
    await edit();
    expect(draft()).toEqual(both);
  });
});
