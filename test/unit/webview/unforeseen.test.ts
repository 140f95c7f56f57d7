import { describe, expect, test } from "vitest";
import { plainText } from "../../../webview/markdown/plainText.ts";
import { seededRandom } from "../../helpers/random.ts";
import { cut, showPieces, showWhole } from "./showMarkdown.ts";

/** Texts of about ten thousand characters that parsers have choked on. */
const nasty: readonly (readonly [string, string])[] = [
  ["bullets inside bullets", `${"- ".repeat(5000)}a`],
  ["quotes inside quotes", `${"> ".repeat(5000)}a`],
  ["numbers inside numbers", `${"1. ".repeat(3300)}a`],
  ["emphasis inside emphasis", "*a **a ".repeat(1400)],
  ["emphasis that closes", "*a **a ".repeat(700) + " a** a*".repeat(700)],
  ["strong inside strong", "**a ".repeat(1250) + "b** ".repeat(1250)],
  ["an address of punctuation", `https://a${"?!".repeat(4995)}`],
  ["many addresses", "https://a".repeat(1100)],
  [
    "a wide table of short rows",
    `${"|a".repeat(100)}|\n${"|-".repeat(100)}|\n${"|x\n".repeat(3200)}`,
  ],
  ["closers without openers", "a_ ".repeat(3300)],
  ["openers without closers", "_a ".repeat(3300)],
  ["mismatched marks", "*a_ ".repeat(2500)],
  ["marks by the rule of three", `a**b${"c* ".repeat(3300)}`],
  ["closing brackets", "a]".repeat(5000)],
  ["opening brackets", "[a".repeat(5000)],
  ["brackets and marks", "[ a_".repeat(2500)],
  ["brackets inside brackets", `${"[".repeat(5000)}a${"]".repeat(5000)}`],
  ["pictures inside pictures", "![[]()".repeat(1600)],
  ["links that do not close", "[a](b".repeat(2000)],
  ["links with an angle that do not close", "[a](<b".repeat(1600)],
  ["titles that do not close", '[a](b "'.repeat(1400)],
  [
    "backticks of all lengths",
    Array.from({ length: 140 }, (_, length) => `e${"`".repeat(length)}`).join(""),
  ],
  ["comments that do not close", `</${"<!--".repeat(2500)}`],
  ["tags that do not close", "<a b='".repeat(1600)],
  ["empty lines in deep lists", `${"- ".repeat(2500)}x${"\n".repeat(5000)}`],
  [
    "deeper and deeper lists",
    Array.from({ length: 140 }, (_, depth) => `${" ".repeat(depth)}* a\n`).join(""),
  ],
  ["uses of one definition", `[a]: https://${"a".repeat(2000)}.example\n\n${"[a] ".repeat(2000)}`],
  [
    "definitions after their uses, one by one",
    Array.from({ length: 600 }, (_, index) => `[l${index}]`).join(" ") +
      Array.from({ length: 600 }, (_, index) => `\n\n[l${index}]: https://a.example`).join(""),
  ],
  ["fences", "```\n".repeat(2500)],
  ["line breaks of the Macintosh", "aaa\rbbb\n-\v\n".repeat(900)],
  ["one word", "a".repeat(10_000)],
  ["stars", `${"*".repeat(10_000)}a`],
];

describe("about ten kilobytes of", () => {
  test.each(nasty)(
    "%s are the same in pieces, and cost in proportion to their length",
    (_name, text) => {
      const whole = showWhole(text);
      const { root, work } = showPieces(cut(text, 60, seededRandom(7)));
      expect(root.innerHTML).toBe(whole.innerHTML);
      expect(work).toBeLessThan(text.length * 30);
      expect(whole.querySelectorAll("*").length).toBeLessThan(text.length * 4);
      expect(depthOf(whole)).toBeLessThan(250);
      expect(plainText(text)).not.toBe("");
    },
  );

  test("marks beyond the limit are shown as they were written", () => {
    expect(showWhole("*a **a ".repeat(100) + " a** a*".repeat(100)).textContent).toContain(
      "*a **a *a",
    );
    expect(showWhole(`${"> ".repeat(200)}a`).textContent).toBe(`${"> ".repeat(101)}a`);
    expect(plainText(`${"- ".repeat(51)}a`)).toBe("- ".repeat(1) + "a");
  });

  test("short rows fill up a table only so far", () => {
    const root = showWhole(`${"|a".repeat(100)}|\n${"|-".repeat(100)}|\n${"|x\n".repeat(100)}`);
    expect(root.querySelectorAll("td")).toHaveLength(20 * 100);
    expect(root.querySelector("table")?.parentElement?.nextElementSibling?.textContent).toContain(
      "|x",
    );
  });
});

describe("line breaks", () => {
  const paragraphs = (end: string): string =>
    Array.from({ length: 500 }, (_, index) => `Paragraph ${index}.${end}${end}`).join("");

  test("of any kind are one each, also cut in two and in a long answer", () => {
    const whole = showWhole(paragraphs("\n")).innerHTML;
    for (const end of ["\r\n", "\r"]) {
      const text = paragraphs(end);
      expect(showWhole(text).innerHTML).toBe(whole);
      for (const longest of [7, 300]) {
        expect(showPieces(cut(text, longest, seededRandom(1))).root.innerHTML).toBe(whole);
      }
    }
    expect(showPieces(["a\r", "", "\nb"]).root.innerHTML).toBe(showWhole("a\nb").innerHTML);
    expect(showPieces(["a\r", "\r", "\nb"]).root.innerHTML).toBe(showWhole("a\n\nb").innerHTML);
  });
});

describe("definitions of links", () => {
  const links = (root: Element): readonly (string | null)[] =>
    [...root.querySelectorAll("a")].map((link) => link.getAttribute("href"));

  test("that end with a later line are used as they end", () => {
    const { root } = showPieces(["See [1].\n\n[1]: https://a.example", "/x is the source.\n"]);
    expect(links(root)).toEqual(["https://a.example/x"]);
    expect(root.querySelector("p")?.textContent).toBe("See [1].");
  });

  test("that turn out to be none leave the brackets", () => {
    const { root } = showPieces(["Use [1] here.", "\n\n[1]: Smith", " et al., 2020\n"]);
    expect(root.textContent).toBe("Use [1] here.[1]: Smith et al., 2020");
  });

  test.each(["> [1]: https://a.example", "- [1]: https://a.example"])(
    "count in %j",
    (definition) => {
      expect(links(showPieces(["See [1].\n\nNext.\n\n", definition, "\n"]).root)).toEqual([
        "https://a.example",
      ]);
    },
  );

  test("count wherever they stand in a long answer", () => {
    const text = `${Array.from({ length: 260 }, (_, index) => `See [${index}], ${"words ".repeat(20)}\n\n`).join("")}${Array.from({ length: 260 }, (_, index) => `[${index}]: https://a.example/${index}\n`).join("")}`;
    expect(text.length).toBeGreaterThan(32_000);
    const { root } = showPieces(cut(text, 60, seededRandom(2)));
    expect(links(root)).toHaveLength(260);
    expect(root.innerHTML).toBe(showWhole(text).innerHTML);
  });

  test("are not waited for: the text is there at once, and the first of a label counts", () => {
    const { root } = showPieces(["[a]: https://one.example\n\n[a]: https://two.example\n\n[a]"]);
    expect(links(root)).toEqual(["https://one.example"]);
  });
});

describe("a long answer", () => {
  test.each([
    ["a list that is cut in a number", "1. one\n\n2. two\n\n3. three\n"],
    ["a table that is cut in its second line", "| a | b |\n| - | - |\n| 1 | 2 |\n"],
    ["a list that turns loose at its end", `${"- item\n".repeat(300)}\n- last\n`],
  ])(
    "with %s is the same wherever it is cut",
    (_name, end) => {
      const text = `${"A paragraph of some words.\n\n".repeat(1300)}${end}`;
      expect(text.length).toBeGreaterThan(32_000);
      const whole = showWhole(text).innerHTML;
      for (let at = text.length - Math.min(end.length, 40); at < text.length; at += 1) {
        expect(showPieces([text.slice(0, at), text.slice(at)]).root.innerHTML).toBe(whole);
      }
    },
    60_000,
  );
});

describe("addresses, titles and pictures", () => {
  test("have their character references resolved once", () => {
    const root = showWhole('[a](https://x.example/?a=1&amp;b=2 "1 &amp; 2") &amp;amp;');
    expect(root.querySelector("a")?.getAttribute("href")).toBe("https://x.example/?a=1&b=2");
    expect(root.querySelector("a")?.title).toBe("1 & 2");
    expect(root.textContent).toBe("a &amp;");
  });

  test("pictures are described without marks", () => {
    const root = showWhole("![A **bold** chart &amp; `code`](https://x.example/a.png?a&amp;b)");
    expect(root.textContent).toBe(
      "Image not loaded: A bold chart & code Open https://x.example/a.png?a&b",
    );
  });
});

function depthOf(element: Element): number {
  return 1 + Math.max(0, ...[...element.children].map(depthOf));
}
