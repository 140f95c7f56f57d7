import { beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../../src/core/errors.ts";
import { chooseAiChatbots } from "../../../../src/host/ai/aiChatbots.ts";
import { editor } from "../../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../../helpers/fakes.ts";
import { knownAccount } from "../../../helpers/knownAccount.ts";

const accounts = [knownAccount(), knownAccount({ id: "b", label: "Down" })];
const setting = "parley.ai.chatbots";

beforeEach(() => editor.reset());

/** Lets the user choose. @param names of the chatbots of each account; undefined where they cannot be listed */
async function choose(names: Readonly<Record<string, readonly string[] | undefined>>) {
  const chatbots = async (id: string) => {
    const all = names[id];
    if (!all) throw new ChatError("offline", "no network");
    return all.map((name) => ({ id: name.toLowerCase(), name }));
  };
  const log = new MemoryLog();
  await chooseAiChatbots({ accounts: { list: async () => accounts }, catalog: { chatbots }, log });
}

test("chatbots of an account that cannot be listed just now stay allowed, as they stand", async () => {
  const kept = { account: "b", chatbot: "far", name: "Far", note: "mine" };
  editor.settings.set(setting, [{ account: "a", chatbot: "old", name: "Old" }, kept]);
  editor.picks = ["Bot"];
  await choose({ a: ["Bot", "Old"] });
  expect(editor.settings.get(setting)).toEqual([
    { account: "a", chatbot: "bot", name: "Bot" },
    kept,
  ]);
});

test("where there is nothing to choose from, that is said", async () => {
  await choose({ a: [], b: [] });
  expect(editor.messages).toEqual(["There are no chatbots."]);
  await choose({ a: [] });
  expect(editor.errors).toEqual(["Your computer appears to be offline."]);
  expect(editor.settings.has(setting)).toBe(false);
});
