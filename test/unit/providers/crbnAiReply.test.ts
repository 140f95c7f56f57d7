import { expect, test } from "vitest";
import { readParts } from "../../../src/providers/crbnAi/replyEvents.ts";

const kindsOf = (value: unknown): readonly string[] =>
  [...readParts(value)].map(({ kind }) => kind);

test("an error that says that there is none is no error", () => {
  for (const error of [null, false, ""]) expect(kindsOf({ type: "done", error })).toEqual([]);
  expect(kindsOf({ type: "done", error: "overloaded" })).toEqual(["error"]);
  expect(kindsOf({ error: { message: "overloaded" } })).toEqual(["error"]);
});

test("a piece of text is one, also inside an object", () => {
  for (const delta of ["so", { content: "so" }, { text: "so" }])
    expect([...readParts({ delta })]).toEqual([{ kind: "delta", text: "so" }]);
});
