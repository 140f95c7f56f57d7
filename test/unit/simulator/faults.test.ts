import { once } from "node:events";
import { expect, test } from "vitest";
import { type FaultId, faults } from "../../../src/simulator/faults.ts";
import type { Simulator } from "../../../src/simulator/server.ts";
import { faultTag } from "../../../src/simulator/typedFault.ts";
import { type RawRequest, exchange, fetchJson, open, parse } from "./rawExchange.ts";
import { runSimulator } from "./runningSimulator.ts";

interface Question extends RawRequest {
  readonly as: string;
}

const text = "How do I hand over the pager, and how do I test webhooks?";

/** One question for each service, ready to be sent. */
async function questions(simulator: Simulator): Promise<Record<string, Question>> {
  const post = { method: "POST" };
  const hub = { as: "ai-chatbot-hub" };
  const site = { as: "sitegpt" };
  const crbn = { as: "crbnai" };
  const [chatbot] = await fetchJson<{ uuid: string }[]>(simulator, {
    ...hub,
    path: "/api/v1/chatbots",
  });
  const session = await fetchJson<{ uuid: string }>(simulator, {
    ...hub,
    ...post,
    path: `/api/v1/chatbot/${chatbot?.uuid ?? ""}/session/create`,
  });
  const { data } = await fetchJson<{ data: { chatbots: { id: string }[] } }>(simulator, {
    ...site,
    path: "/api/v0/chatbots",
  });
  const [bot] = await fetchJson<{ id: string }[]>(simulator, {
    ...crbn,
    path: "/api/knowledge-bots",
  });
  const chats = `/api/knowledge-bots/${bot?.id ?? ""}/chats`;
  const chat = await fetchJson<{ id: string }>(simulator, {
    ...crbn,
    ...post,
    path: chats,
    body: {},
  });
  return {
    text: {
      ...hub,
      ...post,
      path: `/api/v1/session/${session.uuid}/message/stream`,
      body: { query: text },
    },
    json: {
      ...site,
      ...post,
      path: `/api/v0/chatbots/${data.chatbots[0]?.id ?? ""}/message`,
      body: { message: text, from: "USER" },
    },
    sequence: {
      ...crbn,
      ...post,
      path: `${chats}/${chat.id}/messages`,
      body: { content: text },
    },
  };
}

async function faultyAnswer(simulator: Simulator, format: string, fault: FaultId) {
  const { [format]: question } = await questions(simulator);
  if (!question) {
    throw new Error(`No question for ${format}`);
  }
  simulator.setFault({ fault, questionsOnly: true });
  const answer = await exchange(simulator, question);
  const logged = await simulator.waitForRequest((request) => request.fault === fault);
  return { answer, outcome: await logged.ended, question };
}

const formats = ["text", "json", "sequence"];
const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

test.each(formats)("cut breaks the connection in the middle of %s", async (format) => {
  const simulator = await runSimulator();
  const { answer, outcome, question } = await faultyAnswer(simulator, format, "cut");
  expect(answer).toMatchObject({ status: 200, complete: false });
  expect(answer.bytes.length).toBeGreaterThan(50);
  expect(outcome).toBe("cut");
  const next = await exchange(simulator, question);
  expect(next.complete).toBe(true);
  expect(next.bytes.length).toBeGreaterThan(answer.bytes.length);
});

test.each(formats)("cut-in-character leaves a part of a character of %s", async (format) => {
  const simulator = await runSimulator();
  const { answer } = await faultyAnswer(simulator, format, "cut-in-character");
  expect(answer.complete).toBe(false);
  expect(isUtf8(answer.bytes)).toBe(false);
  const cutOff = [1, 2].some((count) => isUtf8(answer.bytes.subarray(0, -count)));
  expect(cutOff).toBe(true);
});

test("cut-in-character makes a character where there is none", async () => {
  const simulator = await runSimulator();
  simulator.setFault({ fault: "cut-in-character" });
  const answer = await exchange(simulator, { as: "crbnai", path: "/api/chats" });
  expect(answer.bytes).toEqual(Buffer.from([0x5b, 0xe2, 0x82]));
});

test.each(formats)("stall sends a part of %s and keeps the connection open", async (format) => {
  const simulator = await runSimulator();
  const { [format]: question } = await questions(simulator);
  simulator.setFault({ fault: "stall", questionsOnly: true });
  const socket = open(simulator, question ?? { path: "" });
  const received: Buffer[] = [];
  let finished = false;
  socket.on("data", (chunk: Buffer) => received.push(chunk)).on("close", () => (finished = true));
  while (parse(Buffer.concat(received)).bytes.length < 50) {
    await once(socket, "data");
  }
  // A request that has begun later and is over says that the stalled one has had its time.
  await exchange(simulator, { as: "crbnai", path: "/api/knowledge-bots" });
  const logged = await simulator.waitForRequest(({ fault }) => fault === "stall");
  expect([finished, logged.outcome, parse(Buffer.concat(received)).complete]).toEqual([
    false,
    undefined,
    false,
  ]);
  socket.destroy();
});

test("malformed breaks the promise of each format in a body that ends well", async () => {
  const simulator = await runSimulator();
  const bare = (await faultyAnswer(simulator, "text", "malformed")).answer;
  expect([bare.complete, isUtf8(bare.bytes)]).toEqual([true, false]);
  const json = (await faultyAnswer(simulator, "json", "malformed")).answer;
  expect(json.complete).toBe(true);
  expect(() => JSON.parse(json.text) as unknown).toThrow(SyntaxError);
  const sequence = (await faultyAnswer(simulator, "sequence", "malformed")).answer;
  expect(sequence.complete).toBe(true);
  expect(sequence.text).toContain('{"type":"delta","delta":oops}');
});

test("html and empty are 200s that do not reach the service", async () => {
  const simulator = await runSimulator();
  const html = await faultyAnswer(simulator, "json", "html");
  expect(html.answer).toMatchObject({ status: 200, complete: true });
  expect(html.answer.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(html.answer.text).toMatch(/^<!DOCTYPE html>/);
  const empty = await faultyAnswer(simulator, "text", "empty");
  expect(empty.answer).toMatchObject({ status: 200, text: "", complete: true });
  const path = empty.question.path.replace("/message/stream", "/messages");
  expect(await fetchJson(simulator, { as: "ai-chatbot-hub", path })).toEqual([]);
});

test.each([
  ["unauthorized", 401, "API_KEY_NOT_VALID"],
  ["forbidden", 403, "CHATBOT_FETCH_FORBIDDEN"],
  ["not-found", 404, "RESOURCE_NOT_FOUND"],
  ["rate-limited", 429, "RATE_LIMIT_EXCEEDED"],
  ["error-then-well", 500, "INTERNAL_SERVER_ERROR"],
] as const)("%s answers %i in the service's own format", async (fault, status, code) => {
  const simulator = await runSimulator();
  const { answer } = await faultyAnswer(simulator, "json", fault);
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([status, { error: { code } }]);
  expect(answer.headers["retry-after"]).toBe(fault === "rate-limited" ? "2" : undefined);
});

test("error-then-well fails every other time until it is taken away", async () => {
  const simulator = await runSimulator();
  const end = simulator.setFault({ fault: "error-then-well", times: Number.POSITIVE_INFINITY });
  const statuses = [];
  for (let count = 0; count < 4; count += 1) {
    const request = { as: "crbnai", path: "/api/chats/recipes" };
    statuses.push((await exchange(simulator, request)).status);
  }
  end();
  statuses.push((await exchange(simulator, { as: "crbnai", path: "/api/chats/recipes" })).status);
  expect(statuses).toEqual([500, 200, 500, 200, 200]);
});

test.each(formats)("huge is a valid answer of about a megabyte of %s", async (format) => {
  const simulator = await runSimulator();
  const { answer } = await faultyAnswer(simulator, format, "huge");
  expect(answer.complete).toBe(true);
  expect(isUtf8(answer.bytes)).toBe(true);
  expect(answer.bytes.length).toBeGreaterThan(1_000_000);
  expect(answer.bytes.length).toBeLessThan(1_500_000);
  if (format === "json") {
    expect(JSON.parse(answer.text)).toMatchObject({ success: true });
  }
});

test("event-stream, plain-text, quoted and nested give the same text in other frames", async () => {
  const simulator = await runSimulator();
  const textOf = async (format: string, fault: FaultId, read: (body: string) => string) => {
    const { answer } = await faultyAnswer(simulator, format, fault);
    expect(answer).toMatchObject({ status: 200, complete: true });
    return read(answer.text);
  };
  const dataOf = (body: string): readonly string[] =>
    [...body.matchAll(/^data: (.*)$/gm)].map(([, data = ""]) => data);
  const deltas = (objects: readonly string[]): string =>
    objects
      .map((object) => (JSON.parse(object) as { delta?: string | { content: string } }).delta ?? "")
      .map((delta) => (typeof delta === "string" ? delta : delta.content))
      .join("");
  for (const format of ["text", "sequence", "json"]) {
    const plain = await textOf(format, "plain-text", (body) => body);
    expect(plain.length).toBeGreaterThan(50);
    expect(plain).not.toMatch(/^\{|"delta"/);
    const quoted = await textOf(format, "quoted", (body) => JSON.parse(body) as string);
    const nested = await textOf(format, "nested", (body) => deltas(body.split(/(?<=\})(?=\{)/)));
    const events = await textOf(format, "event-stream", (body) => {
      expect(body).toMatch(/^: /);
      expect(dataOf(body).at(-1)).toBe("[DONE]");
      return deltas(dataOf(body).slice(0, -1));
    });
    expect([quoted, nested, events]).toEqual([plain, plain, plain]);
  }
  // The document of a service that answers in one stands behind the text.
  const { answer } = await faultyAnswer(simulator, "json", "event-stream");
  const document: unknown = JSON.parse(dataOf(answer.text).at(-2) ?? "");
  expect(document).toMatchObject({ success: true });
});

test("blocked is a page of somebody else, and limit a refusal under 200", async () => {
  const simulator = await runSimulator();
  const page = (await faultyAnswer(simulator, "json", "blocked")).answer;
  expect(page.status).toBe(403);
  expect(page.text).toMatch(/^<!DOCTYPE html>/);
  const refusals: Readonly<Record<string, object>> = {
    text: { error: "Too many messages" },
    json: { data: { message: { answer: null, systemMessageType: "EXCEEDED_USAGE_LIMITS" } } },
    sequence: { type: "error" },
  };
  for (const [format, refusal] of Object.entries(refusals)) {
    const { answer } = await faultyAnswer(simulator, format, "limit");
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject(refusal);
  }
});

test("huge makes a list large and leaves it valid", async () => {
  const simulator = await runSimulator();
  simulator.setFault({ fault: "huge" });
  const answer = await exchange(simulator, { as: "crbnai", path: "/api/chats/recipes" });
  expect(answer.bytes.length).toBe(1_000_000);
  expect(JSON.parse(answer.text)).toHaveLength(3);
});

test("slow waits before the answer and between its pieces", async () => {
  const waits: number[] = [];
  const wait = (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  const simulator = await runSimulator({ wait });
  const { answer } = await faultyAnswer(simulator, "text", "slow");
  expect(answer.complete).toBe(true);
  expect(waits[0]).toBeGreaterThan(2000);
  expect(new Set(waits.slice(1))).toEqual(new Set([150]));
});

test("a rule applies to the requests it describes, as often as it says", async () => {
  const simulator = await runSimulator();
  const status = async (as: string, path: string): Promise<number> =>
    (await exchange(simulator, { as, path })).status;
  simulator.setFault({ fault: "forbidden", service: "sitegpt", times: 2 });
  simulator.setFault({ fault: "not-found", pathPattern: /recipes$/ });
  simulator.setFault({ fault: "rate-limited", match: ({ query }) => query.has("externalId") });
  expect(await status("ai-chatbot-hub", "/api/v1/chatbots")).toBe(200);
  expect(await status("sitegpt", "/api/v0/chatbots")).toBe(403);
  expect(await status("sitegpt", "/api/v0/chatbots")).toBe(403);
  expect(await status("sitegpt", "/api/v0/chatbots")).toBe(200);
  expect(await status("crbnai", "/api/chats")).toBe(200);
  expect(await status("crbnai", "/api/chats/recipes")).toBe(404);
  expect(await status("crbnai", "/api/chats/recipes")).toBe(200);
  simulator.clearFaults();
  expect(await status("crbnai", "/api/chats?externalId=1")).toBe(200);
});

test("every fault has its own id, a title and a sentence for the user", () => {
  expect(new Set(faults.map(({ id }) => id)).size).toBe(22);
  expect(faults.every((fault) => fault.title.length > 3 && fault.description.endsWith("."))).toBe(
    true,
  );
});

test.each(formats)("a tag in the question makes %s go wrong, once", async (format) => {
  const simulator = await runSimulator();
  const { [format]: question } = await questions(simulator);
  const tagged = JSON.parse(
    JSON.stringify(question?.body).replace("How do", `${faultTag("cut")} How do`),
  ) as unknown;
  const answer = await exchange(simulator, { path: "", ...question, body: tagged });
  expect(answer.complete).toBe(false);
  const again = await exchange(simulator, { path: "", ...question, body: tagged });
  expect(again.complete).toBe(true);
});
