/** A question that is written down to be asked again, with placeholders for what it is about. */
export interface Prompt {
  /** Without blanks; it is typed behind `/`. */
  readonly name: string;
  readonly description: string;
  readonly text: string;
}

/** The largest file of a prompt, in bytes. */
export const largestPromptFile = 50_000;

/** What cannot be seen in a field, and may say something else than what is seen there. */
const hidden = /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/gu;

const longestName = 60;
const longestDescription = 200;

const frontMatter = /^---[ \t]*\n(?:([\s\S]*?)\n)?---[ \t]*(?:\n|$)/;

/**
 * Reads a prompt file: Markdown, perhaps with a front matter in which `name` and `description` count, as in VS Code's
 * own prompt files. Undefined when it asks nothing. Nothing in it is run, and whatever else it names is left alone.
 * @param fileName gives the name where the front matter does not
 */
export function parsePromptFile(fileName: string, source: string): Prompt | undefined {
  const text = source.replace(/^\u{FEFF}/u, "").replaceAll("\r\n", "\n");
  const head = frontMatter.exec(text);
  const body = (head ? text.slice(head[0].length) : text).replaceAll(hidden, "").trim();
  if (body === "") return undefined;
  const members = readMembers(head?.[1] ?? "");
  const fromFile = toName(fileName.replace(/(?:\.prompt)?\.md$/i, ""));
  return {
    name: toName(members.get("name") ?? "") || fromFile,
    description: toLine(members.get("description") ?? "", longestDescription),
    text: body,
  };
}

/** The `key: value` lines of a front matter; values may be in quotes. */
function readMembers(head: string): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  for (const line of head.split("\n")) {
    const [, key = "", value = ""] = /^(\w+):[ \t]*(.*)$/.exec(line) ?? [];
    const quoted = /^(["'])(.*)\1$/.exec(value.trim());
    if (key !== "" && !members.has(key)) members.set(key, quoted?.[2] ?? value.trim());
  }
  return members;
}

function toName(text: string): string {
  return toLine(text, longestName).replaceAll(/[\s/]+/g, "-");
}

/** One line without what could hide or reorder its characters. */
function toLine(text: string, length: number): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, " ")
    .trim()
    .slice(0, length);
}
