import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeBlocksOf } from "../../../src/core/markdown/codeBlocks.ts";
import { readCode } from "../../../webview/markdown/codeText.ts";
import { MarkdownView } from "../../../webview/markdown/markdownView.ts";
import { seededRandom } from "../../helpers/random.ts";
import { cut, showPieces, showWhole } from "./showMarkdown.ts";

const words = fc.constantFrom(
  ..."a|b c|*x*|**y|_z_|`code`|~~d~~|[l]|[l][m]|![i](u)|[t](https://a.example 'x')|<b>|<!--|-->|&amp;|\\*|  |https://a.example/?x|a@b.example|]|(|)|☐|é|😀".split(
    "|",
  ),
);
const starts = fc.constantFrom(
  ..."|- |* |1. |2) |> |    |\t|# |### |---|===|```|~~~|- [x] |<div>|<p |[l]: https://a.example|[m]: <x> 'y'|[l]:|| a | b ||| - | - ||| 1".split(
    "|",
  ),
  "| a | b |",
  "| - | - |",
  "| 1",
);
const line = fc
  .tuple(fc.array(starts, { maxLength: 3 }), fc.array(words, { maxLength: 5 }))
  .map(([marks, texts]) => marks.join("") + texts.join(" "));
/** One unit, many times: what a model does that repeats itself. */
const repeated = fc
  .tuple(fc.oneof(starts, words), fc.integer({ min: 2, max: 150 }))
  .map(([unit, times]) => unit.repeat(times));
/** A block inside others. */
const nested = fc
  .tuple(
    fc.array(fc.constantFrom("> ", "- ", "1. ", "  "), { maxLength: 8 }),
    fc.array(line, { maxLength: 4 }),
  )
  .map(([marks, lines]) => lines.map((text) => marks.join("") + text).join("\n"));
const ends = fc.constantFrom("\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "");
const markdown = fc
  .array(fc.tuple(fc.oneof({ weight: 6, arbitrary: line }, nested, repeated), ends), {
    maxLength: 14,
  })
  .map((parts) => parts.flat().join(""));

const harmless = new Set(
  "div p h3 h4 h5 h6 ul ol li blockquote hr table thead tbody tr th td pre code em strong del a br span button svg path".split(
    " ",
  ),
);
const webSchemes = new Set(["http:", "https:", "mailto:"]);

describe("any Markdown", () => {
  test("is the same in pieces as whole, and what it costs is bounded", () => {
    fc.assert(
      fc.property(markdown, fc.constantFrom(1, 4, 40), fc.integer(), (text, longest, seed) => {
        const whole = showWhole(text);
        const { root, work } = showPieces(cut(text, longest, seededRandom(seed)));
        expect(root.innerHTML).toBe(whole.innerHTML);
        // A short line is read again with each piece of it; a long one is not.
        expect(work).toBeLessThanOrEqual(text.length * (30 + 2000 / longest));
        expect(whole.querySelectorAll("*").length).toBeLessThan(200 + text.length * 8);
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  test("makes nothing but text, structure and links to the web", () => {
    const html = fc.constantFrom(
      "<script>alert(1)</script>",
      "<img src=x onerror=alert(1)>",
      "[a](javascript:alert(1))",
      "[a](JAVA\tSCRIPT:alert(1))",
      "<javascript:alert(1)>",
      "![a](data:text/html,x)",
      "[a]: vscode://x\n\n[a]",
      "<style>*{}</style>",
      "<math><mtext></form>",
      "</parley-markdown>",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(html, markdown), { maxLength: 6 }), (parts) => {
        const root = showWhole(parts.join("\n\n"));
        const tags = [...root.querySelectorAll("*")].map(({ localName }) => localName);
        expect(tags.filter((tag) => !harmless.has(tag))).toEqual([]);
        const names = [...root.querySelectorAll(":not(svg, svg *)")].flatMap((element) =>
          element.getAttributeNames(),
        );
        expect(names.filter((name) => name.startsWith("on") || name === "style")).toEqual([]);
        const schemes = [...root.querySelectorAll("a")].map(({ protocol }) => protocol);
        expect(schemes.filter((scheme) => !webSchemes.has(scheme))).toEqual([]);
      }),
    );
  }, 60_000);

  test("has its code blocks where the host finds them by their place", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const shown = [...showWhole(text).querySelectorAll(".code code")].map(readCode);
        expect(codeBlocksOf(text).map(({ code }) => code)).toEqual(shown);
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  test("that is changed afterwards is as if it had come so", () => {
    fc.assert(
      fc.property(markdown, markdown, (before, after) => {
        const root = document.createElement("div");
        const view = new MarkdownView(root);
        view.append(before, []);
        view.set(after, []);
        expect(root.innerHTML).toBe(showWhole(after).innerHTML);
      }),
    );
  }, 60_000);
});
