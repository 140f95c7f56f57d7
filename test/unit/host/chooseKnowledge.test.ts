import { beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import {
  chooseKnowledge,
  type ChooseKnowledgeDeps,
} from "../../../src/host/knowledge/chooseKnowledge.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

beforeEach(() => editor.reset());

const info = { id: "pages", title: "Pages", group: "knowledge", can: ["addUrls"] };
const provider = {
  ...knownAccount().provider,
  loadResourceKinds: async () => ({ resourceKinds: [info] }),
} as unknown as ProviderDescriptor;
const mine = knownAccount({ provider });
const down = knownAccount({ provider, id: "b", label: "Down" });

/** Chooses among accounts of which one cannot be reached. @param argument what the command was called on */
async function choose(accounts: readonly (typeof mine)[], argument?: unknown) {
  const deps = {
    accounts: {
      list: async () => accounts,
      find: async (wanted: string) => accounts.find(({ id }) => id === wanted),
    },
    catalog: {
      chatbots: async (id: string) => {
        if (id === down.id) throw new ChatError("bad-key", "401");
        return [{ id: "bot", name: "Bot" }];
      },
    },
    connections: { connect: async () => ({ resources: [{ id: "pages" }] }) },
    log: new MemoryLog(),
  };
  return chooseKnowledge(deps as unknown as ChooseKnowledgeDeps, "addUrls", "Add", argument);
}

const rowOf = (id: string) => ({
  kind: "chatbot",
  id: "row",
  parent: { kind: "account", id: "a", account: mine },
  chatbot: { id, name: "Bot" },
});

test("a row has nothing to do with accounts that cannot be reached", async () => {
  expect((await choose([mine, down], rowOf("bot")))?.chatbotId).toBe("bot");
  expect([editor.errors, editor.messages]).toEqual([[], []]);
});

test("a row whose chatbot is gone says so", async () => {
  expect(await choose([mine], rowOf("gone"))).toBeUndefined();
  expect(editor.messages).toEqual(["This chatbot no longer exists."]);
});

test("an account that cannot be reached says what helps, and not that its chatbots support nothing", async () => {
  editor.presses = ["Set API Key"];
  expect(await choose([down])).toBeUndefined();
  expect(editor.errors).toEqual(["AI Chatbot Hub did not accept the API key for Down."]);
  expect(editor.messages).toEqual([]);
});
