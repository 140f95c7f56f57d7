import { expect, test } from "vitest";
import { titleOf } from "../../../../src/core/chat/titleOf.ts";

test("a session is called after the first line of what was typed, without what stands around it", () => {
  expect(titleOf("  \n How do I travel?\nconst code = 1;\n")).toBe("How do I travel?");
  expect(titleOf("\n\n")).toBe("");
});

test("a long line is shortened", () => {
  const title = titleOf("x".repeat(100));
  expect(title.length).toBeLessThanOrEqual(61);
  expect(title).toMatch(/^x{50,}…$/);
});

test("a question of attached code alone is called after its file", () => {
  expect(titleOf("`src/a.ts`, lines 2–4:\n\n```ts\nconst a = 1;\n```")).toBe("src/a.ts");
});
