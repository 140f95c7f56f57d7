import type { HLJSApi, LanguageFn } from "highlight.js";
import { readCode } from "./codeText.ts";
import { keepSelection } from "./keepSelection.ts";

/** Languages that load when a block of them is shown; other names are shown uncoloured. */
const loaders: Readonly<Record<string, () => Promise<{ default: LanguageFn }>>> = {
  bash: async () => import("highlight.js/lib/languages/bash"),
  c: async () => import("highlight.js/lib/languages/c"),
  cpp: async () => import("highlight.js/lib/languages/cpp"),
  csharp: async () => import("highlight.js/lib/languages/csharp"),
  css: async () => import("highlight.js/lib/languages/css"),
  diff: async () => import("highlight.js/lib/languages/diff"),
  dockerfile: async () => import("highlight.js/lib/languages/dockerfile"),
  go: async () => import("highlight.js/lib/languages/go"),
  graphql: async () => import("highlight.js/lib/languages/graphql"),
  http: async () => import("highlight.js/lib/languages/http"),
  ini: async () => import("highlight.js/lib/languages/ini"),
  java: async () => import("highlight.js/lib/languages/java"),
  javascript: async () => import("highlight.js/lib/languages/javascript"),
  json: async () => import("highlight.js/lib/languages/json"),
  kotlin: async () => import("highlight.js/lib/languages/kotlin"),
  lua: async () => import("highlight.js/lib/languages/lua"),
  makefile: async () => import("highlight.js/lib/languages/makefile"),
  markdown: async () => import("highlight.js/lib/languages/markdown"),
  php: async () => import("highlight.js/lib/languages/php"),
  powershell: async () => import("highlight.js/lib/languages/powershell"),
  python: async () => import("highlight.js/lib/languages/python"),
  ruby: async () => import("highlight.js/lib/languages/ruby"),
  rust: async () => import("highlight.js/lib/languages/rust"),
  scss: async () => import("highlight.js/lib/languages/scss"),
  shell: async () => import("highlight.js/lib/languages/shell"),
  sql: async () => import("highlight.js/lib/languages/sql"),
  swift: async () => import("highlight.js/lib/languages/swift"),
  typescript: async () => import("highlight.js/lib/languages/typescript"),
  xml: async () => import("highlight.js/lib/languages/xml"),
  yaml: async () => import("highlight.js/lib/languages/yaml"),
};

const aliases: Readonly<Record<string, string>> = {
  cjs: "javascript",
  console: "shell",
  cs: "csharp",
  docker: "dockerfile",
  golang: "go",
  html: "xml",
  js: "javascript",
  jsonc: "json",
  jsx: "javascript",
  kt: "kotlin",
  make: "makefile",
  md: "markdown",
  mjs: "javascript",
  ps1: "powershell",
  py: "python",
  rb: "ruby",
  rs: "rust",
  sh: "bash",
  svg: "xml",
  toml: "ini",
  ts: "typescript",
  tsx: "typescript",
  yml: "yaml",
  zsh: "bash",
};

/** True for code that is meant for a terminal. */
export function isShell(name: string): boolean {
  const lower = name.toLowerCase();
  return ["bash", "shell", "powershell"].includes(aliases[lower] ?? lower);
}

/** Above this length, in UTF-16 units, colours are not worth the wait. */
const maxHighlightedLength = 30_000;

let core: Promise<HLJSApi> | undefined;

/** VS Code's name for a language of a code fence, e.g. `typescript` for `ts`. */
export function languageId(name: string): string {
  const lower = name.toLowerCase();
  const known = aliases[lower] ?? lower;
  // What the highlighter and VS Code call differently.
  return { bash: "shellscript", shell: "shellscript" }[known] ?? known;
}

/** Colours the code of an element, once its language has loaded. The text stays the same. */
export async function highlight(element: HTMLElement, name: string): Promise<void> {
  const code = readCode(element);
  const lower = name.toLowerCase();
  const language = aliases[lower] ?? lower;
  const load = Object.hasOwn(loaders, language) ? loaders[language] : undefined;
  if (!load || code.length > maxHighlightedLength) return;
  core ??= import("highlight.js/lib/core").then((module) => module.default);
  const [highlighter, definition] = await Promise.all([core, load()]);
  if (!highlighter.getLanguage(language))
    highlighter.registerLanguage(language, definition.default);
  const { sanitize } = await import("./sanitize.ts");
  await nextTurn();
  // Another text may have been written meanwhile.
  if (readCode(element) !== code) return;
  const { value } = highlighter.highlight(code, { language, ignoreIllegals: true });
  // The highlighter escapes the code; its own output holds nothing but spans with classes.
  keepSelection(element, () => element.replaceChildren(sanitize(value)));
}

let lastTurn = Promise.resolve();

/** One block at a time, so that many of them do not keep the page from answering. */
async function nextTurn(): Promise<void> {
  lastTurn = lastTurn.then(
    async () =>
      new Promise((resolve) => {
        setTimeout(resolve);
      }),
  );
  await lastTurn;
}
