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
  const bound = (): (string | null)[] =>
    [...root.querySelectorAll(".cited")].map(({ textContent }) => textContent);

  test("is bound to the last word before it", () => {
    view.set("One sentence. [1.1] Another\n[1.1]", sources);
    expect(root.querySelector("p")?.textContent).toBe("One sentence.1 Another1");
    expect(bound()).toEqual(["sentence.1", "Another1"]);
  });

  test("is bound to no more than the end of what has no spaces, and to nothing at the beginning", () => {
    view.set("[1.1] see averyverylongname[1.1], 这是一个没有空格的很长的句子👩。[1.1]", sources);
    expect(bound()).toEqual(["1", "verylongname1", "有空格的很长的句子👩。1"]);
  });

  test("is a quiet chip until its source is there, and the text that it was where none comes", () => {
    const text = "One [1.1] and two [3.4]. `[1.1]`";
    const whole = document.createElement("div");
    new MarkdownView(whole).set(text, sources);
    view.awaitsSources = true;
    view.append(text, []);
    expect(bound()).toEqual(["One1.1", "two3.4"]);
    expect(root.querySelectorAll(".chip.expected")).toHaveLength(2);
    expect(root.querySelector("code")?.textContent).toBe("[1.1]");
    view.finish(sources, text);
    expect(root.querySelectorAll(".chip.expected")).toHaveLength(0);
    expect(root.querySelector("p")?.textContent).toBe("One1 and two [3.4]. [1.1]");
    expect(root.innerHTML).toBe(whole.innerHTML);
  });

  test("is text while it arrives where nothing can be cited", () => {
    view.append("One [1.1] and", []);
    expect(root.querySelector("p")?.textContent).toBe("One [1.1] and");
  });

  test("keeps its neighbours with it", () => {
    const second = { id: "b", title: "B", marker: "[2.1]" };
    view.set("One sentence [1.1] [2.1]. And *more* [1.1]", [...sources, second]);
    expect(bound()).toEqual(["sentence12", "1"]);
  });
});

describe("a code block", () => {
  const isArriving = () => root.querySelector(".code")?.classList.contains("arriving");

  test("offers nothing to do with it while it arrives", () => {
    view.append("```ts\nlet a", []);
    expect(isArriving()).toBe(true);
    view.append(" = 1;\n```\n\nAnd", []);
    expect(isArriving()).toBe(false);
  });

  test.each([
    ["was cut off", () => (view.append("```ts\nlet a", []), view.finish([], "```ts\nlet a"))],
    ["is whole without its end", () => view.set("```ts\nlet a", [])],
  ])("offers what there is once its answer %s", (_what, show) => {
    show();
    expect(isArriving()).toBe(false);
  });
});
