import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limitBytes, readStart } from "../../../src/core/wire/bytes.ts";
import { decodeJson, parseEmbeddedJson } from "../../../src/core/wire/json.ts";
import { decodeJsonSequence, JsonSequenceDecoder } from "../../../src/core/wire/jsonSequence.ts";
import { decodeText } from "../../../src/core/wire/text.ts";
import { collect, cutAt, inPieces } from "../../helpers/bytes.ts";

const recorded = async (name: string): Promise<Uint8Array> =>
  readFile(new URL(`../../fixtures/answers/${name}`, import.meta.url));

const readText = async (pieces: Iterable<Uint8Array>): Promise<string> =>
  (await collect(decodeText(inPieces(pieces)))).join("");
const readSequence = async (pieces: Iterable<Uint8Array>): Promise<unknown[]> =>
  collect(decodeJsonSequence(decodeText(inPieces(pieces))));

/** Any list of places at which a body may be cut. */
const cuts = fc.array(fc.nat(4000), { maxLength: 40 });

describe("text", () => {
  test("a recorded answer reads the same however it is cut in two, and byte by byte", async () => {
    const bytes = await recorded("ai-chatbot-hub.txt");
    const whole = new TextDecoder().decode(bytes);
    expect(whole).toContain("漢字 🍐 [3.4]\r\n\r\n```ts");
    for (let place = 0; place <= bytes.length; place += 1) {
      expect(await readText(cutAt(bytes, [place]))).toBe(whole);
    }
    expect(await readText([...bytes].map((byte) => Uint8Array.of(byte)))).toBe(whole);
  });

  test("any text reads the same however it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), cuts, async (text, places) => {
        const bytes = new TextEncoder().encode(text);
        expect(await readText(cutAt(bytes, places))).toBe(new TextDecoder().decode(bytes));
      }),
    );
  });

  test("any bytes are text, and an end inside a character is shown as such", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), cuts, async (bytes, places) => {
        expect(await readText(cutAt(bytes, places))).toBe(new TextDecoder().decode(bytes));
      }),
    );
    expect(await readText([Uint8Array.of(0x61, 0xf0, 0x9f)])).toBe("a\uFFFD");
  });

  test("is told when there is some, and not for half a character", async () => {
    const pieces = [...new TextEncoder().encode("é")].map((byte) => Uint8Array.of(byte));
    expect(await collect(decodeText(inPieces(pieces)))).toEqual(["é"]);
  });
});

describe("JSON objects back to back", () => {
  test("the vendor's own example is 19 deltas that say 87 characters", async () => {
    const values = await readSequence([await recorded("crbnai-plain-chat.txt")]);
    expect(values).toHaveLength(19);
    const text = values.map((value) => (value as { delta: string }).delta).join("");
    expect(text).toHaveLength(87);
    expect(text).toBe(
      'Sure! Here\'s a sample question:\n\n"What are the key steps to starting a small business?"',
    );
  });

  test("a recorded answer reads the same however it is cut in two, and byte by byte", async () => {
    const bytes = await recorded("crbnai-knowledge-bot.txt");
    const whole = await readSequence([bytes]);
    expect(whole).toHaveLength(10);
    expect(whole[0]).toMatchObject({
      content: 'Line one\n"quoted" {braces} }{ and \\ backslash — naïve café 漢字 🍐',
    });
    for (let place = 0; place <= bytes.length; place += 1) {
      expect(await readSequence(cutAt(bytes, [place]))).toEqual(whole);
    }
    expect(await readSequence([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  test("any objects read the same with any separators, however they are cut", async () => {
    const separator = fc.constantFrom("", "\n", "\r\n", " ", ",", ",\n", "\uFEFF", "\t \n,,");
    const value = fc.oneof(
      fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue()),
      fc.array(fc.jsonValue()),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(value, separator, fc.boolean())),
        cuts,
        async (items, places) => {
          const text = items.map(
            ([item, after, isIndented]) => JSON.stringify(item, null, isIndented ? 1 : 0) + after,
          );
          const bytes = new TextEncoder().encode(text.join(""));
          const expected = items.map(([item]) => JSON.parse(JSON.stringify(item)) as unknown);
          expect(await readSequence(cutAt(bytes, places))).toEqual(expected);
        },
      ),
    );
  });

  test("an end inside an object is an error, after what was complete", async () => {
    const bytes = new TextEncoder().encode('{"delta":"one"}{"delta":"tw');
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const value of decodeJsonSequence(decodeText(inPieces([bytes])))) seen.push(value);
    })();
    await expect(reading).rejects.toMatchObject({ kind: "bad-reply" });
    expect(seen).toEqual([{ delta: "one" }]);
  });

  test.each(["<html>", "data: {}", '"text"', "12", "}", "{]}", '{"a":}', "null"])(
    "%s is no sequence of objects",
    async (text) => {
      await expect(readSequence([new TextEncoder().encode(text)])).rejects.toMatchObject({
        kind: "bad-reply",
      });
    },
  );

  test("what stands between them is told from its beginning", async () => {
    const reading = readSequence([new TextEncoder().encode('{"a":1} <html>')]);
    await expect(reading).rejects.toThrow('unexpected "<html>"');
  });

  test("any text either gives values or ends in bad-reply", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n1a\uFEFF'.split("")) }),
        async (text) => {
          await readSequence([new TextEncoder().encode(text)]).catch((error: unknown) => {
            expect(error).toMatchObject({ kind: "bad-reply" });
          });
        },
      ),
    );
  });

  test("one endless object ends in too-large, however many were not too long before it", () => {
    const decoder = new JsonSequenceDecoder(10);
    const push = (text: string): readonly unknown[] => [...decoder.push(text)];
    expect([...push('{"a":"bc"}'), ...push('{"a":'), ...push('"bc"}')]).toHaveLength(2);
    expect(push('{"a":"bc')).toEqual([]);
    expect(() => push('de"}')).toThrow(expect.objectContaining({ kind: "too-large" }));
  });
});

describe("bytes", () => {
  const pieces = ["ab", "cd", "ef"].map((text) => new TextEncoder().encode(text));

  test("pass up to the limit, and not beyond it", async () => {
    expect(await collect(limitBytes(inPieces(pieces), 6))).toEqual(pieces);
    const passed: Uint8Array[] = [];
    const reading = (async () => {
      for await (const piece of limitBytes(inPieces(pieces), 5)) passed.push(piece);
    })();
    await expect(reading).rejects.toMatchObject({ kind: "too-large" });
    expect(passed).toEqual(pieces.slice(0, 2));
  });

  test("are read at the start as far as is asked for, and the rest is left", async () => {
    const body = inPieces(pieces);
    expect(await readStart(body, 4)).toBe("abcd");
    expect(await body.next()).toMatchObject({ done: true });
    expect(await readStart(inPieces(pieces), 100)).toBe("abcdef");
    const letters = [...new TextEncoder().encode("é🍐")].map((byte) => Uint8Array.of(byte));
    expect(await readStart(inPieces(letters), 100)).toBe("é🍐");
    expect(await readStart(inPieces(letters), 3)).toBe("é\uFFFD");
  });
});

describe("one JSON document", () => {
  test("any document reads the same however it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), cuts, async (value, places) => {
        const bytes = new TextEncoder().encode(JSON.stringify(value));
        expect(await decodeJson(inPieces(cutAt(bytes, places)), "test")).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });

  test.each(["", "<!doctype html><p>502", '{"a":1', '{"a":1}x'])(
    "%j is no document",
    async (text) => {
      const bytes = new TextEncoder().encode(text);
      await expect(decodeJson(inPieces([bytes]), "test")).rejects.toMatchObject({
        kind: "bad-reply",
      });
    },
  );

  test.each([
    ["", "test: expected JSON, got nothing"],
    [" \n", "test: expected JSON, got nothing"],
    ["<html>", 'test: expected JSON, got "<html>"'],
  ])("%j is told as what came instead", async (text, message) => {
    const bytes = new TextEncoder().encode(text);
    await expect(decodeJson(inPieces([bytes]), "test")).rejects.toThrow(message);
  });
});

test("JSON in a field is read where it is a text, and nothing where it is broken or missing", () => {
  const values = ['{"a":1}', { a: 1 }, 0, "{", "", null, undefined];
  expect(values.map((value) => parseEmbeddedJson(value))).toEqual([
    { a: 1 },
    { a: 1 },
    0,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
