import { gzipSync } from "node:zlib";
import { unknown } from "valibot";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type HttpCall, HttpClient } from "../../src/core/http/client.ts";
import type { HttpTransport } from "../../src/core/http/transport.ts";
import { UndiciTransport } from "../../src/host/adapters/undiciTransport.ts";
import { FakeClock, MemoryLog } from "../helpers/fakes.ts";
import { noSignal } from "./openProvider.ts";
import { startRecordingServer } from "./recordingServer.ts";

const key = "marked-key-5f1c";
const userAgent = "Parley/1.2.3";
const get: HttpCall = { method: "GET", path: "/thing" };
const post: HttpCall = { method: "POST", path: "/thing", json: { a: 1 } };

let transport: UndiciTransport;
let clock: FakeClock;
let log: MemoryLog;

beforeEach(() => {
  transport = new UndiciTransport({ strictCertificates: true });
  clock = new FakeClock();
  log = new MemoryLog();
});
afterEach(async () => transport.close());

const clientFor = (origin: string): HttpClient =>
  new HttpClient({ transport, origin, readKey: async () => key, clock, log, userAgent });

const json = { "content-type": "application/json" };

describe("the key", () => {
  test("follows a redirect inside its origin", async () => {
    const server = await startRecordingServer((request, response) => {
      if (request.url === "/thing") response.writeHead(307, { location: "/other?x=1" }).end();
      else response.writeHead(200, json).end('{"ok":true}');
    });
    expect(await clientFor(server.origin).json(unknown(), get, noSignal)).toEqual({ ok: true });
    expect(server.requests.map(({ path, authorization }) => [path, authorization])).toEqual([
      ["/thing", `Bearer ${key}`],
      ["/other?x=1", `Bearer ${key}`],
    ]);
  });

  test.each([301, 302, 303, 307, 308])(
    "never follows a redirect (%i) to another origin",
    async (status) => {
      const other = await startRecordingServer((_request, response) =>
        response.writeHead(200, json).end("{}"),
      );
      const server = await startRecordingServer((_request, response) => {
        response.writeHead(status, { location: `${other.origin}/thing` }).end();
      });
      await expect(clientFor(server.origin).json(unknown(), get, noSignal)).rejects.toMatchObject({
        kind: "bad-reply",
      });
      expect(server.requests).toHaveLength(1);
      expect(other.requests).toHaveLength(0);
    },
  );

  test("stands in no log line and no error", async () => {
    const server = await startRecordingServer((_request, response) => {
      response
        .writeHead(400, json)
        .end(JSON.stringify({ error: `bad header Bearer ${key} api_key=${key}` }));
    });
    const error: unknown = await clientFor(server.origin)
      .json(unknown(), post, noSignal)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "rejected", status: 400 });
    expect(JSON.stringify([error, log.lines, String(error)])).not.toContain(key);
  });
});

describe("a firewall", () => {
  test("is told who calls, also behind a redirect and with a file", async () => {
    const callers: unknown[] = [];
    const server = await startRecordingServer((request, response) => {
      callers.push(request.headers["user-agent"]);
      if (request.url === "/thing") response.writeHead(307, { location: "/other" }).end();
      else response.writeHead(200, json).end("{}");
    });
    const client = clientFor(server.origin);
    await client.json(unknown(), get, noSignal);
    const file = { type: "text/plain", content: new Uint8Array([1]) };
    await client.uploadToSignedUrl(`${server.origin}/upload`, file, noSignal);
    expect(callers).toEqual([userAgent, userAgent, userAgent]);
  });

  test.each([
    ["<html><title>Denied</title></html>", { "content-type": "text/html" }, "blocked"],
    ["<!DOCTYPE html><title>Denied</title>", {}, "blocked"],
    ['{"error":"No."}', { "content-type": "text/html" }, "forbidden"],
    ['{"error":"No."}', json, "forbidden"],
    ["", {}, "forbidden"],
  ])("is known by its page, and the service by its words: %s", async (body, headers, kind) => {
    const server = await startRecordingServer((_request, response) =>
      response.writeHead(403, headers).end(body),
    );
    const called = clientFor(server.origin).json(unknown(), get, noSignal);
    await expect(called).rejects.toMatchObject({ kind, status: 403 });
  });
});

describe("a repeated request", () => {
  test("a POST that may have arrived is not sent again", async () => {
    const server = await startRecordingServer((request) => request.socket.destroy());
    await expect(clientFor(server.origin).json(unknown(), post, noSignal)).rejects.toMatchObject({
      kind: "unreachable",
    });
    expect(server.requests).toHaveLength(1);
  });

  test("a GET is tried three times", async () => {
    const server = await startRecordingServer((request) => request.socket.destroy());
    await expect(clientFor(server.origin).json(unknown(), get, noSignal)).rejects.toMatchObject({
      kind: "unreachable",
    });
    expect(server.requests).toHaveLength(3);
  });

  test("a POST is tried again where nobody listens, because it cannot have arrived", async () => {
    const server = await startRecordingServer(() => undefined);
    const { origin } = server;
    const closedPort = origin.replace(/\d+$/, "1");
    const events = clientFor(closedPort).open(post, noSignal);
    expect((await events.next()).value).toMatchObject({
      type: "retry-scheduled",
      attempt: 1,
      error: { kind: "unreachable" },
    });
    expect((await events.next()).value).toMatchObject({ attempt: 2 });
    await expect(events.next()).rejects.toMatchObject({ kind: "unreachable" });
  });

  test.each([
    ["in seconds", "7", 7000],
    ["as a date", new Date(Date.parse("2026-01-01T12:00:09Z")).toUTCString(), 9000],
  ])("Retry-After %s is kept", async (_name, value, ms) => {
    let count = 0;
    const server = await startRecordingServer((_request, response) => {
      count += 1;
      if (count === 1) response.writeHead(429, { "retry-after": value }).end();
      else response.writeHead(200, json).end("{}");
    });
    await clientFor(server.origin).json(unknown(), get, noSignal);
    expect(clock.waits).toEqual([ms]);
  });

  test("a Retry-After that is longer than anybody waits is told instead", async () => {
    const server = await startRecordingServer((_request, response) =>
      response.writeHead(429, { "retry-after": "3600" }).end(),
    );
    const error = clientFor(server.origin).json(unknown(), post, noSignal);
    await expect(error).rejects.toMatchObject({
      kind: "rate-limited",
      retryAt: clock.now() + 3600_000,
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe("a body", () => {
  test("that is compressed is read", async () => {
    const server = await startRecordingServer((_request, response) => {
      response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(gzipSync('{"a":"é"}'));
    });
    expect(await clientFor(server.origin).json(unknown(), get, noSignal)).toEqual({ a: "é" });
  });

  test("that is broken compressed data is a bad reply", async () => {
    const server = await startRecordingServer((_request, response) => {
      response.writeHead(200, { ...json, "content-encoding": "gzip" }).end("no gzip at all");
    });
    await expect(clientFor(server.origin).json(unknown(), get, noSignal)).rejects.toMatchObject({
      kind: "bad-reply",
    });
  });

  test("that never ends is cut off", async () => {
    const piece = Buffer.alloc(1024 * 1024, " ");
    const server = await startRecordingServer((_request, response) => {
      response.writeHead(200, json);
      const pump = (): void => {
        while (!response.destroyed && response.write(piece));
        response.once("drain", pump);
      };
      pump();
    });
    await expect(clientFor(server.origin).json(unknown(), get, noSignal)).rejects.toMatchObject({
      kind: "too-large",
    });
  });
});

describe("a file", () => {
  const file = { type: "text/markdown", content: new TextEncoder().encode("# Tides") };
  const leaving: HttpCall = { ...get, allowCrossOriginRedirect: true };

  /** A transport that reaches `https://store.example` at a server of the test's own. */
  const storeAt = (origin: string): HttpTransport => ({
    send: async (request, signal) => {
      const { pathname, search, host } = request.url;
      const isStore = host === "store.example";
      const url = isStore ? new URL(pathname + search, origin) : request.url;
      return transport.send({ ...request, url }, signal);
    },
  });
  const taking = () => startRecordingServer((_request, response) => response.end("taken"));
  const leadingTo = (location: string) =>
    startRecordingServer((_request, response) => response.writeHead(302, { location }).end());
  const clientThrough = (store: HttpTransport, origin: string): HttpClient =>
    new HttpClient({ transport: store, origin, readKey: async () => key, clock, log });

  test("is put at another host without the key, with all its bytes", async () => {
    const store = await taking();
    const client = clientThrough(storeAt(store.origin), "https://service.example");
    const sent: number[] = [];
    const onSent = (bytes: number): void => void sent.push(bytes);
    await client.uploadToSignedUrl("https://store.example/up?sig=1", { ...file, onSent }, noSignal);
    expect(store.requests).toEqual([
      { method: "PUT", path: "/up?sig=1", authorization: undefined },
    ]);
    expect(sent.at(-1)).toBe(file.content.byteLength);
  });

  test("is put at its own origin without the key too", async () => {
    const server = await taking();
    await clientFor(server.origin).uploadToSignedUrl(`${server.origin}/up`, file, noSignal);
    expect(server.requests).toEqual([{ method: "PUT", path: "/up", authorization: undefined }]);
  });

  test("is not put at another host without TLS", async () => {
    const [server, other] = [await taking(), await taking()];
    for (const address of [`${other.origin}/up`, "ftp://store.example/up", "no address"]) {
      const result = clientFor(server.origin).uploadToSignedUrl(address, file, noSignal);
      await expect(result).rejects.toMatchObject({ kind: "bad-reply" });
    }
    expect([...server.requests, ...other.requests]).toEqual([]);
  });

  test("that is refused is put once only, and no error tells the address", async () => {
    const server = await startRecordingServer((_request, response) =>
      response.writeHead(503).end(),
    );
    const address = `${server.origin}/up?sig=marked-signature-7d`;
    const error: unknown = await clientFor(server.origin)
      .uploadToSignedUrl(address, file, noSignal)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "server", status: 503 });
    expect(server.requests).toHaveLength(1);
    expect(JSON.stringify([error, log.lines, String(error)])).not.toContain("marked-signature");
  });

  test("is fetched from where it may be, without the key", async () => {
    const store = await taking();
    const server = await leadingTo("https://store.example/file?sig=1");
    const client = clientThrough(storeAt(store.origin), server.origin);
    const { content } = await client.bytes(leaving, noSignal);
    expect(new TextDecoder().decode(content)).toBe("taken");
    expect(server.requests).toEqual([
      { method: "GET", path: "/thing", authorization: `Bearer ${key}` },
    ]);
    expect(store.requests).toEqual([
      { method: "GET", path: "/file?sig=1", authorization: undefined },
    ]);
  });

  test("is not fetched from elsewhere where that was not allowed", async () => {
    const store = await taking();
    const server = await leadingTo("https://store.example/file");
    const client = clientThrough(storeAt(store.origin), server.origin);
    await expect(client.bytes(get, noSignal)).rejects.toMatchObject({ kind: "bad-reply" });
    expect(store.requests).toEqual([]);
  });

  test("is not fetched from another origin without TLS", async () => {
    const other = await taking();
    const server = await leadingTo(`${other.origin}/file`);
    const result = clientFor(server.origin).bytes(leaving, noSignal);
    await expect(result).rejects.toMatchObject({ kind: "bad-reply" });
    expect(other.requests).toEqual([]);
  });
});
