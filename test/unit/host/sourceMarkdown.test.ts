import { marked } from "marked";
import { expect, test } from "vitest";
import { sourceMarkdown } from "../../../src/host/panel/sourceMarkdown.ts";

const source = {
  id: "1",
  title: "on-call *runbook*.pdf",
  url: "https://a.example/x_y_z",
  page: 3,
  similarity: 0.864,
  notes: "team: [ops](command:x)",
};

test("a source has its page, its similarity and its notes, and its passage as a quote", () => {
  const html = marked.parse(sourceMarkdown(source, "One **two**\n\n- three\n"), { async: false });
  expect(html).toContain("<h1>on-call *runbook*.pdf</h1>");
  expect(html).toContain("<li>Page: 3</li>");
  expect(html).toContain("<li>Similarity: 86 %</li>");
  expect(html).toContain("https://a.example/x_y_z");
  expect(html).toContain("<li>team: [ops](command:x)</li>");
  expect(html).toMatch(
    /<blockquote>[^]*<strong>two<\/strong>[^]*<li>three<\/li>[^]*<\/blockquote>/,
  );
});

test.each([
  "[x](command:workbench.action.quit)",
  "[x](<vscode://evil.example>) and [x](\\vscode://evil.example)",
  "[x][y]\n\n[y]: vscode://evil.example",
  "<vscode://evil.example>",
  "[x](&#118;scode://evil.example)",
])("no link of %j leads into the editor", (passage) => {
  const html = marked.parse(
    sourceMarkdown({ ...source, title: passage, notes: passage }, passage),
    {
      async: false,
    },
  );
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => href);
  expect(links.filter((href) => !/^(?:https?:|mailto:)/.test(href))).toEqual([]);
  const safe = sourceMarkdown(source, "[guide](https://b.example/c)");
  expect(marked.parse(safe, { async: false })).toContain('href="https://b.example/c"');
});

test.each([
  "![x](https://evil.example/a.png)",
  "![x][y]\n\n[y]: https://evil.example/a.png",
  "<img src=https://evil.example/a.png>",
  "text\n\n<IMG\nsrc=https://evil.example/a.png>",
  "<!-- <img src=x> --><svg><image href=https://evil.example/a.png /></svg>",
  "<?php ?><style>@import url(https://evil.example)</style>",
])("nothing of %j is loaded or is HTML", (passage) => {
  for (const text of [passage, `${passage}\n> ${passage}`]) {
    const html = marked.parse(sourceMarkdown({ ...source, title: passage, notes: passage }, text), {
      async: false,
    });
    expect(html).not.toMatch(/<(?:img|svg|style|image|!--|\?)/i);
    expect(html).toContain("evil.example".slice(0, passage.includes("evil") ? 12 : 0));
  }
});
