import { tests } from "commonmark-spec";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../helpers/random.ts";
import { shownHtml, wantedHtml } from "./commonMarkDom.ts";
import { cut, showPieces, showWhole } from "./showMarkdown.ts";

/** Where the panel means to differ from the specification, and the examples that show it. */
const differences: readonly (readonly [string, readonly number[]])[] = [
  [
    "HTML is shown as it was written",
    [
      21,
      31,
      201,
      308,
      309,
      344,
      475,
      476,
      477,
      491,
      494,
      524,
      536,
      642,
      643,
      // The section on blocks of HTML, and the one on HTML in a line.
      ...Array.from({ length: 44 }, (_, index) => 148 + index),
      613,
      614,
      615,
      616,
      617,
      623,
      625,
      626,
      627,
      628,
      629,
      630,
      631,
    ],
  ],
  [
    "pictures are not loaded",
    [517, 520, 531, ...Array.from({ length: 18 }, (_, index) => 572 + index), 591],
  ],
  ["an address is opened as it stands there", [20, 526, 538, 603]],
  ["addresses without marks are links, as in GitHub's Markdown", [602, 606, 608, 611, 612]],
];

const examples = tests.map(({ number, markdown, html }) => ({
  number,
  markdown: markdown.replaceAll("→", "\t"),
  html: html.replaceAll("→", "\t"),
}));
const different = new Set(differences.flatMap(([, numbers]) => numbers));

/** Several examples, one below the other; each may change what those around it mean. */
const inRow = Array.from({ length: Math.ceil(examples.length / 20) }, (_, index) =>
  examples
    .slice(index * 20, index * 20 + 20)
    .map(({ markdown }) => markdown)
    .join("\n"),
);

test("the corpus is the whole specification", () => {
  expect(examples).toHaveLength(652);
  expect(inRow).toHaveLength(33);
});

describe("an example of CommonMark", () => {
  test.each(examples)(
    "$number is shown as specified, or on purpose otherwise",
    ({ number, markdown, html }) => {
      const isAsSpecified = shownHtml(showWhole(markdown)) === wantedHtml(html);
      expect(isAsSpecified, shownHtml(showWhole(markdown))).toBe(!different.has(number));
    },
  );

  test.each(examples)("$number is the same in pieces", ({ number, markdown }) => {
    expectSameInPieces(markdown, number);
  });
});

test.each(inRow.map((text, index) => [index, text] as const))(
  "twenty examples in a row (%i) are the same in pieces",
  (index, text) => {
    expectSameInPieces(text, 1000 + index);
  },
);

function expectSameInPieces(text: string, seed: number): void {
  const random = seededRandom(seed);
  const whole = showWhole(text).innerHTML;
  const withReturns = text.replaceAll("\n", "\r\n");
  expect(showWhole(withReturns).innerHTML).toBe(whole);
  for (const form of [text, withReturns]) {
    expect(showPieces(cut(form, 1, random)).root.innerHTML).toBe(whole);
    expect(showPieces(cut(form, 12, random)).root.innerHTML).toBe(whole);
  }
}
