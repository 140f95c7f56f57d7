import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { Source } from "../../../src/core/model.ts";
import { MarkdownView } from "../../../webview/markdown/markdownView.ts";

let root: HTMLElement;
beforeEach(() => {
  root = document.createElement("div");
});

const html = (text: string, sources: readonly Source[] = []): string => {
  const element = document.createElement("div");
  new MarkdownView(element).set(text, sources);
  return element.innerHTML;
};

/** Shows a text piece by piece, as an answer arrives, and then as the complete text. */
function stream(text: string, lengths: Iterable<number>, sources: readonly Source[] = []): string {
  const element = document.createElement("div");
  const view = new MarkdownView(element);
  let at = 0;
  for (const length of lengths) {
    if (at >= text.length) break;
    view.append(text.slice(at, at + length), sources);
    at += length;
  }
  view.set(text, sources);
  return element.innerHTML;
}

const answer = `# Title

A paragraph with **bold**, \`code\` and a [link](https://example.com/a).

1. one
2. two

   still two
3. three

| a | b |
| - | - |
| 1 | 2 |

\`\`\`ts
const x = "\`\`";
~~~
\`\`\`

> quote

Setext
======

- [x] done
- [ ] open
`;

describe("an answer that arrives", () => {
  test("ends up as if it had come at once, however it was cut", () => {
    for (const length of [1, 2, 3, 7, 50, 1000]) {
      expect(
        stream(
          answer,
          Array.from({ length: answer.length }, () => length),
        ),
      ).toBe(html(answer));
    }
  });

  test("ends up so for any text", () => {
    const markdown = fc.string({ unit: fc.constantFrom(..."#*`~-|>[]()! \n1.a=_<&".split("")) });
    fc.assert(
      fc.property(
        markdown,
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 200 }),
        (text, lengths) => {
          expect(stream(text, lengths)).toBe(html(text));
        },
      ),
    );
  });

  test("never touches its finished blocks again", () => {
    const view = new MarkdownView(root);
    view.append("First paragraph.\n\nSecond", []);
    const first = root.firstElementChild;
    view.append(" paragraph.\n\n```ts\nlet a", []);
    view.append(" = 1;\n", []);
    view.set("First paragraph.\n\nSecond paragraph.\n\n```ts\nlet a = 1;\n```\n", []);
    expect(root.firstElementChild).toBe(first);
    expect(root.textContent).toContain("let a = 1;");
  });

  test("an open code fence only grows", () => {
    const view = new MarkdownView(root);
    view.append("```ts\nlet a", []);
    const code = root.querySelector("code");
    view.append(" = 1;\nlet b", []);
    expect(root.querySelector("code")).toBe(code);
    expect(code?.textContent).toBe("let a = 1;\nlet b");
    view.append("\n```\nafter", []);
    expect(root.querySelector(".code + *, .block:last-child")?.textContent).toBe("after");
  });
});

describe("a long answer", () => {
  const append = (view: MarkdownView, text: string, length: number): void => {
    for (let at = 0; at < text.length; at += length) view.append(text.slice(at, at + length), []);
  };
  const shape = (): readonly (string | null)[] =>
    [...root.querySelectorAll("li, tr, pre, p")].map((element) => element.textContent);
  const wanted = (text: string): readonly (string | null)[] => {
    const other = document.createElement("div");
    new MarkdownView(other).set(text, []);
    return [...other.querySelectorAll("li, tr, pre, p")].map((element) => element.textContent);
  };

  test.each([
    [
      "a list",
      Array.from({ length: 400 }, (_, index) => `- item **${index}** with some words\n`).join(""),
    ],
    [
      "a numbered list",
      Array.from({ length: 400 }, (_, index) => `${index + 1}. item with some words\n`).join(""),
    ],
    [
      "a table",
      `| a | b |\n| - | - |\n${Array.from({ length: 400 }, (_, index) => `| ${index} | \`x\` |\n`).join("")}`,
    ],
    ["code", `\`\`\`\n${"let a = 1;\n".repeat(500)}\`\`\`\n\nafter\n`],
    ["a paragraph without an end", "word and **word** and more words ".repeat(1000)],
  ])("of %s shows the same as when it is parsed as a whole", (_name, text) => {
    const view = new MarkdownView(root);
    append(view, text, 37);
    view.finish([], text);
    expect(shape()).toEqual(wanted(text));
  });

  test("of a numbered list is one list", () => {
    const view = new MarkdownView(root);
    const text = Array.from(
      { length: 300 },
      (_, index) => `${index + 1}. item with some words\n`,
    ).join("");
    append(view, text, 50);
    const first = root.querySelector("li");
    view.finish([], text);
    expect(root.querySelectorAll("ol")).toHaveLength(1);
    expect(root.querySelectorAll("li")).toHaveLength(300);
    expect(root.querySelector("li")).toBe(first);
  });

  test("keeps the rows of a table that are there while more arrive", () => {
    const view = new MarkdownView(root);
    view.append(`| a |\n| - |\n${"| x |\n".repeat(20)}`, []);
    const row = root.querySelectorAll("tr")[10];
    view.append("| y |\n| z |\n", []);
    expect(root.querySelectorAll("tr")[10]).toBe(row);
    expect(
      [...root.querySelectorAll("tbody tr")].map((line) => line.textContent).slice(19),
    ).toEqual(["x", "y", "z"]);
  });

  test("gets chips for sources that come after the text", () => {
    const view = new MarkdownView(root);
    const text = "One [1.1].\n\nTwo [2.2].";
    append(view, text, 5);
    view.finish([{ id: "a", title: "A", marker: "[2.2]" }], text);
    expect(root.querySelectorAll(".chip")).toHaveLength(1);
  });
});

describe("what an answer may contain", () => {
  test("numbers that a list starts with, and columns that are aligned, stay", () => {
    expect(html("7. seven")).toContain('<ol start="7"');
    expect(html("| a |\n| -: |\n| 1 |")).toContain('<td align="right">');
  });

  test("HTML is shown as it was written", () => {
    const shown = html(
      "a <b onclick=alert(1)>b</b>\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>",
    );
    expect(shown).not.toMatch(/<(?:script|img|b)\b/);
    expect(shown).toContain("&lt;script&gt;");
  });

  test("pictures are a text with their address", () => {
    const shown = html("![A chart](https://example.com/a.png)");
    expect(shown).not.toContain("<img");
    expect(shown).toContain("A chart");
    expect(shown).toContain('href="https://example.com/a.png"');
  });

  test.each([
    "javascript:alert(1)",
    "command:x.y",
    "data:text/html,x",
    "vscode://x/y",
    "file:///etc/passwd",
  ])("a link to %s leads nowhere", (address) => {
    expect(html(`[click](${address})`)).not.toContain("href");
  });
});

describe("citations", () => {
  const sources = [
    { id: "b", title: "Second", marker: "[3.4]" },
    { id: "a", title: "First", marker: "[1.1]" },
    { id: "c", title: "Never cited", marker: "[9.9]" },
  ];

  test("become chips, numbered by their first place; code and unknown brackets stay", () => {
    new MarkdownView(root).set("See [1.1] and [3.4] and [1.1], not [7] nor `[1.1]`.", sources);
    const chips = [...root.querySelectorAll(".chip")];
    expect(chips.map((chip) => [chip.textContent, chip.getAttribute("aria-label")])).toEqual([
      ["1", "Source 1: First"],
      ["2", "Source 2: Second"],
      ["1", "Source 1: First"],
    ]);
    expect(root.textContent).toContain("[7]");
    expect(root.querySelector("code")?.textContent).toBe("[1.1]");
  });

  test("have the same numbers while the answer arrives", () => {
    const text = "One [3.4].\n\nTwo [1.1].\n\nThree [3.4] end.";
    expect(
      stream(
        text,
        Array.from({ length: text.length }, () => 4),
        sources,
      ),
    ).toBe(html(text, sources));
    const view = new MarkdownView(root);
    view.append("One [3.4].\n\nTwo [1.1].\n\nThree", sources);
    expect([...root.querySelectorAll(".chip")].map((chip) => chip.textContent)).toEqual(["1", "2"]);
  });
});
