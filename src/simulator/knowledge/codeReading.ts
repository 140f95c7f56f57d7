/** What can be said about a fenced block of code without understanding it. */
export interface CodeReading {
  /** A name for users, e.g. `TypeScript`; `code` when nothing tells the language. */
  readonly language: string;
  readonly lines: readonly string[];
  readonly code: string;
  /** What the code defines, in order, each once. */
  readonly defines: readonly string[];
  /** What the code calls but does not define, in order, each once. */
  readonly calls: readonly string[];
}

const languageNames: Readonly<Record<string, string>> = {
  bash: "Bash",
  c: "C",
  cpp: "C++",
  cs: "C#",
  csharp: "C#",
  css: "CSS",
  go: "Go",
  html: "HTML",
  java: "Java",
  javascript: "JavaScript",
  js: "JavaScript",
  json: "JSON",
  jsx: "JavaScript",
  kotlin: "Kotlin",
  php: "PHP",
  py: "Python",
  python: "Python",
  rb: "Ruby",
  rs: "Rust",
  ruby: "Ruby",
  rust: "Rust",
  sh: "Bash",
  shell: "Bash",
  shellscript: "Bash",
  sql: "SQL",
  swift: "Swift",
  ts: "TypeScript",
  tsx: "TypeScript",
  typescript: "TypeScript",
  typescriptreact: "TypeScript",
  javascriptreact: "JavaScript",
  yaml: "YAML",
  yml: "YAML",
};

/** Signs of a language in code without a label, the surest first. */
const signs: readonly (readonly [string, RegExp])[] = [
  ["Python", /^\s*(def \w+\(.*\).*:|from \w+ import |import \w+$)/m],
  ["Rust", /\bfn \w+|\blet mut /],
  ["Go", /^package \w+|\bfunc \w+\(/m],
  ["TypeScript", /\binterface \w+|:\s*(string|number|boolean|unknown|any)\b/],
  ["JavaScript", /\b(const|let|var|function)\s+\w+|=>/],
  ["SQL", /\b(select|insert|update|create)\b.*\b(from|into|set|table)\b/is],
];

const fence = /(?:^|\n)[ \t]*(`{3,}|~{3,})([^\n]*)\n([\s\S]*?)\n[ \t]*\1/;
const definition =
  /\b(?:function\*?|class|interface|type|enum|const|let|var|def|fn|func|struct|trait)\s+([A-Za-z_$][\w$]*)/g;
const call = /([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\s*\(/g;
const keywords = new Set(
  "if for while switch catch return function def fn func await typeof super with elif print".split(
    " ",
  ),
);

function eachOnce(code: string, pattern: RegExp): string[] {
  return [...new Set(Array.from(code.matchAll(pattern), (match) => match[1] ?? ""))];
}

/** Reads the first fenced block of code in a question; nothing when there is none. */
export function readCode(question: string): CodeReading | undefined {
  const match = fence.exec(question);
  if (!match) {
    return undefined;
  }
  const [, , info = "", code = ""] = match;
  const label = /^[\w#+]+/.exec(info.trim())?.[0].toLowerCase() ?? "";
  const defines = eachOnce(code, definition);
  return {
    language: languageNames[label] ?? signs.find(([, sign]) => sign.test(code))?.[0] ?? "code",
    lines: code.split("\n"),
    code,
    defines,
    calls: eachOnce(code, call).filter((name) => !keywords.has(name) && !defines.includes(name)),
  };
}

/** A list of names as a person would say it: `a`, `b` and `c`. */
function sayNames(names: readonly string[]): string {
  const shown = names.slice(0, 4).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  const all = more > 0 ? [...shown, `${String(more)} more`] : shown;
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1) ?? ""}` : (all[0] ?? "");
}

/** One sentence on what was pasted: how much, in which language, what it defines and calls. */
export function describeCode(reading: CodeReading): string {
  const { lines, language, defines, calls } = reading;
  const size = lines.length === 1 ? "one line" : `${String(lines.length)} lines`;
  const defined =
    defines.length > 0 ? ` It defines ${sayNames(defines)}` : " It defines nothing of its own";
  const called =
    calls.length > 0 ? ` and calls ${sayNames(calls)}.` : " and calls nothing from outside.";
  return `You pasted **${size} of ${language}**.${defined}${called}`;
}
