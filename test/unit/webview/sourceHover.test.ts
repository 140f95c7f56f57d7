import { expect, test } from "vitest";
import type { Source } from "../../../src/core/model.ts";
import { SourceHover } from "../../../webview/view/sourceHover.ts";

function hoverOf(source: Source): SourceHover {
  document.body.innerHTML = `<article data-key="k"><button data-source="s">1</button></article>`;
  return new SourceHover(() => ({
    key: "k",
    role: "assistant",
    text: "",
    sources: [source],
  }));
}

test("the hover of a source is rendered, with what is known of it and nothing to click", () => {
  const source = {
    id: "s",
    title: "Guide",
    page: 3,
    similarity: 0.86,
    notes: "team: ops",
    passage: "See **this** [page](https://a.example)\n\n```ts\nlet a;\n```",
  };
  const hover = hoverOf(source);
  document.querySelector<HTMLElement>("[data-source]")?.focus();
  const shown = document.querySelector("#source-hover");
  expect(shown?.querySelector("parley-markdown strong")?.textContent).toBe("this");
  expect(shown?.textContent).toContain("page 3 · 86 % similar · team: ops");
  expect(shown?.querySelectorAll("button, [href]")).toHaveLength(0);
  expect(hover.hide()).toBe(true);
});

test("the hover can be reached by the pointer, and scrolled", () => {
  const source = { id: "s", title: "Guide", passage: "long ".repeat(100) };
  const hover = hoverOf(source);
  const anchor = document.querySelector<HTMLElement>("[data-source]");
  if (!anchor) throw new Error("there is no source");
  anchor.getBoundingClientRect = () => new DOMRect(20, 100, 10, 12);
  anchor.focus();
  const shown = [...document.querySelectorAll<HTMLElement>("#source-hover")].at(-1);
  // Between them, the pointer would be on something else, and the hover gone.
  expect(shown?.style.top).toBe("112px");
  shown?.dispatchEvent(new Event("scroll"));
  expect(shown?.hidden).toBe(false);
  document.body.dispatchEvent(new Event("scroll"));
  expect(shown?.hidden).toBe(true);
  expect(hover.hide()).toBe(false);
});
