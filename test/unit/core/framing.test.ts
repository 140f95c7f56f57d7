import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeFrames, type Framing, partsOf } from "../../../src/core/wire/framing.ts";
import { ReplyText } from "../../../src/core/wire/replyValue.ts";
import { collect, cutAt, inPieces } from "../../helpers/bytes.ts";

const types = {
  none: {},
  text: { "content-type": "text/plain; charset=utf-8" },
  json: { "content-type": "application/json" },
  events: { "content-type": "text/event-stream" },
} as const;
type Type = keyof typeof types;
type Expected = "text" | "json";

interface Outcome {
  readonly text: string;
  readonly framing: Framing;
  readonly error?: unknown;
}

async function read(
  pieces: readonly Uint8Array[],
  expected: Expected,
  type: Type,
): Promise<Outcome> {
  let framing: Framing = expected;
  const reply = new ReplyText();
  try {
    const onOther = (other: Framing): void => void (framing = other);
    for await (const frame of decodeFrames(inPieces(pieces), {
      headers: types[type],
      expected,
      onOther,
    }))
      for (const part of partsOf(frame)) reply.add(part);
    return { text: reply.text, framing };
  } catch (error) {
    const { kind, serviceMessage } = error as { kind: unknown; serviceMessage: unknown };
    return { text: reply.text, framing, error: serviceMessage ?? kind };
  }
}

/** What a text gives, which must be the same with a cut at any byte and with all of them. */
async function readCut(text: string, expected: Expected, type: Type = "none"): Promise<Outcome> {
  const bytes = new TextEncoder().encode(text);
  const whole = await read([bytes], expected, type);
  for (const cut of bytes.keys())
    expect(await read(cutAt(bytes, [cut]), expected, type), `cut at ${cut}`).toEqual(whole);
  expect(await read(cutAt(bytes, [...bytes.keys()]), expected, type)).toEqual(whole);
  return whole;
}

const answer = 'Ünï "quoted" 🍐\n\n- {braces}';
const delta = (text: string): string => JSON.stringify({ type: "delta", delta: text });
const halves = [answer.slice(0, 7), answer.slice(7)] as const;

describe("an answer is read in", () => {
  const framed: readonly (readonly [string, string, Framing])[] = [
    ["JSON values back to back", halves.map(delta).join(""), "json"],
    ["JSON values on lines", halves.map(delta).join("\n"), "json"],
    [
      "an event stream of JSON",
      halves.map((half) => `data: ${delta(half)}\n\n`).join(""),
      "events",
    ],
    [
      "an event stream with comments, names, ids, an end and carriage returns",
      `: hello\r\n\r\nid: 1\r\nretry: 5\r\n\r\n${halves
        .map((half) => `event: message\r\ndata: ${delta(half)}\r\n\r\n`)
        .join(": ping\r\n\r\n")}data: [DONE]\r\n\r\ndata: ${delta("more")}\r\n\r\n`,
      "events",
    ],
    [
      "an event stream of quoted pieces",
      halves.map((half) => `data:${JSON.stringify(half)}\n\n`).join(""),
      "events",
    ],
    [
      "an event stream in the form of language models",
      halves
        .map((content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`)
        .join(""),
      "events",
    ],
    [
      "events of unknown names between those of the answer",
      `event: ping\ndata: {}\n\n${halves
        .map((half) => `data: ${delta(half)}\n\n`)
        .join("event: usage\ndata: 17 tokens\n\n")}event: done\ndata: ok\n\n`,
      "events",
    ],
    ["an event stream without its last empty line", `data: ${JSON.stringify(answer)}`, "events"],
    ["one quoted string", ` ${JSON.stringify(answer)}\n`, "string"],
  ];

  for (const expected of ["text", "json"] as const)
    test.each(framed)(`%s, where ${expected} is expected`, async (_name, text, framing) => {
      expect(await readCut(text, expected)).toEqual({ text: answer, framing });
    });

  test("bare text, also where JSON is expected", async () => {
    for (const text of [answer, "So.", "**So**", "🍐", "“So”", '"So" is what he said', "# So"]) {
      expect(await readCut(text, "text")).toEqual({ text, framing: "text" });
      expect(await readCut(text, "json")).toEqual({ text, framing: "text" });
    }
  });

  test("bare text that begins as a JSON word or number does", async () => {
    for (const text of [
      "nullable",
      "truly so",
      "false friends",
      "12 apples",
      "-5 °C",
      "1.5e3 is it",
    ])
      expect(await readCut(text, "json")).toEqual({ text, framing: "text" });
  });

  test("an event stream of bare text, with line breaks in it", async () => {
    const stream = "data: one \n\ndata: two\ndata:\ndata: three\nunmarked\n\n";
    expect(await readCut(stream, "text", "events")).toEqual({
      text: "one two\n\nthree\nunmarked",
      framing: "events",
    });
  });

  test("one JSON document, where that is declared", async () => {
    for (const name of ["response", "answer", "message", "text", "content"]) {
      const text = JSON.stringify({ [name]: answer, id: "1" });
      expect(await readCut(text, "text", "json")).toEqual({ text: answer, framing: "json" });
      // Several are no document.
      const twice = `${text}${text}`;
      expect(await readCut(twice, "text", "json")).toEqual({ text: twice, framing: "text" });
    }
    const list = JSON.stringify([1, { delta: answer }]);
    expect(await readCut(list, "text", "json")).toEqual({ text: answer, framing: "json" });
  });
});

test("an event is read by its name and its data", async () => {
  const stream = [
    'data: [{"delta":"a"},1]',
    'data: ["a"]',
    "data: 7",
    'event: error\ndata: {"message":"no"}',
    "event: ERROR\ndata: Too busy.",
    "event: no-error\ndata: x",
    "event: errors\ndata: x",
    'event: Delta\ndata: {"delta":"b"}',
  ];
  const body = inPieces([new TextEncoder().encode(`${stream.join("\n\n")}\n\n`)]);
  const frames = await collect(decodeFrames(body, { headers: {}, expected: "json" }));
  expect(frames).toEqual([
    { kind: "value", value: [{ delta: "a" }, 1] },
    { kind: "text", text: '["a"]' },
    { kind: "text", text: "7" },
    { kind: "value", value: { type: "error", message: "no" } },
    { kind: "value", value: { type: "error", message: "Too busy." } },
    { kind: "value", value: { delta: "b" } },
  ]);
});

describe("what an answer says is left as it is", () => {
  test.each([
    '{"name": "config", "error": "none of yours"}',
    '{"message": "hello"}',
    '{"type": "object", "properties": {}}',
    '{"open": ',
    '{"delta": {}}',
    '{"choices": "two"}',
    '{"a": 1}{"error": "Too busy."}',
    '{"error": "Too busy."} is what it said',
    "{{ template }} and more",
    "[3.4] says so.",
    '["a", "b"]',
    '"unfinished',
    '"one" "two"',
    '"a line\nbreak"',
    "data: the plural of datum",
    "event: party",
    "id: of a user",
    ": indented",
    "42",
    "null",
  ])("%j", async (text) => {
    expect(await readCut(text, "text", "text")).toEqual({ text, framing: "text" });
  });
});

describe("a failure", () => {
  test.each(["text", "json"] as const)("in the place of %s is told", async (expected) => {
    for (const error of [
      "Too busy.",
      { message: "Too busy." },
      { error: "x", message: "Too busy." },
    ])
      expect(await readCut(JSON.stringify({ error }), expected)).toMatchObject({ text: "" });
    const refusal = JSON.stringify({ error: "Too busy." });
    expect(await readCut(refusal, expected)).toMatchObject({ error: "Too busy." });
    expect(await readCut(`data: ${refusal}\n\n`, expected)).toMatchObject({ error: "Too busy." });
    const event = `data: ${delta("so far")}\n\nevent: error\ndata: Too busy.\n\n`;
    expect(await readCut(event, expected)).toMatchObject({ text: "so far", error: "Too busy." });
  });

  test.each([
    "true",
    "false",
    "-1.5e+3",
    "{",
    '{"delta":oops}',
    "}",
    "null",
    "42",
    "<p>Sorry</p>",
    "\uFFFD{}",
  ])("in the place of JSON: %j", async (text) => {
    expect(await readCut(text, "json")).toMatchObject({ text: "", error: "bad-reply" });
  });

  test("behind JSON keeps what had arrived", async () => {
    const outcome = await readCut(`${delta("so far")}\n</body>`, "json");
    expect(outcome).toMatchObject({ text: "so far", error: "bad-reply" });
  });
});

test("whatever comes, the cuts make no difference", async () => {
  const marks = ["data: ", "event: x\n", ": ", "\n\n", "\r", "\n", "[DONE]", "[", ",", "{", "}"];
  const texts = ['"', "\\", "a", " ", "🍐", "1", "\uFEFF", '{"delta":"b"}', '{"error":"no"}'];
  const unit = fc.constantFrom(...marks, ...texts);
  await fc.assert(
    fc.asyncProperty(
      fc.array(unit, { maxLength: 12 }),
      fc.constantFrom<Expected>("text", "json"),
      fc.constantFrom<Type>("none", "text", "json", "events"),
      fc.array(fc.nat(60), { maxLength: 8 }),
      async (units, expected, type, cuts) => {
        const bytes = new TextEncoder().encode(units.join(""));
        const whole = await read([bytes], expected, type);
        expect(await read(cutAt(bytes, cuts), expected, type)).toEqual(whole);
      },
    ),
    { numRuns: 1000 },
  );
});

test("text goes on at once when it can be nothing else", async () => {
  const seen: string[] = [];
  async function* body(): AsyncGenerator<Uint8Array> {
    for (const piece of ["So ", "it ", "is"]) {
      yield new TextEncoder().encode(piece);
      seen.push(piece);
    }
  }
  for await (const frame of decodeFrames(body(), { headers: {}, expected: "text" }))
    seen.push(JSON.stringify(frame));
  const frame = (text: string): string => JSON.stringify({ kind: "text", text });
  expect(seen).toEqual([frame("So "), "So ", frame("it "), "it ", frame("is"), "is"]);
});

/** How many pieces had been asked for when the first frame came. */
async function piecesBefore(pieces: readonly string[], expected: Expected): Promise<number> {
  let asked = 0;
  let isEnded = false;
  async function* body(): AsyncGenerator<Uint8Array> {
    try {
      for (const piece of pieces) {
        asked += 1;
        yield new TextEncoder().encode(piece);
      }
    } finally {
      isEnded = true;
    }
  }
  // Without `onOther`: nobody needs to be told.
  for await (const _ of decodeFrames(body(), { headers: {}, expected })) break;
  expect(isEnded).toBe(true);
  return asked;
}

test.each([
  ["a quotation without an end", '"', "text"],
  ["an object without an end", '{"a":"', "text"],
  ["white space", " ", "text"],
] as const)("%s is held back, but not for ever", async (_name, start, expected) => {
  const half = " ".repeat(32 * 1024);
  expect(await piecesBefore([start, half, half, half, half], expected)).toBe(3);
});

test("what may be an event stream is certain after 200 characters", async () => {
  const pieces = ["data: of", " ".repeat(191), ".", "more", "more"];
  expect(await piecesBefore(pieces, "text")).toBe(3);
});

test("whoever stops reading ends the body, and what is as documented is no news", async () => {
  const told: Framing[] = [];
  const onOther = (framing: Framing): void => void told.push(framing);
  const body = inPieces([new TextEncoder().encode(delta("one")), new TextEncoder().encode("{")]);
  for await (const _ of decodeFrames(body, { headers: {}, expected: "json", onOther })) break;
  expect((await body.next()).done).toBe(true);
  expect(told).toEqual([]);
});
