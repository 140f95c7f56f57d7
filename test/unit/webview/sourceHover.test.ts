import { expect, test } from "vitest";
import { SourceHover } from "../../../webview/view/sourceHover.ts";

test("the hover of a source is rendered, with what is known of it and nothing to click", () => {
  const source = {
    id: "s",
    title: "Guide",
    page: 3,
    similarity: 0.86,
    notes: "team: ops",
    passage: "See **this** [page](https://a.example)\n\n```ts\nlet a;\n```",
  };
  document.body.innerHTML = `<article data-key="k"><button data-source="s">1</button></article>`;
  const hover = new SourceHover(() => ({
    key: "k",
    role: "assistant",
    text: "",
    sources: [source],
  }));
  document.querySelector<HTMLElement>("[data-source]")?.focus();
  const shown = document.querySelector("#source-hover");
  expect(shown?.querySelector("parley-markdown strong")?.textContent).toBe("this");
  expect(shown?.textContent).toContain("page 3 · 86 % similar · team: ops");
  expect(shown?.querySelectorAll("button, [href]")).toHaveLength(0);
  expect(hover.hide()).toBe(true);
});
