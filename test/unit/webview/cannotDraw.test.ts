import { html, render } from "lit";
import { beforeEach, expect, test } from "vitest";
import type { Message, Source } from "../../../src/core/model.ts";
import { LiveText } from "../../../webview/liveText.ts";
import { MarkdownElement } from "../../../webview/markdown/markdownElement.ts";
import { orAsText } from "../../../webview/view/orAsText.ts";

/** Sources that cannot be read, as a defect of ours would have it. */
const broken: readonly Source[] = new Proxy([], {
  get: () => {
    throw new Error("unreadable");
  },
});

let element: MarkdownElement;
beforeEach(() => {
  element = new MarkdownElement();
});

test("an answer that cannot be drawn is shown as text, and the next one is drawn", () => {
  element.content = { kind: "complete", text: "**bold**", sources: broken };
  expect(element.textContent).toBe("**bold**");
  element.content = { kind: "complete", text: "**bold**", sources: [] };
  expect(element.innerHTML).toContain("<strong>bold</strong>");
  expect(element.textContent).toBe("bold");
});

test("an answer that arrives and cannot be drawn is shown as text, up to its end", () => {
  const text = new LiveText();
  text.append("**bo");
  element.content = { kind: "live", text, sources: broken };
  text.append("ld**");
  element.content = { kind: "live", text, sources: broken };
  expect(element.textContent).toBe("**bold**");
  element.content = { kind: "live", text, sources: [] };
  expect(element.innerHTML).toContain("<strong>bold</strong>");
});

test("an answer that has arrived keeps its nodes when it is complete", () => {
  const text = new LiveText();
  text.append("one\n\ntwo **bold**");
  element.content = { kind: "live", text, sources: [] };
  const [first] = element.querySelectorAll("p");
  element.content = { kind: "complete", text: "one\n\ntwo **bold**", sources: [] };
  expect(element.querySelector("p")).toBe(first);
  element.content = { kind: "complete", text: "one\n\nthree", sources: [] };
  expect(element.querySelector("p")).toBe(first);
  expect(element.textContent).toBe("onethree");
});

test("a message that cannot be drawn says so with its text, and its neighbours are drawn", () => {
  const root = document.createElement("div");
  const messages: readonly Message[] = [
    { key: "1", role: "user", text: "first" },
    { key: "2", role: "assistant", text: "no **such** time", createdAt: 1e17 },
    { key: "3", role: "user", text: "third" },
  ];
  const view = ({ text, createdAt = 0 }: Message) =>
    html`<p>${text} ${new Date(createdAt).toISOString()}</p>`;
  render(
    messages.map((message) => orAsText(message, () => view(message))),
    root,
  );
  expect(root.querySelectorAll("p")[0]?.textContent).toContain("first 1970");
  const article = root.querySelector('article[data-key="2"]');
  expect(article?.querySelector("summary")?.textContent).toBe("Show as text");
  expect(article?.querySelector("pre")?.textContent).toBe("no **such** time");
  expect(root.textContent).toContain("third 1970");
});
