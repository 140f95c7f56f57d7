import fc from "fast-check";
import { expect, test } from "vitest";
import { readCorrection, writeCorrection } from "../../../../src/core/knowledge/correction.ts";

test("a correction is a heading and what stands below it", () => {
  const text = writeCorrection({
    question: "When is\nhigh water?",
    answer: "At six.\n\n- twice a day",
  });
  expect(text).toBe("# When is high water?\n\nAt six.\n\n- twice a day\n");
  expect(readCorrection(text)).toEqual({
    question: "When is high water?",
    answer: "At six.\n\n- twice a day",
  });
});

test.each(["", "# ", "# When?", "\n\n"])("%j is no correction", (text) => {
  expect(readCorrection(text)).toBeUndefined();
});

test("what is written is read again", () => {
  const words = fc.stringMatching(/^[a-z][a-z ?]{0,20}[a-z]$/);
  fc.assert(
    fc.property(words, words, (question, answer) => {
      const correction = readCorrection(writeCorrection({ question, answer }));
      expect(correction).toEqual({ question: question.replaceAll(/\s+/g, " "), answer });
    }),
  );
});
