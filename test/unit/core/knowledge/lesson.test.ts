import fc from "fast-check";
import { expect, test } from "vitest";
import { readLesson, writeLesson } from "../../../../src/core/knowledge/lesson.ts";

test("a lesson is a heading and what stands below it", () => {
  const text = writeLesson({
    question: "When is\nhigh water?",
    answer: "At six.\n\n- twice a day",
  });
  expect(text).toBe("# When is high water?\n\nAt six.\n\n- twice a day\n");
  expect(readLesson(text)).toEqual({
    question: "When is high water?",
    answer: "At six.\n\n- twice a day",
  });
});

test.each(["", "# ", "# When?", "\n\n"])("%j is no lesson", (text) => {
  expect(readLesson(text)).toBeUndefined();
});

test("what is written is read again", () => {
  const words = fc.stringMatching(/^[a-z][a-z ?]{0,20}[a-z]$/);
  fc.assert(
    fc.property(words, words, (question, answer) => {
      const lesson = readLesson(writeLesson({ question, answer }));
      expect(lesson).toEqual({ question: question.replaceAll(/\s+/g, " "), answer });
    }),
  );
});
