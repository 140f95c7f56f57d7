import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import type { SimulatedRoute } from "../../../src/core/simulation.ts";
import { emptySimulation } from "../../fixtures/simulation.ts";
import { exchange, fetchJson, open } from "./rawExchange.ts";
import { runSimulator, services } from "./runningSimulator.ts";

const firstQuestion = async (simulator: Awaited<ReturnType<typeof runSimulator>>) => {
  const as = "crbnai";
  const content = "What happened on 14 March?";
  const path = "/api/chats";
  const body = { content };
  const { id } = await fetchJson<{ id: string }>(simulator, { as, method: "POST", path, body });
  return { as, method: "POST", path: `${path}/${id}/messages`, body };
};

test.each([
  ["evil.example", 403],
  ["127.0.0.1", 403],
  ["localhost:{port}", 200],
  ["127.0.0.1:{port}", 200],
])("a request for the host %s gets %i", async (host, status) => {
  const simulator = await runSimulator();
  const headers = { host: host.replace("{port}", new URL(simulator.origin).port) };
  const answer = await exchange(simulator, { as: "crbnai", path: "/api/chats", headers });
  expect(answer.status).toBe(status);
});

test("it listens on one address only", async () => {
  const simulator = await runSimulator();
  const { hostname, port } = new URL(simulator.origin);
  expect(hostname).toBe("127.0.0.1");
  // The whole of 127/8 reaches a server that listens on all addresses.
  const socket = connect(Number(port), "127.0.0.2");
  await expect(once(socket, "connect")).rejects.toThrow("ECONNREFUSED");
});

test.each([
  ["/api/v1/chatbots", { error: "Invalid API key" }],
  ["/api/knowledge-bots", { statusCode: 401, message: "Unauthorized" }],
])("%s without its key gets that service's own 401", async (path, body) => {
  const simulator = await runSimulator();
  const headers = { authorization: "Bearer wrong" };
  const answer = await exchange(simulator, { path, headers });
  expect([answer.status, JSON.parse(answer.text)]).toEqual([401, body]);
});

test("the key chooses the service before the path does", async () => {
  const simulator = await runSimulator({ keys: { sitegpt: "my-key" } });
  expect(simulator.keys["sitegpt"]).toBe("my-key");
  const answer = await exchange(simulator, { as: "sitegpt", path: "/api/knowledge-bots" });
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([404, { success: false }]);
  expect(simulator.requests.at(-1)?.service).toBe("sitegpt");
});

test("a wrong method gets 405 with the right ones", async () => {
  const simulator = await runSimulator();
  const request = { as: "crbnai", method: "DELETE", path: "/api/chats" };
  const answer = await exchange(simulator, request);
  expect([answer.status, answer.headers["allow"]]).toEqual([405, "GET, POST"]);
});

test("an empty id is no id", async () => {
  const simulator = await runSimulator();
  const request = { as: "crbnai", method: "DELETE", path: "/api/chats//messages" };
  expect((await exchange(simulator, request)).status).toBe(404);
});

test("a body beyond 8 MB is refused", async () => {
  const simulator = await runSimulator();
  const body = { content: "x".repeat(8_000_000) };
  const answer = await exchange(simulator, {
    as: "crbnai",
    method: "POST",
    path: "/api/chats",
    body,
  });
  expect(answer.status).toBe(413);
});

test("the log tells when a client has hung up in the middle of an answer", async () => {
  const simulator = await runSimulator();
  const request = await firstQuestion(simulator);
  simulator.setFault({ fault: "stall", questionsOnly: true });
  const socket = open(simulator, request);
  await once(socket, "data");
  const logged = await simulator.waitForRequest(({ asks }) => asks);
  expect(logged).toMatchObject({
    service: "crbnai",
    method: "POST",
    path: request.path,
    body: JSON.stringify(request.body),
    fault: "stall",
    outcome: undefined,
  });
  socket.destroy();
  expect(await logged.ended).toBe("closed-by-client");
});

test("the log tells when an answer has arrived", async () => {
  const simulator = await runSimulator();
  const arrived = simulator.waitForRequest(({ asks }) => asks);
  await exchange(simulator, await firstQuestion(simulator));
  expect(await (await arrived).ended).toBe("answered");
});

test("stopping ends an answer that is under way and frees the port", async () => {
  const simulator = await runSimulator({ pace: 60_000 });
  const request = await firstQuestion(simulator);
  const socket = open(simulator, request);
  const closed = once(socket, "close");
  const logged = await simulator.waitForRequest(({ asks }) => asks);
  await simulator.stop();
  await closed;
  expect(await logged.ended).toBe("stopped");
  const again = await runSimulator({ port: Number(new URL(simulator.origin).port) });
  expect(again.origin).toBe(simulator.origin);
});

function overlaps(one: SimulatedRoute, other: SimulatedRoute): boolean {
  const left = one.path.split("/");
  const right = other.path.split("/");
  const same = (a = "", b = ""): boolean => a === b || a.startsWith("{") || b.startsWith("{");
  return left.length === right.length && left.every((segment, at) => same(segment, right[at]));
}

test("no path belongs to two services", () => {
  const tables = services.map(({ createSimulation }) => createSimulation(emptySimulation).routes);
  const clashes = tables.flatMap((table, index) =>
    tables
      .slice(index + 1)
      .flat()
      .flatMap((other) =>
        table.filter((route) => overlaps(route, other)).map((route) => [route.path, other.path]),
      ),
  );
  expect(clashes).toEqual([]);
});
