import { expect, test } from "vitest";
import type { Simulator } from "../../../src/simulator/server.ts";
import { type RawRequest, exchange, fetchJson } from "./rawExchange.ts";
import { runSimulator } from "./runningSimulator.ts";

const as = "sitegpt";
const sixDigits = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/) as string;
const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string;
const bigId = expect.stringMatching(/^\d{18}$/) as string;

interface Message {
  id: string;
  messageId: string;
  messageType: string;
  question: { text: string } | null;
  answer: { text: string } | null;
  reaction: string;
  threadId: string;
  prompts: { id: string; description: string }[];
}

interface Thread {
  threadId: string;
  mode: string;
  messages: Message[];
}

/** The `data` of a successful envelope. */
async function dataOf<Data>(simulator: Simulator, request: RawRequest): Promise<Data> {
  const envelope = await fetchJson<{ data: Data }>(simulator, { as, ...request });
  expect(envelope).toEqual({
    success: true,
    message: expect.any(String) as string,
    data: envelope.data,
  });
  return envelope.data;
}

async function chatbotPath(simulator: Simulator, title: string): Promise<string> {
  const { chatbots } = await dataOf<{ chatbots: { id: string; title: string }[] }>(simulator, {
    path: "/api/v0/chatbots",
  });
  return `/api/v0/chatbots/${chatbots.find((chatbot) => chatbot.title === title)?.id ?? ""}`;
}

async function send(simulator: Simulator, bot: string, body: object): Promise<Message> {
  const request = { method: "POST", path: `${bot}/message`, body };
  return (await dataOf<{ message: Message }>(simulator, request)).message;
}

async function threadOf(simulator: Simulator, bot: string, id: string): Promise<Thread> {
  const request = { path: `${bot}/threads/${id}` };
  return (await dataOf<{ thread: Thread }>(simulator, request)).thread;
}

test("a message opens a thread and is answered in one documented piece", async () => {
  const simulator = await runSimulator();
  const bot = await chatbotPath(simulator, "Orchard Support");
  const message = await send(simulator, bot, { message: "Where is my parcel?", from: "USER" });
  const url = "https://help.orchard.example/shipping";
  expect(message).toEqual({
    id: bigId,
    question: { text: "Where is my parcel?", timestamp: sixDigits },
    answer: { text: expect.stringContaining("tracking link") as string, timestamp: sixDigits },
    sources: expect.toSatisfy((sources: (string | { url: string })[]) =>
      sources.some((source) => (typeof source === "string" ? source : source.url) === url),
    ) as unknown,
    gptModel: "gpt-3.5-turbo",
    reaction: "NEUTRAL",
    threadId: uuid,
    messageType: "NORMAL_MESSAGE",
    iconUrl: null,
    agentName: "",
    prompts: [{ id: uuid, title: "Talk to a person", description: expect.any(String) as string }],
    smartPrompts: expect.arrayContaining(["Damaged or bruised fruit?"]) as string[],
    chatbotId: bot.split("/").at(-1),
  });
  expect(Number.isSafeInteger(Number(message.id))).toBe(false);
});

test("a thread keeps its messages under other names, and a reaction sticks", async () => {
  const simulator = await runSimulator();
  const bot = await chatbotPath(simulator, "Fernhill Handbook");
  const first = await send(simulator, bot, { message: "Holidays?", from: "USER" });
  await send(simulator, bot, { message: "Sick?", from: "USER", threadId: first.threadId });
  const reaction = { threadId: first.threadId, reaction: "POSITIVE" };
  const path = `${bot}/messages/${first.id}`;
  expect(await dataOf(simulator, { method: "PATCH", path, body: reaction })).toBeNull();

  const thread = await threadOf(simulator, bot, first.threadId);
  expect(thread.messages.map(({ question }) => question?.text)).toEqual(["Holidays?", "Sick?"]);
  expect(thread.messages[0]).toMatchObject({ messageId: first.id, reaction: "POSITIVE" });
  expect(thread.messages[0]).not.toHaveProperty("id");

  const { threads } = await dataOf<{ threads: Record<string, unknown>[] }>(simulator, {
    path: `${bot}/threads?page=1&limit=100`,
  });
  const listed = threads.find((each) => each["threadId"] === first.threadId);
  expect(listed).toMatchObject({ totalMessages: 2, totalPositiveMessages: 1, endedAt: sixDigits });
  expect(listed).toMatchObject({ mode: "AI" });
  expect(await dataOf(simulator, { path: `${bot}/threads?page=9` })).toEqual({ threads: [] });
});

test("after an escalation people answer and the bot is silent", async () => {
  const simulator = await runSimulator();
  const bot = await chatbotPath(simulator, "Orchard Support");
  const { threadId, prompts } = await send(simulator, bot, { message: "Hello", from: "USER" });
  const { followUpPrompts } = await dataOf<{
    followUpPrompts: { id: string; isEscalationPrompt: boolean }[];
  }>(simulator, { path: `${bot}/follow-up-prompts` });
  expect(followUpPrompts[0]).toMatchObject({ id: prompts[0]?.id, isEscalationPrompt: true });

  const escalationPrompt = prompts[0]?.description;
  const path = `${bot}/threads/${threadId}/escalate`;
  expect(await dataOf(simulator, { method: "POST", path, body: { escalationPrompt } })).toBeNull();
  const silent = await send(simulator, bot, { message: "Are you there?", from: "USER", threadId });
  expect(silent).toMatchObject({ messageType: "USER_MESSAGE", answer: null });
  const body = { message: "Yes!", from: "AGENT", threadId, agentName: "Mina" };
  const reply = await send(simulator, bot, body);
  expect(reply).toMatchObject({ messageType: "AGENT_MESSAGE", question: null, agentName: "Mina" });

  const thread = await threadOf(simulator, bot, threadId);
  expect(thread.mode).toBe("AGENT");
  expect(thread.messages.map(({ messageType }) => messageType)).toEqual([
    "NORMAL_MESSAGE",
    "USER_MESSAGE",
    "SYSTEM_MESSAGE",
    "AGENT_MESSAGE",
    "USER_MESSAGE",
    "AGENT_MESSAGE",
  ]);
  const back = { method: "PATCH", path: `${bot}/threads/${threadId}`, body: { mode: "AI" } };
  expect(await dataOf(simulator, back)).toBeNull();
  const again = await send(simulator, bot, { message: "Gift cards?", from: "USER", threadId });
  expect(again.answer?.text).toContain("three years");
});

test("a chatbot tells its welcome and its starters under both path names", async () => {
  const simulator = await runSimulator();
  const bot = await chatbotPath(simulator, "Fernhill Handbook");
  const { chatbot } = await dataOf<{ chatbot: Record<string, unknown> }>(simulator, { path: bot });
  expect(chatbot["settings"]).toMatchObject({
    mode: "AI",
    welcomeMessage: "Hi! I have read the whole handbook, so that you do not have to.",
  });
  const { prompts } = await dataOf<{ prompts: unknown[] }>(simulator, {
    path: `${bot}/quick-prompts`,
  });
  expect(prompts[1]).toEqual({
    id: uuid,
    title: "Expenses",
    description: "Which expenses does Fernhill pay back?",
    link: null,
  });
  expect(await dataOf(simulator, { path: `${bot}/conversation-starters` })).toEqual({
    conversationStarters: prompts,
  });
  expect(chatbot["suggestions"]).toEqual(prompts);
});

test("errors come in the envelope, with a code and where it helps with details", async () => {
  const simulator = await runSimulator();
  const bot = await chatbotPath(simulator, "Fernhill Handbook");
  const noKey = await exchange(simulator, { path: "/api/v0/chatbots" });
  expect([noKey.status, JSON.parse(noKey.text)]).toEqual([
    401,
    {
      success: false,
      message: "The API key is not valid",
      data: null,
      error: {
        code: "API_KEY_NOT_VALID",
        message: "The API key is not valid",
        details: null,
      },
    },
  ]);
  const unknown = await exchange(simulator, { as, path: "/api/v0/chatbots/1" });
  expect([unknown.status, JSON.parse(unknown.text)]).toMatchObject([
    404,
    { error: { code: "CHATBOT_NOT_FOUND" } },
  ]);
  const body = { message: "Hi", from: "AGENT" };
  const invalid = await exchange(simulator, { as, method: "POST", path: `${bot}/message`, body });
  expect([invalid.status, JSON.parse(invalid.text)]).toMatchObject([
    400,
    { error: { code: "REQUEST_VALIDATION_FAILED", details: [{ field: "threadId" }] } },
  ]);
  const thread = { as, method: "POST", path: `${bot}/threads`, body: { threadId: "my-own" } };
  expect((await exchange(simulator, thread)).status).toBe(200);
  expect((await exchange(simulator, thread)).status).toBe(400);
});
