import { expect, test } from "vitest";
import { decodeEventStream } from "../../../src/core/wire/eventStream.ts";
import { collect } from "../../helpers/bytes.ts";

async function* cutInto(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}

/** The events of a text, which must be the same with a cut anywhere. */
async function read(text: string) {
  const whole = await collect(decodeEventStream(cutInto([text])));
  for (const cut of text.split("").keys()) {
    const pieces = [text.slice(0, cut), text.slice(cut)];
    expect(await collect(decodeEventStream(cutInto(pieces))), `cut at ${cut}`).toEqual(whole);
  }
  expect(await collect(decodeEventStream(cutInto(text.split(""))))).toEqual(whole);
  return whole;
}

test.each([
  ["data: a\n\n", [{ data: "a" }]],
  ["data:a\r\rdata:b\r\r", [{ data: "a" }, { data: "b" }]],
  ["data: a\r\n\r\ndata:  b", [{ data: "a" }, { data: " b" }]],
  ["data: a\r\ndata: b\r\n\r\n", [{ data: "a\nb" }]],
  ["data: a\r", [{ data: "a" }]],
  ["data\n\n", [{ data: "" }]],
  ["event: x\ndata: a: b\n\ndata: c\n\n", [{ name: "x", data: "a: b" }, { data: "c" }]],
  ["event: x\n\ndata: a\n\n", [{ data: "a" }]],
  [": comment\nid: 1\nretry: 2\ndata: a\n: more\nid: 2\nretry: 3\n\n", [{ data: "a" }]],
  ["stray\ndata: a\nunmarked: b\n\n", [{ data: "a\nunmarked: b" }]],
  ["data: a\n\ndata: [DONE]\n\ndata: b\n\n", [{ data: "a" }]],
  ["data: a\n\ndata: [DONE]", [{ data: "a" }]],
  ["", []],
  ["\n\n", []],
])("%j", async (text, events) => {
  expect(await read(text)).toEqual(events.map((event) => ({ name: undefined, ...event })));
});

/** The first event, and how many pieces had come by then. */
async function first(pieces: readonly string[]) {
  let asked = 0;
  async function* counted(): AsyncGenerator<string> {
    for (const piece of pieces) {
      asked += 1;
      yield piece;
    }
  }
  for await (const { data } of decodeEventStream(counted())) return { data, asked };
  return { asked };
}

test("an event goes on as soon as its empty line is there, and nothing behind the end is waited for", async () => {
  expect(await first(["data: a\n", "\n", "data: b"])).toEqual({ data: "a", asked: 2 });
  // What the carriage return is, the next character says.
  expect(await first(["data: a\r\r", "d", "ata: b"])).toEqual({ data: "a", asked: 2 });
  expect(await first(["data: [DONE]\n", "\n", "data: b\n\n"])).toEqual({ asked: 2 });
});
