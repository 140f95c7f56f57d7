import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findDifferences } from "../../../../src/core/conformance/differences.ts";
import { describeForms, formOf, shownName } from "../../../../src/core/conformance/form.ts";
import {
  anything,
  type AnswerSchema,
  type Assumption,
  integer,
  list,
  map,
  object,
  orNull,
  string,
} from "../../../../src/core/conformance/schema.ts";

const about = (name: string): Assumption => ({ name, section: "1", text: "It is so." });
const item = object(
  {
    id: { type: "string", format: ["UUID"], assumes: about("ids") },
    role: { type: "string", enum: ["user", "assistant"] },
    at: { type: "string", format: ["date-time in seconds with Z"] },
  },
  {
    count: integer,
    note: orNull(string),
    extra: anything,
    own: map(integer),
    packed: { type: "string", contentSchema: object({ title: string }) },
    source: { anyOf: [string, object({ url: string }, { title: string })] },
  },
);
const schema: AnswerSchema = list(item, {
  order: { by: ["at"], direction: "oldest-first" },
  assumes: about("order"),
});
const good = {
  id: "0b0e5b5e-7f4b-4b0b-9d7a-0f1e2d3c4b5a",
  role: "user",
  at: "2024-07-25T21:19:01Z",
  count: 3,
  note: null,
  extra: { anything: ["goes"] },
  own: { Jane: 1, "ops@example.com": 2 },
  packed: '{"title":"Handbook"}',
  source: { url: "https://a.example" },
};

/** Each difference as `path kind assumption: form`. */
const told = (value: unknown): readonly string[] =>
  findDifferences(schema, value).map(
    ({ path, kind, found, assumption }) =>
      `${path} ${kind} ${assumption?.name ?? "-"}: ${found ? describeForms([found]) : "nothing"}`,
  );

describe("a value that is as the reference says", () => {
  test("has no differences", () => {
    expect(told([good, { id: good.id, role: "assistant", at: good.at, source: "x" }])).toEqual([]);
    expect(told([])).toEqual([]);
  });
});

describe("told is", () => {
  test.each<[string, unknown, string]>([
    [
      "an unknown property",
      [{ ...good, nickname: "Jane" }],
      "[].nickname unknown order: string of 4 characters",
    ],
    [
      "a missing property, with its own assumption",
      [{ ...good, id: undefined }].map(({ id: _id, ...rest }) => rest),
      "[].id missing ids: nothing",
    ],
    [
      "another type",
      [{ ...good, count: "3" }],
      "[].count type order: string of 1 character (digits)",
    ],
    [
      "a fraction instead of a whole number",
      [{ ...good, count: 2.5 }],
      "[].count type order: number",
    ],
    ["null where there is none", [{ ...good, role: null }], "[].role type order: null"],
    [
      "another format of an id",
      [{ ...good, id: "42" }],
      "[].id format ids: string of 2 characters (digits)",
    ],
    [
      "another format of a time",
      [{ ...good, at: "2024-07-25T21:19:01.123456+02:00" }],
      "[].at format order: string of 32 characters (date-time in microseconds with an offset)",
    ],
    [
      "a value that is not listed",
      [{ ...good, role: "Visitor Jane" }],
      "[].role value order: string of 12 characters",
    ],
    [
      "JSON in a string that is none",
      [{ ...good, packed: "Handbook" }],
      "[].packed content order: string of 8 characters",
    ],
    [
      "what is wrong inside JSON in a string",
      [{ ...good, packed: "{}" }],
      "[].packed → JSON.title missing order: nothing",
    ],
    ["none of several shapes", [{ ...good, source: 7 }], "[].source type order: integer"],
    [
      "the nearest of several shapes",
      [{ ...good, source: { url: 7 } }],
      "[].source.url type order: integer",
    ],
    [
      "a value in somebody's own record, without its name",
      [{ ...good, own: { Jane: "secret" } }],
      "[].own.* type order: string of 6 characters",
    ],
    [
      "an envelope around a list",
      { data: [good], total: 1, Jane: 2 },
      " type order: object of 3 properties (`data`, `total`)",
    ],
    [
      "another order",
      [good, { ...good, at: "2024-07-25T21:19:00Z" }],
      " order order: array of 2 items",
    ],
  ])("%s", (_name, value, expected) => {
    expect(told(value)).toEqual([expected]);
  });

  test("no name of a property that may be somebody's data", () => {
    const names = ["ops@example.com", "365350385462882093", "Jane Doe", "a".repeat(41), "é"];
    expect(names.map(shownName)).toEqual(
      [15, 18, 8, 41, 1].map((length) => `(a name of ${length} characters)`),
    );
    expect(["created_at", "hasNextPage", "$ref", "line2"].map(shownName)).toEqual([
      "created_at",
      "hasNextPage",
      "$ref",
      "line2",
    ]);
  });
});

/** Another value of the same form: each character becomes one of its class, and each number another one. */
function disguise(value: unknown): unknown {
  if (typeof value === "string")
    return Array.from(value, (character) => {
      // They are what makes a time one.
      if (/[TZ]/.test(character)) return character;
      if (/\d/.test(character)) return "7";
      if (/[a-f]/.test(character)) return "b";
      if (/[g-z]/.test(character)) return "y";
      if (/[A-F]/.test(character)) return "B";
      if (/[G-Z]/.test(character)) return "Y";
      return /[\u0020-\u007e]/.test(character) ? character : "é";
    }).join("");
  // A whole number stays one however large it is.
  if (typeof value === "number") return Number.isInteger(value) ? 7 : 7.5;
  if (typeof value === "boolean") return true;
  if (Array.isArray(value)) return value.map(disguise);
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, disguise(one)]))
    : value;
}

const time = fc
  .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
  .chain((date) =>
    fc.constantFrom(date.toISOString(), date.toUTCString(), date.toISOString().slice(0, 10)),
  );
const documents = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      time,
      fc.uuid(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ minLength: 1 }).filter((name) => name !== "__proto__"),
      tie("value"),
      { maxKeys: 4 },
    ),
  ),
})).value;

/** Items of the schema in which anything may stand anywhere. */
const disturbed = fc.array(
  fc
    .record(
      {
        ...Object.fromEntries(Object.keys(good).map((name) => [name, documents])),
        more: documents,
      },
      { requiredKeys: [] },
    )
    // What is inside such a text is looked into, so no other text has its form.
    .map((members) => ({ ...good, ...members, at: good.at, packed: good.packed })),
  { maxLength: 3 },
);

describe("a form tells nothing of a value", () => {
  test("so any other document of the same form has the same", () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(formOf(disguise(document))).toEqual(formOf(document));
      }),
      { numRuns: 1000 },
    );
  });

  test("and nothing of a value is in what a comparison tells", () => {
    const dressed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map((one: object) => ({
            ...(disguise(one) as object),
            at: good.at,
            packed: good.packed,
          }))
        : value;
    fc.assert(
      fc.property(disturbed, (value) => {
        // Of the values that the reference lists it is told that they are some.
        const compared = (one: unknown) =>
          findDifferences(schema, one).filter(({ kind }) => kind !== "value");
        expect(compared(dressed(value))).toEqual(compared(value));
      }),
      { numRuns: 1000 },
    );
  });

  test("nor is a text that stands anywhere in a document", () => {
    const marked = fc.stringMatching(/^secret[a-z]{6}$/);
    fc.assert(
      fc.property(documents, marked, (document, secret) => {
        const planted = JSON.parse(
          JSON.stringify(document, (_name, value: unknown) =>
            typeof value === "string" ? value + secret : value,
          ),
        ) as unknown;
        const all = [
          findDifferences(schema, planted),
          findDifferences(list(anything), planted),
          findDifferences(object({ a: string }), { a: planted, b: planted }),
        ];
        expect(JSON.stringify(all)).not.toContain(secret);
      }),
      { numRuns: 1000 },
    );
  });
});
