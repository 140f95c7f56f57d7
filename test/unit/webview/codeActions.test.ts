import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createCodeBlock, moreActions } from "../../../webview/markdown/codeBlock.ts";
import { languageId } from "../../../webview/markdown/highlight.ts";
import { confirmCopies } from "../../../webview/view/copied.ts";
import { Menu } from "../../../webview/view/menu.ts";

const buttons = (language: string): readonly (string | undefined)[] =>
  [...createCodeBlock(language).block.querySelectorAll("button")].map(
    ({ dataset }) => dataset["codeAction"],
  );
const offered = (
  language: string,
  editor: "none" | "cursor" | "selection",
  hasAttachment = false,
) => moreActions(language, { editor, hasAttachment }).map(([action]) => action);

describe("a code block", () => {
  test("has three buttons and a menu; what is for a terminal is offered for shells only", () => {
    expect(buttons("bash")).toEqual(["copy", "insert", "run", "more"]);
    expect(buttons("ts")).toEqual(["copy", "apply", "insert", "more"]);
  });

  test("offers in its menu what can be done now", () => {
    expect(offered("ts", "none")).toEqual(["new-file", "wrap"]);
    expect(offered("bash", "cursor")).toEqual(["new-file", "wrap"]);
    expect(offered("ts", "cursor", true)).toEqual(["new-file", "compare", "wrap"]);
    expect(offered("ts", "selection")).toEqual(["new-file", "replace", "compare", "wrap"]);
  });
});

test("a language has VS Code's name, and keeps its own where that is none", () => {
  expect(["ts", "ZSH", "shell", "Elixir"].map(languageId)).toEqual([
    "typescript",
    "shellscript",
    "shellscript",
    "elixir",
  ]);
  expect(["constructor", "__proto__", "toString"].map(languageId)).toEqual([
    "constructor",
    "__proto__",
    "tostring",
  ]);
});

describe("the menu", () => {
  let menu: Menu;
  let anchor: HTMLElement;
  const chosen: string[] = [];
  const item = (label: string) => ({ label, run: () => void chosen.push(label) });
  const focused = (): string | null | undefined => document.activeElement?.textContent;
  const press = (key: string): void => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
    );
  };

  beforeEach(() => {
    anchor = document.createElement("button");
    anchor.textContent = "anchor";
    document.body.replaceChildren(anchor);
    chosen.length = 0;
    menu = new Menu();
    menu.toggle(anchor, [item("one"), item("two"), { ...item("three"), isChecked: true }]);
  });

  test("is gone through by keys and gives the focus back", () => {
    expect(focused()).toBe("one");
    press("ArrowUp");
    expect(focused()).toBe("three");
    expect(document.activeElement?.getAttribute("aria-checked")).toBe("true");
    press("ArrowDown");
    press("ArrowDown");
    expect(focused()).toBe("two");
    press("Escape");
    expect(focused()).toBe("anchor");
    expect(anchor.hasAttribute("aria-expanded")).toBe(false);
    expect(menu.close()).toBe(false);
  });

  test("closes when something is chosen, and with a click elsewhere", () => {
    (document.activeElement as HTMLElement).click();
    expect(chosen).toEqual(["one"]);
    expect(menu.close()).toBe(false);
    menu.toggle(anchor, [item("one")]);
    document.body.click();
    expect(menu.close()).toBe(false);
  });

  test("closes with its own button", () => {
    menu.toggle(anchor, [item("one")]);
    expect(menu.close()).toBe(false);
  });
});

describe("what was copied", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("is said for a second, and to a screen reader, once it was copied", () => {
    const said: string[] = [];
    const confirm = confirmCopies((sentence) => void said.push(sentence));
    const { block } = createCodeBlock("ts");
    document.body.replaceChildren(block);
    const [copy, insert] = block.querySelectorAll("button");
    insert?.click();
    expect(said).toEqual([]);
    copy?.click();
    // The clipboard may refuse it.
    expect(said).toEqual([]);
    expect(copy?.hasAttribute("data-copied")).toBe(false);
    confirm();
    expect(said).toEqual(["Copied"]);
    expect(copy?.hasAttribute("data-copied")).toBe(true);
    vi.advanceTimersByTime(1000);
    expect(copy?.hasAttribute("data-copied")).toBe(false);
  });

  test("from elsewhere is no doing of the button that was pressed before", () => {
    const confirm = confirmCopies(() => undefined);
    const { block } = createCodeBlock("ts");
    document.body.replaceChildren(block);
    const [copy] = block.querySelectorAll("button");
    copy?.click();
    confirm();
    vi.advanceTimersByTime(1000);
    // VS Code's context menu copies without a click in the page.
    confirm();
    expect(copy?.hasAttribute("data-copied")).toBe(false);
  });
});
