import { expect, test } from "vitest";
import type { Simulator } from "../../../src/simulator/server.ts";
import { exchange, fetchJson } from "./rawExchange.ts";
import { runSimulator } from "./runningSimulator.ts";

const as = "sitegpt";

interface Envelope<Data> {
  readonly data: Data;
}

async function botPath(simulator: Simulator): Promise<string> {
  const path = "/api/v0/chatbots";
  const { data } = await fetchJson<Envelope<{ chatbots: { id: string }[] }>>(simulator, {
    as,
    path,
  });
  return `${path}/${data.chatbots[0]?.id ?? ""}`;
}

const prompt = { title: "One", description: "Two", instructions: "Three" };

test.each([
  ["PATCH", "/appearance", { iconSize: "HUGE" }, "iconSize"],
  ["PATCH", "/settings/advanced", { creativity: "CREATIVE" }, "creativity"],
  ["PATCH", "/settings/chat-mode", { chatMode: "HYBRID" }, "chatMode"],
  ["PATCH", "/settings/localization", { chatHome: "Home" }, "chatHome"],
  ["POST", "/settings/personas", { title: "One", description: "Two" }, "instructions"],
  ["POST", "/settings/prompts", { ...prompt, temperature: 0.2 }, "temperature"],
  ["POST", "/settings/prompts", { ...prompt, temperature: "warm" }, "temperature"],
  ["POST", "/follow-up-prompts", { title: "One" }, "description"],
  ["POST", "/conversation-starters", { title: "One", description: "Two", link: 3 }, "link"],
  ["POST", "/custom-content", { text: "x".repeat(10_001) }, "text"],
  ["POST", "/links", { links: [] }, "links"],
  ["POST", "/icons", { iconType: "BOT" }, "iconType"],
] as const)("%s …%s refuses %j", async (method, end, body, field) => {
  const simulator = await runSimulator();
  const path = (await botPath(simulator)) + end;
  const { status, text } = await exchange(simulator, { as, method, path, body });
  expect([status, JSON.parse(text)]).toMatchObject([
    400,
    { success: false, error: { code: "REQUEST_VALIDATION_FAILED", details: [{ field }] } },
  ]);
});

test("a plan has room for twenty chatbots, and adding one tells no id", async () => {
  const simulator = await runSimulator();
  const path = "/api/v0/chatbots";
  const add = { as, method: "POST", path, body: { chatbotName: "One more" } };
  expect(await fetchJson<Envelope<unknown>>(simulator, add)).toMatchObject({ data: {} });
  for (let count = 0; count < 20; count += 1) await exchange(simulator, add);
  const { status, text } = await exchange(simulator, add);
  expect([status, JSON.parse(text)]).toMatchObject([
    403,
    { error: { code: "CHATBOT_LIMIT_REACHED" } },
  ]);
});

test("a text of the widget replaces all of its page, and a token is never given out", async () => {
  const simulator = await runSimulator();
  const bot = await botPath(simulator);
  const patch = async (end: string, body: object) =>
    exchange(simulator, { as, method: "PATCH", path: bot + end, body });
  await patch("/settings/localization", { chatHome: { home: "Home", starting: "Wait" } });
  await patch("/settings/localization", { chatHome: { home: "Start" } });
  await patch("/settings/advanced", { webhookToken: "secret", topK: 3 });
  const { text } = await exchange(simulator, { as, path: bot });
  const { data } = JSON.parse(text) as Envelope<{ chatbot: { settings: unknown } }>;
  expect(data.chatbot.settings).toMatchObject({
    topK: 3,
    localization: { chatHome: { home: "Start" } },
  });
  expect(text).not.toContain("Wait");
  expect(text).not.toContain("secret");
});

test("the list of brands has its flag as text, and a user's key is given when asked for", async () => {
  const simulator = await runSimulator();
  const path = "/api/v0/w/brands";
  const { success, data } = await fetchJson<
    Envelope<{ brands: { id: string }[] }> & { success: unknown }
  >(simulator, { as, path });
  expect(success).toBe("true");
  const users = `${path}/${data.brands[0]?.id ?? ""}/users`;
  const quotas = { chatbotsQuota: 1, linksQuota: 1, filesQuota: 1, membersQuota: 1 };
  const body = { email: "noor@orchard.example", combinedMessagesQuota: 0, ...quotas };
  const added = await fetchJson<Envelope<{ whitelabelUser: { id: string; apiKey: string } }>>(
    simulator,
    { as, method: "POST", path: users, body },
  );
  const { id, apiKey } = added.data.whitelabelUser;
  const read = async (query: string) =>
    (await exchange(simulator, { as, path: `${users}/${id}${query}` })).text;
  expect(await read("?includeApiKey=true")).toContain(apiKey);
  expect(await read("")).not.toContain(apiKey);
  expect((await exchange(simulator, { as, path: `${path}/1` })).status).toBe(404);
});
