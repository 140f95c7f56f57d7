import fc from "fast-check";
import { expect, test } from "vitest";
import { plainText } from "../../../webview/markdown/plainText.ts";

test.each([
  ["**bold** and `code` and [a link](https://x.example)", "bold and code and a link"],
  ["# Title\n\ntext", "Title\ntext"],
  ["- one\n- *two*\n  - three", "one\ntwo\nthree"],
  ["| a | b |\n| - | - |\n| 1 | `2` |", "a b\n1 2"],
  ["```ts\nconst a = 1 < 2;\n```", "const a = 1 < 2;"],
  ["> quoted\n> text", "quoted text"],
  ["a &lt; b", "a < b"],
])("%j reads as %j", (markdown, text) => {
  expect(plainText(markdown)).toBe(text);
});

test("any text can be read", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(typeof plainText(text)).toBe("string");
    }),
  );
});
