import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DocumentedCall } from "../../../../src/core/conformance/documentation.ts";
import type { Exchange } from "../../../../src/core/conformance/exchange.ts";
import { redactAnswers } from "../../../../src/core/conformance/redactAnswers.ts";
import {
  anything,
  type AnswerSchema,
  integer,
  list,
  map,
  object,
  string,
} from "../../../../src/core/conformance/schema.ts";

const item = object(
  { id: string, role: { type: "string", enum: ["user", "assistant"] } },
  { at: string, count: integer, own: map(), packed: { ...string, contentSchema: map() } },
);

/** The redacted JSON of one answer. */
function redacted(value: unknown, answer: AnswerSchema = list(item)): unknown {
  const call: DocumentedCall = { section: "1", call: "GET /a", format: "json", answer };
  const body = new TextEncoder().encode(JSON.stringify(value));
  const about = { method: "GET", path: "/a", status: 200, contentType: "application/json" };
  const exchange: Exchange = { ...about, body, isWhole: true };
  const [recorded] = redactAnswers([call], [exchange]);
  return JSON.parse(recorded?.text ?? "null") as unknown;
}

describe("a redacted answer", () => {
  test("keeps how it is built, which ids are the same, the order of times, and listed values", () => {
    const one = "0b0e5b5e-7f4b-4b0b-9d7a-0f1e2d3c4b5a";
    const other = "1c0e5b5e-7f4b-4b0b-9d7a-0f1e2d3c4b5a";
    expect(
      redacted([
        { id: one, role: "user", at: "2024-07-25T21:19:01.123456Z", count: 42, note: "Ask Jane" },
        { id: other, role: "admin", at: "2023-01-01T00:00:00+02:00", own: { Jane: 1.5, Joe: [1] } },
        { id: one, role: "assistant", packed: '{"3.4":{"title":"Plan B"}}', at: null },
      ]),
    ).toEqual([
      {
        id: "0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a01",
        role: "user",
        at: "2000-01-01T00:00:01.000000Z",
        count: 0,
        note: "Xxx Xxxx",
      },
      {
        id: "0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a02",
        role: "xxxxx",
        at: "2000-01-01T00:00:00+00:00",
        own: { name0: 0.5, name1: [0] },
      },
      {
        id: "0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a01",
        role: "assistant",
        packed: '{"name0":{"name0":"Xxxx X"}}',
        at: null,
      },
    ]);
  });

  test("holds no text and no number of the answer, wherever they stand", () => {
    const secret = fc.stringMatching(/^secret[a-z]{6}$/);
    const marked = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(secret, fc.constant(987_654_321), fc.constant(98_765.4321), fc.boolean()),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("id", "role", "at", "own", "packed", "more"), tie("value")),
      ),
    })).value;
    const schemas = fc.constantFrom(list(item), item, anything, map());
    fc.assert(
      fc.property(marked, schemas, (value, schema) => {
        const json = JSON.stringify(redacted([value], schema));
        expect(json).not.toMatch(/secret|98_?765/);
      }),
      { numRuns: 1000 },
    );
  });

  test("holds no name that may be somebody's data", () => {
    const value = [
      { id: "a", role: "user", "ops@example.com": 1, more: { Jane: 1 }, own: { Joe: 1 } },
    ];
    expect(JSON.stringify(redacted(value))).not.toMatch(/ops|Jane|Joe/);
  });

  test("of bare text keeps its lines and its signs", () => {
    const call: DocumentedCall = { section: "1", call: "GET /a", format: "text" };
    const body = new TextEncoder().encode("Hello — café 🍐 [3.4]\n\n- two, `x`");
    const exchange = {
      method: "GET",
      path: "/a",
      status: 200,
      contentType: "",
      body,
      isWhole: true,
    };
    expect(redactAnswers([call], [exchange])).toMatchObject([
      { text: "Xxxxx é xxxé é [0.0]\n\n- xxx, `x`", contentType: "none" },
    ]);
  });
});
