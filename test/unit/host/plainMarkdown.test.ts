import fc from "fast-check";
import { marked } from "marked";
import { expect, test } from "vitest";
import { plainMarkdown, quotedMarkdown } from "../../../src/host/text/plainMarkdown.ts";
import { shownText } from "../../helpers/shownText.ts";

const mark = fc.constantFrom(
  ..."# - + > 1. ``` ~~~ | = --- *a* _b_ `c` <b> &amp; [x](y) ![x](y) https://a.example".split(" "),
  "$(trash)",
  "word",
);
const line = fc.array(mark, { minLength: 1, maxLength: 6 }).map((marks) => marks.join(" "));

test("nothing in a text counts as Markdown", () => {
  fc.assert(
    fc.property(line, (text) => {
      const html = marked.parse(plainMarkdown(text), { async: false });
      expect(html).toMatch(/^<p>[^<]*<\/p>\n$/);
      expect(shownText(plainMarkdown(text))).toBe(text);
    }),
  );
});

test("a text of several lines is one quotation, whatever its lines begin with", () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      const markdown = quotedMarkdown(lines.join("\n"));
      expect(marked.lexer(markdown).map(({ type }) => type)).toEqual(["blockquote"]);
      expect(shownText(markdown)).toBe(lines.join("\n"));
    }),
  );
});

test("indentation and empty lines stay", () => {
  expect(quotedMarkdown("if x\r\n    y\n\n\tz")).toBe(
    "> if x  \n> &nbsp;&nbsp;&nbsp;&nbsp;y  \n>   \n> &nbsp;&nbsp;&nbsp;&nbsp;z",
  );
});
