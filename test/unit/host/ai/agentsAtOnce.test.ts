import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ChatError } from "../../../../src/core/errors.ts";
import { type AgentToolName, agentTools } from "../../../../src/host/ai/agentTools.ts";
import { defaultBudget } from "../../../../src/host/ai/textBudget.ts";
import type { ToolAnswer } from "../../../../src/host/ai/toolCall.ts";
import { openAiParts } from "../../../helpers/aiParts.ts";
import { editor, window } from "../../../helpers/editor/vscode.ts";
import { knownAccount } from "../../../helpers/knownAccount.ts";

const allowed = ["a", "b"].map((account) => ({ account, chatbot: "bot" }));
const pick = window.showQuickPick;

let parts: Awaited<ReturnType<typeof openAiParts>>;

beforeEach(async () => {
  editor.reset();
  parts = await openAiParts([knownAccount(), knownAccount({ id: "b", label: "Theirs" })]);
});

afterEach(async () => {
  window.showQuickPick = pick;
  await parts.close();
});

async function call(name: AgentToolName, input: unknown): Promise<ToolAnswer> {
  const { signal } = new AbortController();
  return await agentTools[name](parts.deps, input, { signal, budget: defaultBudget });
}

const ask = async (chatbot: string) => call("parley_ask", { chatbot, question: "How long?" });

test("two agents that want to know at the same time whom they may ask share one list", async () => {
  parts.provider.listChatbots = async () => [{ id: "bot", name: "Bot" }];
  let leave: ((picked: undefined) => void) | undefined;
  let lists = 0;
  // As in the editor, a second list closes the first one, as if that had been left.
  window.showQuickPick = async (...asked) => {
    lists += 1;
    leave?.(undefined);
    const left = new Promise<undefined>((resolve) => (leave = resolve));
    await new Promise(setImmediate);
    return Promise.race([left, pick(...asked)]);
  };
  editor.picks = ["Bot"];
  const both = await Promise.all([call("parley_list_chatbots", {}), ask("Bot (Mine)")]);
  expect(both.map(({ isError }) => isError)).toEqual([false, false]);
  expect(lists).toBe(1);
});

test.each([[undefined], [allowed]])(
  "chatbots that cannot be listed are not said to be forbidden (setting: %j)",
  async (setting) => {
    if (setting) editor.settings.set("parley.ai.chatbots", setting);
    parts.provider.listChatbots = async () => {
      throw new ChatError("offline", "no route");
    };
    const search = await call("parley_search_sessions", { query: "x" });
    for (const { isError, text } of [await ask("Bot"), search]) {
      expect(isError).toBe(true);
      expect(text).toMatch(/^Your computer appears to be offline\. Try again later/);
    }
  },
);

test("a search waits for all sessions, also where one account fails first", async () => {
  editor.settings.set("parley.ai.chatbots", allowed);
  await parts.catalog.chatbots("a");
  await parts.catalog.chatbots("b");
  const listed = Promise.withResolvers<void>();
  let lists = 0;
  parts.provider.listSessions = async (chatbotId) => {
    lists += 1;
    if (lists === 1) throw new ChatError("timeout", "late");
    await listed.promise;
    return [{ id: "s1", chatbotId, title: "About s1" }];
  };
  parts.provider.listMessages = async () => {
    await new Promise(setImmediate);
    return [{ key: "1", role: "assistant", text: "The needle" }];
  };
  const found = call("parley_search_sessions", { query: "needle" });
  await vi.waitUntil(() => lists === 2);
  await new Promise(setImmediate);
  listed.resolve();
  expect((await found).text).toMatch(/^> .*needle$/m);
});
