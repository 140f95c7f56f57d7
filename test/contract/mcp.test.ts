import { request as httpRequest } from "node:http";
import { Server } from "node:net";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { McpServer } from "../../src/host/ai/mcp/mcpServer.ts";
import type { McpTool } from "../../src/host/ai/mcp/mcpTool.ts";
import { ManualClock, MemoryLog } from "../helpers/fakes.ts";

const minute = 60_000;

let clock: ManualClock;
let log: MemoryLog;
let server: McpServer;
/** Resolves when the tool `wait` is being run, with the signal that ends it. */
let waiting: PromiseWithResolvers<AbortSignal>;

const inputSchema = { type: "object", properties: { text: { type: "string" } } } as const;
const echo: McpTool = {
  name: "echo",
  description: "Says it again",
  inputSchema,
  run: async (input) => ({ text: JSON.stringify(input) }),
};
const refuse: McpTool = {
  name: "refuse",
  description: "Never works",
  inputSchema,
  run: async () => ({ text: "Nobody answers.", isError: true }),
};
const wait: McpTool = {
  name: "wait",
  description: "Goes on until it is ended",
  inputSchema,
  run: async (_input, signal) => {
    waiting.resolve(signal);
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return { text: "ended" };
  },
};

beforeEach(async () => {
  clock = new ManualClock();
  log = new MemoryLog();
  waiting = Promise.withResolvers();
  const tools = [echo, refuse, wait];
  server = await McpServer.start({ tools, version: "1.2.3", clock, log });
});

afterEach(async () => server.close());

interface Connected {
  readonly client: Client;
  readonly transport: StreamableHTTPClientTransport;
}

/** A client of the SDK in a session. */
async function connect(headers = server.headers): Promise<Connected> {
  const client = new Client({ name: "test", version: "1" });
  const transport = new StreamableHTTPClientTransport(new URL(server.url), {
    requestInit: { headers },
  });
  await client.connect(transport);
  return { client, transport };
}

/** Ends a session as a client does that is closed. */
async function disconnect({ client, transport }: Connected): Promise<void> {
  await transport.terminateSession();
  await client.close();
}

/** The status of a bare request, and what it says; the headers are sent as they are. */
async function send(headers: Readonly<Record<string, string>>, path = "/mcp") {
  const url = new URL(path, server.url);
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
  return await new Promise<{ readonly status: number; readonly text: string }>(
    (resolve, reject) => {
      const request = httpRequest(url, { method: "POST", headers }, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      });
      request.on("error", reject);
      request.end(body);
    },
  );
}

/** True when something listens at the server's address. */
async function isListening(): Promise<boolean> {
  try {
    await send({});
    return true;
  } catch (error) {
    expect((error as { code?: unknown }).code).toBe("ECONNREFUSED");
    return false;
  }
}

describe("a client", () => {
  test("lists and calls the tools", async () => {
    const connected = await connect();
    const { tools } = await connected.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["echo", "refuse", "wait"]);
    expect(tools[0]).toMatchObject({ description: "Says it again", inputSchema });
    expect(connected.client.getServerVersion()).toMatchObject({ name: "parley", version: "1.2.3" });

    const given = { text: "äöü \u{1F600}" };
    const answer = await connected.client.callTool({ name: "echo", arguments: given });
    expect(answer.content).toEqual([{ type: "text", text: JSON.stringify(given) }]);
    expect(answer.isError).toBe(false);
    await disconnect(connected);
  });

  test("reads what went wrong, and what is not there", async () => {
    const connected = await connect();
    const failed = await connected.client.callTool({ name: "refuse" });
    expect(failed).toMatchObject({ isError: true, content: [{ text: "Nobody answers." }] });
    await expect(connected.client.callTool({ name: "gone" })).rejects.toThrow("no tool gone");
    await disconnect(connected);
  });

  test("ends a call that it gives up", async () => {
    const connected = await connect();
    const giveUp = new AbortController();
    const call = connected.client.callTool({ name: "wait" }, undefined, { signal: giveUp.signal });
    const signal = await waiting.promise;
    const aborted = new Promise((resolve) => signal.addEventListener("abort", resolve));
    giveUp.abort();
    await expect(call).rejects.toThrow();
    await aborted;
    await disconnect(connected);
  });

  test("does not see another client's session", async () => {
    const [one, other] = [await connect(), await connect()];
    expect(one.transport.sessionId).not.toBe(other.transport.sessionId);
    await disconnect(one);
    const { tools } = await other.client.listTools();
    expect(tools).toHaveLength(3);
    await disconnect(other);
  });
});

describe("it does not let in", () => {
  test("a client without the token, or with another", async () => {
    await expect(connect({})).rejects.toThrow();
    await expect(connect({ Authorization: "Bearer other" })).rejects.toThrow();
    expect(await send({})).toMatchObject({ status: 401 });
  });

  test.each(["parley.example", "localhost", "127.0.0.1", "127.0.0.1:1", "[::1]"])(
    "a request for the host %s",
    async (host) => {
      expect(await send({ ...server.headers, host })).toMatchObject({ status: 403 });
    },
  );

  test.each(["https://parley.example", "http://localhost", "http://127.0.0.1:1", "null"])(
    "a request of a page at %s",
    async (origin) => {
      expect(await send({ ...server.headers, origin })).toMatchObject({ status: 403 });
    },
  );

  test("what belongs to no session, or goes elsewhere", async () => {
    expect(await send({ ...server.headers, "mcp-session-id": "made up" })).toMatchObject({
      status: 404,
    });
    expect(await send(server.headers, "/")).toMatchObject({ status: 404 });
  });

  test("a request that is far too large", async () => {
    const connected = await connect();
    const text = "x".repeat(1_000_001);
    await expect(connected.client.callTool({ name: "echo", arguments: { text } })).rejects.toThrow(
      "must not exceed",
    );
    await disconnect(connected);
  });

  test("nobody because of clients that have gone without a word", async () => {
    const first = await connect();
    // Each of them still listens, or has its session.
    for (let count = 0; count < 19; count += 1) await (await connect()).client.close();
    await vi.waitFor(async () => disconnect(await connect()));
    for (let count = 0; count < 20; count += 1)
      await vi.waitFor(async () => (await connect()).client.close());
    // Who is there stays.
    expect((await first.client.listTools()).tools).toHaveLength(3);
    await disconnect(first);
  });

  test("more sessions than anybody has", async () => {
    const all = [];
    for (let count = 0; count < 20; count += 1) all.push(await connect());
    await expect(connect()).rejects.toThrow("Too many");
    for (const one of all) await disconnect(one);
  });

  test("and says so in the log without the token or what was sent", async () => {
    await send({ authorization: "Bearer marked-secret", host: "marked.example" });
    await send({ authorization: "Bearer marked-secret" });
    expect(log.lines).toEqual(["warn MCP server: refused (403)", "warn MCP server: refused (401)"]);
  });
});

/** Lets so much time pass again and again until the server has ended, which hears of clients in its own time. */
async function untilEnded(time = 0): Promise<void> {
  while (server.isOpen) {
    clock.advance(time);
    await new Promise(setImmediate);
  }
}

describe("it ends", () => {
  test("with its last session", async () => {
    const [one, other] = [await connect(), await connect()];
    await disconnect(one);
    expect(await isListening()).toBe(true);
    await disconnect(other);
    await untilEnded();
    expect(await isListening()).toBe(false);
  });

  test("when the client that was expected does not come", async () => {
    clock.advance(4 * minute);
    server.expectClient();
    clock.advance(4 * minute);
    expect(await isListening()).toBe(true);
    clock.advance(minute);
    await untilEnded();
    expect(await isListening()).toBe(false);
  });

  test("when no client has said anything for a long time", async () => {
    const { client, transport } = await connect();
    await client.listTools();
    await transport.close();
    await untilEnded(30 * minute);
    expect(await isListening()).toBe(false);
  });

  test("not while a copied configuration is good, but when it is closed", async () => {
    server.keep();
    await disconnect(await connect());
    clock.advance(1000 * minute);
    expect(await isListening()).toBe(true);
    await server.close();
    expect(await isListening()).toBe(false);
  });

  test("with the calls that are going on", async () => {
    const { client } = await connect();
    const call = client.callTool({ name: "wait" });
    call.catch(() => undefined);
    const signal = await waiting.promise;
    const aborted = new Promise((resolve) => signal.addEventListener("abort", resolve));
    await server.close();
    await aborted;
    await client.close();
  });
});

test("what other extensions use stays as it was", async () => {
  const before = [globalThis.Request, globalThis.Response, globalThis.fetch];
  await disconnect(await connect());
  expect([globalThis.Request, globalThis.Response, globalThis.fetch]).toEqual(before);
});

test("it is reached at one address only", async () => {
  const { port, host } = new URL(server.url);
  const request = httpRequest({ hostname: "127.0.0.2", port, path: "/mcp", headers: { host } });
  await expect(
    new Promise((resolve, reject) => {
      request.on("response", resolve).on("error", reject).end();
    }),
  ).rejects.toThrow();
});

test("one start opens one port on 127.0.0.1, and its end closes it", async () => {
  const listen = vi.spyOn(Server.prototype, "listen");
  const other = await McpServer.start({ tools: [], version: "1", clock, log });
  expect(listen.mock.calls).toEqual([[{ port: 0, host: "127.0.0.1" }]]);
  listen.mockRestore();
  expect(new URL(other.url).hostname).toBe("127.0.0.1");
  expect((await fetch(other.url)).status).toBe(401);
  await other.close();
  await expect(fetch(other.url)).rejects.toThrow("fetch failed");
});

test("each start has a port and a token of its own", async () => {
  const other = await McpServer.start({
    tools: [],
    version: "1",
    clock,
    log,
  });
  expect(other.url).not.toBe(server.url);
  expect(other.headers["Authorization"]).not.toBe(server.headers["Authorization"]);
  expect(server.headers["Authorization"]).toMatch(/^Bearer [\w-]{43}$/);
  await other.close();
});
