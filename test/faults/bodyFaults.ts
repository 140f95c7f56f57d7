import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import type { Expectation, Fault } from "./fault.ts";
import { writeAnswer } from "./faultServer.ts";
import {
  altered,
  flood,
  floodCompressed,
  middleOf,
  replaced,
  rewritten,
  withMemberOnce,
  withMembers,
  writeHalfCompressed,
} from "./bodies.ts";

/**
 * Broken JSON is told. Raw text has no form that could be broken, so nothing can be told; but the service has stored
 * the answer, and the chat replaces what was damaged on the way by the stored one.
 */
const brokenJson = {
  json: "bad-reply",
  "json-sequence": "bad-reply",
  text: "done",
  success: "bad-reply",
  anything: "done",
} as const satisfies Expectation;

/** Where only success counts, nothing and any JSON that does not say no is a yes. */
const strange = { ...brokenJson, success: "same" } as const satisfies Expectation;
/** In the place of an answer, one text is the answer. */
const oneText = {
  ...strange,
  "json-sequence": "done",
  document: "done",
} as const satisfies Expectation;
/** No text is no answer. */
const nothing: Expectation = { ...strange, text: "bad-reply" };

/** The same text, with other bytes. */
const otherBytes = {
  json: "same",
  "json-sequence": "same",
  text: "same",
  success: "same",
  anything: "done",
} as const satisfies Expectation;

const megabyte = 1024 * 1024;
const deep = "[".repeat(10_000) + "]".repeat(10_000);
const page = `<!DOCTYPE html>\n<html lang="en"><title>502 Bad Gateway</title><h1>Bad Gateway</h1></html>`;
const bomb = gzipSync(Buffer.concat([Buffer.from("{"), Buffer.alloc(40 * megabyte, " ")]));
const compressed = (encoding: string, compress: (body: Buffer) => Buffer): Fault => ({
  name: encoding,
  expect: "same",
  act: altered(({ body }) => ({
    body: compress(body),
    headers: { "content-encoding": encoding },
  })),
});

/** What can be wrong with a body that arrives. */
export const bodyFaults: readonly Fault[] = [
  ...["text/html", "image/png", "application/octet-stream"].map((type): Fault => ({
    name: `wrong content type: ${type}`,
    expect: "same",
    act: altered(() => ({ headers: { "content-type": type } })),
  })),
  {
    name: "truncated, with an honest length",
    keepsText: true,
    expect: brokenJson,
    act: altered(({ body }) => ({ body: body.subarray(0, middleOf(body)) })),
  },
  {
    name: "trailing garbage",
    keepsText: true,
    expect: brokenJson,
    act: altered(({ body }) => ({ body: Buffer.concat([body, Buffer.from("\n</body>garbage")]) })),
  },
  {
    name: "web page with 200",
    expect: "bad-reply",
    // Who answers like this is not the service, so none of its headers is there.
    act: async ({ socket, askService }) => {
      await askService();
      const headers = { "content-type": "text/html; charset=utf-8" };
      await writeAnswer(socket, { status: 200, headers, body: Buffer.from(page) });
    },
  },
  { name: "broken JSON", expect: brokenJson, act: replaced('{"success":tru') },
  { name: "empty body", expect: nothing, act: replaced("") },
  {
    name: "white space only",
    expect: nothing,
    act: replaced("\r\n \n"),
  },
  {
    name: "204 without a body",
    expect: nothing,
    act: altered(() => ({ status: 204, body: Buffer.alloc(0) })),
  },
  { name: 'other JSON: "text"', expect: oneText, act: replaced('"text"') },
  ...["null", "42", "[[]]", '{"unexpected":true}'].map((body): Fault => ({
    name: `other JSON: ${body}`,
    expect: strange,
    act: replaced(body),
  })),
  {
    name: "a string of 2 MB instead",
    expect: oneText,
    act: replaced(`"${"long".repeat(megabyte / 2)}"`),
  },
  compressed("gzip", (body) => gzipSync(body)),
  compressed("GZIP", (body) => gzipSync(body)),
  compressed("deflate", (body) => deflateSync(body)),
  compressed("br", (body) => brotliCompressSync(body)),
  compressed("identity", (body) => body),
  {
    name: "gzip that is none",
    expect: "bad-reply",
    act: altered(() => ({ headers: { "content-encoding": "gzip" } })),
  },
  {
    name: "gzip, truncated",
    expect: "bad-reply",
    act: altered(({ body }) => {
      const packed = gzipSync(body);
      const half = packed.subarray(0, Math.floor(packed.length / 2));
      return { body: half, headers: { "content-encoding": "gzip" } };
    }),
  },
  {
    name: "gzip, 40 MB unpacked",
    expect: "too-large",
    isHuge: true,
    act: replaced(bomb, { "content-encoding": "gzip" }),
  },
  {
    name: "gzip, reset in the middle",
    expect: "unreachable",
    act: async (exchange) => {
      await writeHalfCompressed(exchange);
      exchange.socket.resetAndDestroy();
    },
  },
  {
    name: "gzip, stall in the middle, given up",
    expect: "cancelled",
    act: async (exchange, { hangs }) => {
      await writeHalfCompressed(exchange);
      hangs();
    },
    isGivenUp: true,
  },
  {
    name: "gzip, endless",
    expect: "too-large",
    isHuge: true,
    act: floodCompressed(bomb),
    maxBytes: 16 * megabyte,
  },
  {
    name: "unknown compression",
    expect: "bad-reply",
    act: altered(() => ({ headers: { "content-encoding": "snappy" } })),
  },
  {
    name: "40 MB",
    expect: "too-large",
    isHuge: true,
    act: flood(40 * megabyte, "length"),
    maxBytes: 48 * megabyte,
  },
  {
    name: "endless",
    expect: "too-large",
    isHuge: true,
    act: flood(Infinity, "chunked"),
    maxBytes: 48 * megabyte,
  },
  { name: "10,000 deep", expect: strange, act: replaced(deep) },
  {
    name: "10,000 deep, cut",
    expect: brokenJson,
    act: replaced(deep.slice(0, 15_000)),
  },
  {
    name: "10,000 deep in an unknown member",
    expect: "same",
    act: rewritten((value) => withMemberOnce(value, `"unknown":${deep}`)),
  },
  {
    name: "unknown members everywhere",
    expect: "same",
    act: rewritten((value) =>
      withMembers(value, () => `"zz":{"a":[1,null,"\\u0000"]},"__proto__":{"polluted":true}`),
    ),
  },
  {
    name: "every member twice",
    // The last one counts, as everywhere in JavaScript.
    expect: "same",
    act: rewritten((value) =>
      withMembers(value, (names) => names.map((name) => `${JSON.stringify(name)}:13`).join(",")),
    ),
  },
  {
    name: "byte-order mark",
    expect: otherBytes,
    act: altered(({ body }) => ({ body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]) })),
  },
  {
    name: "invalid UTF-8 in a string",
    expect: { ...otherBytes, text: "done" },
    act: altered(({ body }, format) => {
      if (format === "text" || format === "anything")
        return { body: withBytes(body, middleOf(body)) };
      const text = body.toString("utf8").replace("{", '{"unknown":"@",');
      const mark = Buffer.byteLength(text.slice(0, text.indexOf('"@"'))) + 1;
      return { body: withBytes(Buffer.from(text), mark) };
    }),
  },
  {
    name: "invalid UTF-8 between tokens",
    expect: strange,
    act: altered(({ body }) => ({ body: withBytes(body, 0) })),
  },
];

/** A body with three bytes at this place which are no UTF-8. */
function withBytes(body: Buffer, at: number): Buffer {
  return Buffer.concat([body.subarray(0, at), Buffer.from([0xff, 0xc3, 0x28]), body.subarray(at)]);
}
