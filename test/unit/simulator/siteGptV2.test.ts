import { expect, test } from "vitest";
import type { Simulator } from "../../../src/simulator/server.ts";
import { exchange, type RawRequest } from "./rawExchange.ts";
import { runSimulator } from "./runningSimulator.ts";

const as = "sitegpt-v2";
const threeDigits = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;

interface Pagination {
  readonly limit: number;
  readonly hasNextPage: boolean;
  readonly nextCursor: string | null;
}

interface Answer<Data> {
  readonly status: number;
  readonly ok: boolean;
  readonly data: Data;
  readonly error: { readonly code: string };
}

async function call<Data>(simulator: Simulator, request: RawRequest): Promise<Answer<Data>> {
  const { status, text } = await exchange(simulator, { as, ...request });
  const body = JSON.parse(text) as Omit<Answer<Data>, "status"> & { readonly meta: unknown };
  expect(body.meta).toEqual({ requestId: expect.stringMatching(/^req_/) as string });
  return { status, ...body };
}

async function botPath(simulator: Simulator): Promise<string> {
  const request = { path: "/api/v2/chatbots" };
  const { data } = await call<{ chatbots: { id: string }[] }>(simulator, request);
  return `/api/v2/chatbots/${data.chatbots[0]?.id}`;
}

test("its key begins with sgpt_, and neither generation knows the other's", async () => {
  const simulator = await runSimulator();
  expect(simulator.keys[as]).toMatch(/^sgpt_/);
  expect((await call(simulator, { path: "/api/v2/me" })).ok).toBe(true);
  const wrong = await call(simulator, {
    path: "/api/v2/me",
    headers: { authorization: "Bearer sgpt_wrong" },
  });
  expect(wrong).toMatchObject({ status: 401, ok: false, error: { code: "TOKEN_NOT_VALID" } });
  const old = await exchange(simulator, { path: "/api/v2/me", as: "sitegpt" });
  expect(old.status).toBe(404);
  expect(JSON.parse(old.text)).toMatchObject({ success: false, data: null });
});

test("a first message makes the conversation, which the next answer does not name (6.1, 6.2)", async () => {
  const simulator = await runSimulator();
  const bot = await botPath(simulator);
  const body = { message: "How do refunds work?", pageUrl: null };
  const first = await call<{ conversation: { threadId: string }; message: object }>(simulator, {
    method: "POST",
    path: `${bot}/messages`,
    body,
  });
  expect(first.data.message).toMatchObject({
    messageId: expect.stringMatching(/^\d{18}$/) as string,
    question: { text: body.message, timestamp: threeDigits },
    answer: { text: expect.any(String) as string },
    sources: expect.any(Array) as unknown[],
  });
  const next = await call(simulator, {
    method: "POST",
    path: `${bot}/conversations/${first.data.conversation.threadId}/messages`,
    body,
  });
  expect(Object.keys(next.data as object)).toEqual(["message"]);
  for (const stranger of ["from", "threadId", "stream"]) {
    const request = { method: "POST", path: `${bot}/messages`, body: { ...body, [stranger]: "x" } };
    expect(await call(simulator, request)).toMatchObject({ status: 400, ok: false });
  }
});

test("lists come by cursor, conversations newest first and messages oldest first (1.7)", async () => {
  const simulator = await runSimulator();
  const bot = await botPath(simulator);
  const path = `${bot}/conversations`;
  const { data: made } = await call<{ conversation: { threadId: string } }>(simulator, {
    method: "POST",
    path,
    body: {},
  });
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const { data }: { data: { conversations: { threadId: string }[]; pagination: Pagination } } =
      await call(simulator, { path: `${path}?limit=1&cursor=${cursor}` });
    expect(data.conversations).toHaveLength(1);
    expect(data.pagination.hasNextPage).toBe(data.pagination.nextCursor !== null);
    seen.push(...data.conversations.map(({ threadId }) => threadId));
    cursor = data.pagination.nextCursor;
  }
  expect(seen[0]).toBe(made.conversation.threadId);
  expect(seen.length).toBeGreaterThan(1);
  expect(seen).toEqual([...new Set(seen)]);
});

test("what deletes has to be confirmed, and handing over needs a body (1.9, 1.2)", async () => {
  const simulator = await runSimulator();
  const bot = await botPath(simulator);
  const { data } = await call<{ conversation: { threadId: string } }>(simulator, {
    method: "POST",
    path: `${bot}/conversations`,
    body: {},
  });
  const path = `${bot}/conversations/${data.conversation.threadId}`;
  const escalate = { method: "POST", path: `${path}/escalate` };
  expect((await call(simulator, escalate)).status).toBe(400);
  expect(await call(simulator, { ...escalate, body: {} })).toMatchObject({ status: 200, data: {} });
  const remove = { method: "DELETE", path };
  expect(await call(simulator, remove)).toMatchObject({
    status: 400,
    error: { code: "CONFIRMATION_REQUIRED" },
  });
  const confirmed = { ...remove, path: `${path}?confirm=true` };
  expect((await call(simulator, confirmed)).status).toBe(200);
  expect((await call(simulator, { path })).error.code).toBe("CONVERSATION_NOT_FOUND");
  for (const body of [{ documentIds: ["d"] }, { confirm: true }])
    expect(
      (await call(simulator, { method: "POST", path: `${bot}/documents/delete`, body })).status,
    ).toBe(400);
});

test("a file that is refused sits inside a success, and what was typed has no original (7.6, 8)", async () => {
  const simulator = await runSimulator();
  const bot = await botPath(simulator);
  const files = [
    { name: "empty.md", type: "text/markdown", base64: "" },
    { name: "full.md", type: "text/markdown", base64: "SGk=" },
  ];
  const { data } = await call<{
    ingestJobRunIds: string[];
    documents: { id: string; status: string; error: string | null }[];
  }>(simulator, { method: "POST", path: `${bot}/knowledge/files`, body: { files } });
  expect(data.ingestJobRunIds).toHaveLength(2);
  expect(data.documents.map(({ status, error }) => [status, error !== null])).toEqual([
    ["FAILED", true],
    ["QUEUED", false],
  ]);
  const documentIds = data.documents.map(({ id }) => id);
  const resync = { method: "POST", path: `${bot}/documents/resync`, body: { documentIds } };
  expect((await call(simulator, resync)).data).toEqual({ itemsQueued: 0, itemsSkipped: 2 });
});

test("a temporary workspace is made without a key, and its token sees its chatbot only (14)", async () => {
  const simulator = await runSimulator();
  const path = "/api/v2/onboarding/agent/start";
  const body = { websiteUrl: "https://www.example.com/" };
  const withKey = await exchange(simulator, { as, method: "POST", path, body });
  expect(withKey.status).toBe(401);
  const start = await exchange(simulator, { method: "POST", path, body });
  const { data } = JSON.parse(start.text) as {
    data: { apiToken: string; workspace: { id: string; chatbotId: string } };
  };
  const own = { authorization: `Bearer ${data.apiToken}` };
  const chatbots = { path: "/api/v2/chatbots", headers: own };
  const seen = await call<{ chatbots: { id: string }[] }>(simulator, chatbots);
  expect(seen.data.chatbots.map(({ id }) => id)).toEqual([data.workspace.chatbotId]);
  expect((await call(simulator, { path: await botPath(simulator), headers: own })).status).toBe(
    404,
  );

  const workspace = `/api/v2/onboarding/workspaces/${data.workspace.id}`;
  expect((await call(simulator, { method: "DELETE", path: workspace, headers: own })).ok).toBe(
    true,
  );
  expect((await call(simulator, chatbots)).status).toBe(401);
});
