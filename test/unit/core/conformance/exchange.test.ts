import { describe, expect, test } from "vitest";
import { readBody } from "../../../../src/core/conformance/body.ts";
import { type Exchange, ObservedTransport } from "../../../../src/core/conformance/exchange.ts";
import type { HttpTransport } from "../../../../src/core/http/transport.ts";
import { readAll } from "../../../../src/core/wire/bytes.ts";
import { inPieces } from "../../../helpers/bytes.ts";

const noSignal = new AbortController().signal;
const bytes = (text: string) => new TextEncoder().encode(text);
const timeouts = { headers: 1, idle: 1 };
const request = (method: string) => ({
  method,
  url: new URL("https://a.example/api/x?key=1"),
  headers: {},
  timeouts,
});

/** A transport whose answers are these pieces, and what was observed of it. */
function observe(pieces: readonly Uint8Array[]) {
  const exchanges: Exchange[] = [];
  const sent: string[] = [];
  const inner: HttpTransport = {
    send: async ({ method }) => {
      sent.push(method);
      return { status: 200, headers: { "content-type": "text/x" }, body: inPieces(pieces) };
    },
  };
  const transport = new ObservedTransport(inner, (exchange) => exchanges.push(exchange));
  return { transport, exchanges, sent };
}

describe("an observed transport", () => {
  test("hands on each answer once it was read, without the query", async () => {
    const { transport, exchanges } = observe([bytes("a"), bytes("bc")]);
    const { body } = await transport.send(request("GET"), noSignal);
    expect(exchanges).toEqual([]);
    expect(new TextDecoder().decode(await readAll(body))).toBe("abc");
    expect(exchanges).toEqual([
      {
        method: "GET",
        path: "/api/x",
        status: 200,
        contentType: "text/x",
        body: bytes("abc"),
        isWhole: true,
      },
    ]);
  });

  test("says of an answer that was not read to its end that it is not whole", async () => {
    const { transport, exchanges } = observe([bytes("a"), bytes("bc")]);
    const { body } = await transport.send(request("GET"), noSignal);
    for await (const _piece of body) break;
    expect(exchanges).toMatchObject([{ body: bytes("a"), isWhole: false }]);
  });

  test("keeps no more than the beginning of a long answer", async () => {
    const piece = new Uint8Array(1024 * 1024);
    const { transport, exchanges } = observe(Array.from({ length: 8 }, () => piece));
    const { body } = await transport.send(request("GET"), noSignal);
    expect((await readAll(body)).length).toBe(8 * piece.length);
    expect(exchanges[0]?.isWhole).toBe(false);
    expect(exchanges[0]?.body.length).toBe(4 * piece.length);
  });

  test("lets nothing leave that may change something, but while that is allowed", async () => {
    const { transport, sent } = observe([]);
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      await expect(transport.send(request(method), noSignal)).rejects.toMatchObject({
        name: "TransportError",
        // Nobody tries it again.
        maybeReceived: true,
      });
    }
    expect(sent).toEqual([]);
    await transport.whileChanging(async () => transport.send(request("POST"), noSignal));
    expect(sent).toEqual(["POST"]);
    await expect(transport.send(request("POST"), noSignal)).rejects.toThrow("only reading");
  });
});

describe("a body is", () => {
  test.each([
    ["json", '{"a": [1]}', 1],
    ["json", '"a text"', 1],
    ["json-sequence", '{"a":1}\n{"b":2}', 2],
    ["json-sequence", '{"a":1}{"b":2},[3]', 3],
    ["text", '{"a":1', 0],
    ["text", "[3.4] is cited", 0],
    ["text", "42", 0],
    ["events", "event: delta\ndata: {}\n\n", 0],
    ["events", ": keep alive\n\n", 0],
    ["web page", "<!DOCTYPE html><p>", 0],
    ["empty", " \n", 0],
  ])("%s: %j", (format, text, values) => {
    const read = readBody({ body: bytes(text), contentType: "" });
    expect([read.format, read.values.length]).toEqual([format, values]);
  });
});
