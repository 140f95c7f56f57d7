import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  type ConnectedTransport,
  RenewableTransport,
} from "../../src/core/http/renewableTransport.ts";
import type { TransportResponse } from "../../src/core/http/transport.ts";
import { UndiciTransport } from "../../src/host/adapters/undiciTransport.ts";
import { MemoryLog } from "../helpers/fakes.ts";
import { noSignal } from "./openProvider.ts";

/** The answers that are open, in the order of their requests; a test writes and ends them. */
let answers: ServerResponse[];
/** For each connection a promise that it is closed, in the order in which they were opened. */
let connections: Promise<unknown>[];
let origin: string;
let log: MemoryLog;
let transport: RenewableTransport;
let stop: () => Promise<void>;

const open = (): ConnectedTransport => new UndiciTransport({ strictCertificates: true });

beforeEach(async () => {
  answers = [];
  connections = [];
  log = new MemoryLog();
  const server = createServer((_request, response) => {
    answers.push(response);
    response.writeHead(200).write("begin ");
  });
  server.on("connection", (socket) => connections.push(once(socket, "close")));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  transport = new RenewableTransport(open, log);
  stop = async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
});
afterEach(async () => {
  transport.close();
  await stop();
});

const send = async (signal = noSignal): Promise<TransportResponse> =>
  transport.send(
    {
      method: "GET",
      url: new URL(origin),
      headers: {},
      timeouts: { headers: 10_000, idle: 10_000 },
    },
    signal,
  );

async function read({ body }: TransportResponse): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
  return text;
}

test("what is arriving arrives whole, and then its connection is closed", async () => {
  const arriving = await send();
  transport.renew();
  const next = await send();
  expect(connections).toHaveLength(2);
  answers[0]?.end("end");
  expect(await read(arriving)).toBe("begin end");
  await connections[0];
  answers[1]?.end("too");
  expect(await read(next)).toBe("begin too");
  // That of the new one stays open for the next request.
  const third = await send();
  answers[2]?.end();
  await read(third);
  expect(connections).toHaveLength(2);
  expect(log.lines).toEqual([]);
});

test("what was sent in the same moment arrives over the old one", async () => {
  const sending = send();
  transport.renew();
  const response = await sending;
  answers[0]?.end("end");
  expect(await read(response)).toBe("begin end");
  await connections[0];
  expect(connections).toHaveLength(1);
});

test("what is idle is closed at once, however often it is renewed", async () => {
  const response = await send();
  answers[0]?.end();
  await read(response);
  transport.renew();
  transport.renew();
  await connections[0];
  expect(log.lines).toEqual([]);
});

test("an answer that is given up lets its connection go", async () => {
  const stopping = new AbortController();
  const given = await send(stopping.signal);
  transport.renew();
  stopping.abort();
  await expect(read(given)).rejects.toMatchObject({ name: "TransportError" });
  await connections[0];
});

test("in the end everything ends at once, what is older too", async () => {
  const old = await send();
  transport.renew();
  const current = await send();
  transport.close();
  await expect(read(old)).rejects.toMatchObject({ kind: "cancelled" });
  await expect(read(current)).rejects.toMatchObject({ kind: "cancelled" });
  await Promise.all(connections);
  await expect(send()).rejects.toMatchObject({ kind: "cancelled" });
  expect(log.lines).toEqual([]);
});

test("one that cannot be opened is tried again by the next request", async () => {
  let tries = 0;
  transport = new RenewableTransport(() => {
    tries += 1;
    if (tries === 1) throw new Error("no such proxy");
    return open();
  }, log);
  await expect(send()).rejects.toThrow("no such proxy");
  const response = await send();
  answers[0]?.end();
  expect(await read(response)).toBe("begin ");
});
