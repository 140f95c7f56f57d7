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

test("an edit begins and ends between characters, also where two share their first or last half", () => {
  const character = fc.string({ unit: fc.constantFrom("a", "😀", "😃", "🐀", "\n") });
  expect(minimalEdit("a😀b", "a😃b")).toEqual({ start: 1, end: 3, text: "😃" });
  fc.assert(
    fc.property(character, character, (before, after) => {
      const { start, end, text } = minimalEdit(before, after);
      expect(before.slice(0, start) + text + before.slice(end)).toBe(after);
      // An editor would widen a range that parts a character, and leave half of it.
      for (const part of [before.slice(0, start), before.slice(end), text])
        expect(part.isWellFormed()).toBe(true);
    }),
  );
});
