import type { HLJSApi, LanguageFn } from "highlight.js";
import { type CodeLine, CodeLines } from "./codeLines.ts";

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
  return ["bash", "shell", "powershell"].includes(knownName(name));
}

let core: Promise<HLJSApi> | undefined;

/** VS Code's name for a language of a code fence, e.g. `typescript` for `ts`. */
export function languageId(name: string): string {
  const known = knownName(name);
  // What the highlighter and VS Code call differently.
  return known === "bash" || known === "shell" ? "shellscript" : known;
}

/** The highlighter's name for a language. */
function knownName(name: string): string {
  const lower = name.toLowerCase();
  // An answer may name a language `constructor`.
  return (Object.hasOwn(aliases, lower) && aliases[lower]) || lower;
}

/** Code that was read for its colours. */
export interface HighlightedCode {
  readonly lines: readonly CodeLine[];
  /** True when nothing is open at its end, such as a comment: what follows can be read by itself. */
  readonly isClosed: boolean;
}

/** Reads code of one language. */
export type Highlighter = (lines: readonly string[]) => HighlightedCode;

/** Loads what reads a language; undefined for a name that says nothing here. */
export async function loadHighlighter(name: string): Promise<Highlighter | undefined> {
  const language = knownName(name);
  const load = Object.hasOwn(loaders, language) ? loaders[language] : undefined;
  if (!load) return undefined;
  core ??= loadCore();
  const [api, definition] = await Promise.all([core, load()]);
  if (!api.getLanguage(language)) api.registerLanguage(language, definition.default);
  return (lines) => {
    // With the last line break, what ends with its line has ended.
    const code = `${lines.join("\n")}\n`;
    const { _emitter: read, _top: end } = api.highlight(code, { language, ignoreIllegals: true });
    const coloured = read instanceof CodeLines ? read.lines : [];
    return {
      // A language whose rules have failed leaves text out.
      lines: lines.map((line, index) => {
        const pieces = coloured[index] ?? [];
        const isWhole = pieces.map(({ text }) => text).join("") === line;
        return isWhole ? pieces : [{ text: line, className: "" }];
      }),
      isClosed: end !== undefined && !("parent" in end && end.parent),
    };
  };
}

async function loadCore(): Promise<HLJSApi> {
  const { default: api } = await import("highlight.js/lib/core");
  api.configure({ __emitter: CodeLines });
  return api;
}
