import { expect, test } from "vitest";
import type { Simulator } from "../../../src/simulator/server.ts";
import { exchange, fetchJson } from "./rawExchange.ts";
import { runSimulator } from "./runningSimulator.ts";

const as = "ai-chatbot-hub";

interface Chatbot {
  uuid: string;
  name: string;
  meta: { show_citations: boolean };
}

interface Message {
  uuid: string;
  query: string;
  response: string;
  cite_data_json: string;
}

async function openSession(simulator: Simulator, name: string): Promise<string> {
  const chatbots = await fetchJson<Chatbot[]>(simulator, { as, path: "/api/v1/chatbots" });
  const uuid = chatbots.find((chatbot) => chatbot.name === name)?.uuid ?? "";
  const path = `/api/v1/chatbot/${uuid}/session/create`;
  const session = await fetchJson<{ uuid: string }>(simulator, { as, method: "POST", path });
  return session.uuid;
}

const ask = (simulator: Simulator, session: string, query: string) =>
  exchange(simulator, {
    as,
    method: "POST",
    path: `/api/v1/session/${session}/message/stream`,
    body: { query },
  });

const messagesOf = (simulator: Simulator, session: string) =>
  fetchJson<Message[]>(simulator, { as, path: `/api/v1/session/${session}/messages` });

test("objects have exactly the documented members", async () => {
  const simulator = await runSimulator({ now: () => Date.UTC(2025, 2, 4, 9, 30, 1, 250) });
  const chatbots = await fetchJson<Chatbot[]>(simulator, { as, path: "/api/v1/chatbots" });
  expect(chatbots[0]).toEqual({
    uuid: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    name: "Harbor Docs",
    created_at: "2024-12-04T09:30:01Z",
    modified_at: "2024-12-04T09:30:01Z",
    meta: {
      visibility: "private",
      rate_limit: [20, 240],
      rate_limit_message: "Too many messages",
      show_citations: true,
    },
  });
  const session = await openSession(simulator, "Harbor Docs");
  const path = `/api/v1/chatbot/${chatbots[0]?.uuid ?? ""}/sessions`;
  const sessions = await fetchJson<{ uuid: string }[]>(simulator, { as, path });
  expect(sessions.find(({ uuid }) => uuid === session)).toEqual({
    uuid: session,
    created_at: "2025-03-04T09:30:01Z",
    modified_at: "2025-03-04T09:30:01Z",
  });
});

test("an answer is bare text whose record, citations included, is read afterwards", async () => {
  const simulator = await runSimulator();
  const session = await openSession(simulator, "Harbor Docs");
  const answer = await ask(simulator, session, "How do I verify a webhook signature?");
  expect(answer.headers["content-type"]).toBe("text/plain; charset=utf-8");
  expect(answer.text).toContain("constant time. [1.2]\n\n```ts\n");
  expect(answer.complete).toBe(true);

  const [message] = await messagesOf(simulator, session);
  expect(message?.query).toBe("How do I verify a webhook signature?");
  expect(message?.response).toBe(answer.text);
  expect(JSON.parse(message?.cite_data_json ?? "")).toMatchObject({
    "1.2": {
      data_source_uuid: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      title: "Webhooks",
      text: expect.stringContaining("HMAC") as string,
      file_name: "https://docs.harbor.example/guides/webhooks",
      type: "url",
    },
  });
});

test("pieces of an answer end inside characters", async () => {
  const simulator = await runSimulator();
  const session = await openSession(simulator, "Harbor Docs");
  const { pieces } = await ask(simulator, session, "How do I test webhooks?");
  const strict = new TextDecoder("utf-8", { fatal: true });
  expect(pieces.length).toBeGreaterThan(20);
  expect(() => pieces.map((piece) => strict.decode(piece))).toThrow(TypeError);
});

test("a chatbot without citations shows no markers and varies how it says nothing", async () => {
  const simulator = await runSimulator();
  const session = await openSession(simulator, "Orchard Support");
  for (let turn = 0; turn < 4; turn += 1) {
    const { text } = await ask(simulator, session, "How do I return an order?");
    expect(text).not.toMatch(/\[\d/);
  }
  const messages = await messagesOf(simulator, session);
  const spellings = messages.map((message) => message.cite_data_json).toSorted();
  expect(spellings).toEqual(["", '""', "null", "{}"].toSorted());
  const further = messages.filter((message) => "session_documents" in message);
  expect(further).toHaveLength(2);
});

test("messages and sessions can be deleted, one and many", async () => {
  const simulator = await runSimulator();
  const session = await openSession(simulator, "Code Mentor");
  for (const query of ["one", "two", "three"]) {
    await ask(simulator, session, query);
  }
  const [first, second, third] = await messagesOf(simulator, session);
  const remove = (path: string, body?: unknown) =>
    fetchJson(simulator, { as, method: "POST", path: `/api/v1${path}`, body });

  expect(await remove(`/message/${second?.uuid ?? ""}/delete`)).toEqual({ success: true });
  expect((await messagesOf(simulator, session)).map(({ query }) => query)).toEqual([
    "one",
    "three",
  ]);
  const uuids = [first?.uuid, third?.uuid];
  expect(await remove("/messages/delete", { uuids })).toEqual({ success: true });
  expect(await messagesOf(simulator, session)).toEqual([]);

  expect(await remove(`/session/${session}/delete`)).toEqual({ success: true });
  const gone = await exchange(simulator, { as, path: `/api/v1/session/${session}/messages` });
  expect(gone.status).toBe(404);
});
