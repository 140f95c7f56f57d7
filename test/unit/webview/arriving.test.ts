import { beforeEach, describe, expect, test } from "vitest";
import { Caret } from "../../../webview/markdown/caret.ts";
import { MarkdownView } from "../../../webview/markdown/markdownView.ts";
import { showWhole } from "./showMarkdown.ts";

let root: HTMLElement;
let view: MarkdownView;
beforeEach(() => {
  root = document.createElement("div");
  view = new MarkdownView(root);
});

const shown = (...pieces: readonly string[]): string => {
  for (const piece of pieces) view.append(piece, []);
  return root.textContent;
};

describe("what more text may finish is held back", () => {
  test.each([
    ["a **", "a "],
    ["a **bold and", "a "],
    ["a **bold** and *more", "a bold and "],
    ["a `code", "a "],
    ["see [the guide", "see "],
    ["see [the guide]", "see "],
    ["see [the guide](https://a.exam", "see "],
    ["see [the guide][la", "see "],
    ["*see [the guide](https://a.exam", ""],
    ["as it says [1.2", "as it says "],
    ["text\n| a | b", "text\n"],
    ["| a | b |\n| -", ""],
    ["```ts\nlet a\n``", "let a"],
  ])("%j shows %j", (text, wanted) => {
    expect(shown(text).replace(/^ts/, "")).toBe(wanted);
    view.finish([], text);
    expect(root.innerHTML).toBe(showWhole(text).innerHTML);
  });

  test.each([
    "5 * 3 and snake_case here",
    "an array [1] here",
    "closed **bold** [link](https://a.example) and `code` here",
    "| a | b |\n| - | - |\n| 1 | 2 |\n",
  ])("nothing of %j", (text) => {
    expect(shown(text)).toBe(showWhole(text).textContent);
  });

  test("until it closes", () => {
    expect(shown("a **bo")).toBe("a ");
    expect(shown("ld")).toBe("a ");
    expect(shown("** b")).toBe("a bold b");
    expect(root.querySelector("strong")?.textContent).toBe("bold");
  });

  test("until its block ends", () => {
    expect(shown("a **bold")).toBe("a ");
    expect(shown("\n\nnext")).toBe("a **boldnext");
  });

  test("only so long", () => {
    expect(shown(`*note: ${"word ".repeat(90)}`)).toContain("*note");
  });

  test("in a row of a table until its line ends", () => {
    view.append("| a | b |\n| - | - |\n| 1 | 2", []);
    expect(root.querySelectorAll("tbody tr")).toHaveLength(0);
    view.append(" |\n", []);
    expect(root.querySelectorAll("tbody tr")).toHaveLength(1);
  });

  test("and is there when text is added without being read", () => {
    const long = "word ".repeat(300);
    expect(shown(`${long}**bold`, "er than")).toBe(`${long}**bolder than`);
  });
});

describe("the caret", () => {
  const places = (): readonly (string | null)[] =>
    [...root.querySelectorAll("[data-caret]")].map((element) => element.textContent);

  test("stands in the one element in which the text goes on, and then nowhere", () => {
    const caret = new Caret(root);
    const follow = (text: string): void => {
      view.append(text, []);
      caret.follow();
    };
    follow("One\n\n- two\n  - three");
    expect(places()).toEqual(["three"]);
    follow("\n\n```ts\nlet a");
    expect(places()).toEqual(["let a"]);
    follow(" = 1;\n```\n\nAnd **more**");
    expect(places()).toEqual(["And more"]);
    caret.hide();
    expect(places()).toEqual([]);
  });
});

describe("a citation", () => {
  const sources = [{ id: "a", title: "A", marker: "[1.1]" }];

  test("is bound to the last word before it", () => {
    view.set("One sentence. [1.1] Another\n[1.1]", sources);
    expect(root.querySelector("p")?.textContent).toBe("One sentence.\u20601 Another\u20601");
    expect(root.querySelectorAll(".chip")).toHaveLength(2);
  });
});
