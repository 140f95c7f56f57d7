import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { colouredScopes } from "../../../webview/markdown/codeLines.ts";
import { loadHighlighter } from "../../../webview/markdown/highlight.ts";

async function read(language: string, code: string) {
  const highlighter = await loadHighlighter(language);
  return highlighter?.(code.split("\n")).lines.map((line) =>
    line.map(({ text, className }) => (className === "" ? text : `${className}:${text}`)),
  );
}

test("the styles colour exactly the scopes that become classes", () => {
  const styles = readFileSync("webview/styles/highlight.css", "utf8");
  const styled = [...styles.matchAll(/\.hljs-([\w-]+)/g)].map(([, name]) => name);
  expect(new Set(styled)).toEqual(colouredScopes);
});

test("what spans lines is in each of them, and texts of one colour are one", async () => {
  expect(await read("ts", "a(); /* one\ntwo */ b;")).toEqual([
    ["hljs-title:a", "(); ", "hljs-comment:/* one"],
    ["hljs-comment:two */", " b;"],
  ]);
});

test("what has no colour of its own looks like what is around it", async () => {
  expect(await read("ts", "`one ${two} three`;")).toEqual([
    ["hljs-string:`one ${two} three`", ";"],
  ]);
});

test("another language inside has its own colours", async () => {
  await loadHighlighter("css");
  expect(await read("html", "<style>\na { color: red }\n</style>")).toEqual([
    ["<", "hljs-name:style", ">"],
    ["hljs-selector-tag:a", " { ", "hljs-attribute:color", ": red }"],
    ["</", "hljs-name:style", ">"],
  ]);
});

test("nothing of the code is left out where the rules of a language fail", async () => {
  const { default: hljs } = await import("highlight.js/lib/core");
  const fail = (): never => {
    throw new Error("broken");
  };
  await loadHighlighter("lua");
  hljs.registerLanguage("lua", () => ({ contains: [{ match: /b/, "on:begin": fail }] }));
  try {
    expect(await read("lua", "a\nb c")).toEqual([["a"], ["b c"]]);
  } finally {
    // The next one who asks for the language gets its own rules.
    hljs.unregisterLanguage("lua");
  }
});
