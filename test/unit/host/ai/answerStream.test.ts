import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { marked } from "marked";
import { expect, test } from "vitest";
import type { Message, Source } from "../../../../src/core/model.ts";
import { MemoryLog } from "../../../helpers/fakes.ts";
import { AnswerStream, type CitedSource } from "../../../../src/host/ai/answerStream.ts";

const fixtures = new URL("../../../fixtures/hostile/", import.meta.url);
const sources: readonly Source[] = [
  { id: "a", title: "A", marker: "[dsec111]" },
  { id: "b", title: "B", marker: "[dsec222]" },
  { id: "c", title: "C", marker: "[dsec333]" },
];

/** Shows an answer that grows by pieces of these lengths; `late` sources are known at its end only. */
function show(text: string, lengths: readonly number[], known: readonly Source[], late = known) {
  const pieces: string[] = [];
  const markdown = (piece: unknown): void => {
    if (piece === "_Bot_\n\nunreadable") throw new RangeError("Maximum call stack size exceeded");
    pieces.push(String(piece));
  };
  const stream = new AnswerStream({ markdown }, new MemoryLog(), "Bot");
  const reply = (end: number, its: readonly Source[]): Message => ({
    key: "k",
    role: "assistant",
    text: text.slice(0, end),
    sources: its,
  });
  let end = 0;
  for (const length of lengths) stream.show(reply((end += length), known));
  const cited: readonly CitedSource[] = stream.end(reply(text.length, late));
  return { markdown: pieces.join(""), marks: cited.map(({ source, mark }) => [source.id, mark]) };
}

const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 });

test("what an answer cites is numbered as it arrives, wherever it is cut", () => {
  const text = "See [dsec222] and [dsec111], [1] or `[dsec333]`, [dsec222].";
  fc.assert(
    fc.property(lengths, (cuts) => {
      const { markdown, marks } = show(text, cuts, sources);
      expect(markdown).toBe("_Bot_\n\nSee [1] and [2], [1] or `[dsec333]`, [1].");
      expect(marks).toEqual([
        ["b", "[1]"],
        ["a", "[2]"],
        ["c", "[dsec333]"],
      ]);
    }),
  );
});

test("marks whose sources are told behind the answer stay, and lead to what they cite", () => {
  const shown = show("See [dsec222].", [6, 5], [], sources);
  expect(shown).toEqual({ markdown: "_Bot_\n\nSee [dsec222].", marks: [["b", "[dsec222]"]] });
});

test("sources without marks have none", () => {
  const { marks } = show("Yes.", [2], [], [{ id: "p", title: "Page" }]);
  expect(marks).toEqual([["p", undefined]]);
});

test.each(["unreadable", "- ".repeat(5000), "> ".repeat(5000)])(
  "what VS Code cannot read does no harm: %.12s",
  (text) => {
    const { markdown } = show(text, [], []);
    expect(markdown).toBe("VS Code cannot show this answer. Open it in Parley.");
  },
);

test.each(readdirSync(fixtures))("nothing of %s loads, opens or is HTML", (file) => {
  const text = readFileSync(new URL(file, fixtures), "utf8");
  const cuts = Array.from({ length: 200 }, (_, index) => (index * 7) % 23);
  const { markdown } = show(text, cuts, []);
  expect(markdown).not.toBe("");
  const found: string[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type === "image" || token.type === "html") found.push(token.raw);
    if (token.type === "link" && !/^(?:https?:|mailto:)/i.test(String(token["href"])))
      found.push(token.raw);
  });
  expect(found).toEqual([]);
});
