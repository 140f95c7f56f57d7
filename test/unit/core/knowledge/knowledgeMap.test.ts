import fc from "fast-check";
import { expect, test } from "vitest";
import { readKnowledgeMap } from "../../../../src/core/knowledge/knowledgeMap.ts";

const target = { account: "Hub", chatbot: "Docs", include: ["docs/**/*.md"] };
const write = (...chatbots: readonly object[]) => JSON.stringify({ chatbots });

test("a map names accounts, chatbots and globs", () => {
  expect(readKnowledgeMap(write(target))).toEqual([{ ...target, exclude: [] }]);
});

test.each([
  ["{", /JSON/],
  ["[]", /chatbots/],
  [write({ ...target, include: [] }), /include/],
  [write({ ...target, include: ["../other/**"] }), /inside the workspace/],
  [write({ ...target, include: ["docs/../../x"] }), /inside the workspace/],
  [write({ ...target, include: ["/etc/*"] }), /inside the workspace/],
  [write({ ...target, include: ["c:/x"] }), /inside the workspace/],
  [write({ ...target, apiKey: "x" }), /apiKey/],
  [write({ ...target, baseUrl: "https://x" }), /baseUrl/],
])("%s is no map", (text, complaint) => {
  expect(readKnowledgeMap(text)).toMatch(complaint);
});

test("whatever stands in the file, reading it gives a list or a sentence", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const read = readKnowledgeMap(text);
      expect(typeof read === "string" ? read !== "" : Array.isArray(read)).toBe(true);
    }),
  );
});
