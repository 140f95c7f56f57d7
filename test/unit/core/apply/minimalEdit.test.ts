import fc from "fast-check";
import { expect, test } from "vitest";
import { minimalEdit } from "../../../../src/core/apply/minimalEdit.ts";

test("an edit makes the one text of the other, and touches only what differs", () => {
  expect(minimalEdit("one\ntwo\nthree", "one\n2\nthree")).toEqual({ start: 4, end: 7, text: "2" });
  expect(minimalEdit("aa", "aaa")).toEqual({ start: 2, end: 2, text: "a" });
  const word = fc.string({ unit: fc.constantFrom("a", "b", "\n") });
  fc.assert(
    fc.property(word, word, (before, after) => {
      const { start, end, text } = minimalEdit(before, after);
      expect(before.slice(0, start) + text + before.slice(end)).toBe(after);
      expect(end).toBeGreaterThanOrEqual(start);
    }),
  );
});
