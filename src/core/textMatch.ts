/** What the user looks for: all its words, in any order, large and small letters alike. */
export interface TextQuery {
  readonly words: readonly RegExp[];
  /** The words one after the other, as they are typed. */
  readonly phrase: RegExp;
}

const before = 40;
const after = 100;

/** Reads what is typed; undefined when there is nothing to look for. */
export function parseQuery(typed: string): TextQuery | undefined {
  const words = typed.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const patterns = words.map(escape);
  return {
    words: patterns.map((pattern) => new RegExp(pattern, "iu")),
    phrase: new RegExp(patterns.join(String.raw`\s+`), "iu"),
  };
}

/** True when a text holds all words. */
export function matches(text: string, { words }: TextQuery): boolean {
  return words.every((word) => word.test(text));
}

/** A line with the place where the phrase stands, else the first word; undefined when a word is missing. */
export function snippetOf(text: string, query: TextQuery): string | undefined {
  if (!matches(text, query)) return undefined;
  const hit = query.phrase.exec(text) ?? query.words[0]?.exec(text);
  const at = hit?.index ?? 0;
  const start = Math.max(0, at - before);
  const end = Math.min(text.length, at + (hit?.[0].length ?? 0) + after);
  // A cut goes between words; where there is no gap, at least not between the halves of a character.
  const head = text.slice(start, at).replace(start > 0 ? /^\S*\s|^[\uDC00-\uDFFF]/ : "", "");
  const tail = text.slice(at, end).replace(/[\uD800-\uDBFF]$/, "");
  const line = `${head}${tail}`.replaceAll(/\s+/g, " ").trim();
  return `${start > 0 ? "…" : ""}${line}${end < text.length ? "…" : ""}`;
}

function escape(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
