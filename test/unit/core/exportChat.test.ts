import { describe, expect, test } from "vitest";
import { exportMarkdown, messageMarkdown } from "../../../src/core/chat/exportMarkdown.ts";
import { exportText } from "../../../src/core/chat/exportText.ts";
import type { Message, Source } from "../../../src/core/model.ts";

const names = {
  you: "You",
  aiAgent: "AI agent",
  chatbot: "Harbor Docs",
  agent: "Human agent",
  service: "Service",
  page: (page: number) => `page ${page}`,
};
const marked = (id: string, more: Partial<Source> = {}): Source => ({
  id,
  title: `Page ${id}`,
  marker: `[${id}]`,
  ...more,
});
const answer = (text: string, sources?: readonly Source[]): Message => ({
  key: "a",
  role: "assistant",
  text,
  ...(sources && { sources }),
});
const write = (...messages: readonly Message[]): string =>
  exportMarkdown({ title: "Chat", messages, names });

describe("a chat as Markdown", () => {
  test("has a heading for each message, with who says it and when", () => {
    const createdAt = Date.parse("2026-01-02T03:04:05Z");
    const text = write(
      { key: "q", role: "user", text: "Why?", createdAt },
      answer("Because."),
      { key: "h", role: "agent", text: "Hello", author: "Mina" },
      { key: "h2", role: "agent", text: "Hello" },
      { key: "s", role: "system", text: "Closed" },
    );
    expect(text).toBe(
      "# Chat\n\n## You · 2026-01-02T03:04:05.000Z\n\nWhy?\n\n## Harbor Docs\n\nBecause.\n\n" +
        "## Mina\n\nHello\n\n## Human agent\n\nHello\n\n## Service\n\nClosed\n",
    );
  });

  test("says which questions an AI agent has asked, however the service has stored them", () => {
    const messages = ["Why?", "How?\n"].map((text): Message => ({ key: text, role: "user", text }));
    const chat = { title: "Chat", messages, names, aiQuestions: ["How?"] };
    expect(exportMarkdown(chat)).toBe("# Chat\n\n## You\n\nWhy?\n\n## AI agent\n\nHow?\n");
    const words = { sources: "Sources", time: String };
    expect(exportText(chat, words)).toBe("Chat\n\nYou:\n\nWhy?\n\nAI agent:\n\nHow?\n");
  });

  test("has footnotes where the markers stood, in their order, and one for a source that is cited twice", () => {
    const sources = [
      marked("3.4", { page: 7 }),
      marked("3.5", { url: "https://docs.example/a" }),
      marked("9"),
    ];
    expect(write(answer("First [3.5][3.4], then [3.5].", sources))).toBe(
      "# Chat\n\n## Harbor Docs\n\nFirst [^1][^2], then [^1].\n\n" +
        "[^1]: Page 3.5 <https://docs.example/a>\n[^2]: Page 3.4, page 7\n",
    );
  });

  test("keeps markers in code, and refers at the end to a source that is cited only there", () => {
    const text = "See `x[1]` and [2].\n\n```\ny[1]\n```";
    expect(write(answer(text, [marked("1"), marked("2")]))).toBe(
      "# Chat\n\n## Harbor Docs\n\nSee `x[1]` and [^1].\n\n```\ny[1]\n```\n\n[^2]\n\n" +
        "[^1]: Page 2\n[^2]: Page 1\n",
    );
  });

  test("refers to sources without markers at the end of the answer", () => {
    const sources = [
      { id: "1", title: "Shipping", url: "https://orchard.example/shipping" },
      { id: "2", title: "Returns" },
    ];
    expect(write(answer("In two days.", sources))).toContain(
      "In two days.\n\n[^1] [^2]\n\n[^1]: Shipping <https://orchard.example/shipping>\n[^2]: Returns\n",
    );
  });

  test("leaves links, their definitions and escaped brackets alone", () => {
    const text =
      String.raw`[1](https://a.example) \[1] and [1]: here` + "\n\n[1]: https://b.example";
    expect(write(answer(text, [marked("1")]))).toContain(
      String.raw`[1](https://a.example) \[1] and [^1]: here` + "\n\n[1]: https://b.example",
    );
  });

  test("numbers on through the chat, past the labels that the chat itself uses", () => {
    const text = write(
      answer("a [1]", [marked("1")]),
      { key: "q", role: "user", text: "What is [^2]?" },
      answer("b [1]", [marked("1", { title: "Other" })]),
    );
    expect(text).toContain("a [^1]\n\n[^1]: Page 1");
    expect(text).toContain("b [^3]\n\n[^3]: Other");
  });

  test("closes code that was cut off, so that what follows is not code", () => {
    expect(write(answer("[1]\n```ts\nlet x", [marked("1")]), answer("next"))).toContain(
      "[^1]\n```ts\nlet x\n```\n\n[^1]: Page 1\n\n## Harbor Docs\n\nnext",
    );
  });

  test("has each of two markers of which one begins with the other, whatever signs they have", () => {
    const sources = [
      marked("1", { marker: "(a+b)" }),
      marked("2", { marker: "(a+b)?" }),
      marked("3", { marker: "^$" }),
    ];
    expect(write(answer("x (a+b)? y (a+b) z ^$ and aab", sources))).toContain(
      "x [^1] y [^2] z [^3] and aab\n\n[^1]: Page 2\n[^2]: Page 1\n[^3]: Page 3\n",
    );
  });

  test("of one message stands for itself", () => {
    const message = answer(" See [1].\n", [marked("1", { page: 3, url: "https://a.example/x y" })]);
    expect(messageMarkdown(message, names)).toBe("See [^1].\n\n[^1]: Page 1, page 3");
    expect(messageMarkdown(answer("  "), names)).toBe("");
  });

  test("has its title and its speakers on one line", () => {
    const agent: Message = { key: "h", role: "agent", text: "Hello", author: "Mina\n# of  Harbor" };
    expect(exportMarkdown({ title: " A\nchat ", messages: [agent], names })).toBe(
      "# A chat\n\n## Mina # of Harbor\n\nHello\n",
    );
  });

  test("takes titles and addresses of sources as text", () => {
    const source = { id: "1", title: "*A*\n[b](c) <i>", url: "javascript:alert(1)" };
    expect(write(answer("x", [source]))).toContain(String.raw`[^1]: \*A\* \[b\](c) \<i>` + "\n");
  });
});

test("a chat as plain text numbers the sources of each answer from 1", () => {
  const messages = [
    { key: "q", role: "user", text: "Why?", createdAt: 5 } as const,
    answer("Since [x] `[x]`.", [marked("x", { page: 2, url: "https://a.example" })]),
    answer("Also.", [{ id: "1", title: "Shipping" }]),
    answer("", [{ id: "1", title: "https://b.example", url: "https://b.example" }]),
  ];
  const words = { sources: "Sources", time: (time: number) => `at ${time}` };
  expect(exportText({ title: "Chat", messages, names }, words)).toBe(
    "Chat\n\nYou, at 5:\n\nWhy?\n\nHarbor Docs:\n\nSince [1] `[x]`.\n\nSources:\n[1] Page x, page 2, https://a.example\n\n" +
      "Harbor Docs:\n\nAlso. [1]\n\nSources:\n[1] Shipping\n\n" +
      "Harbor Docs:\n\n[1]\n\nSources:\n[1] https://b.example\n",
  );
});
