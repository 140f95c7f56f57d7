import { splitCode } from "../../core/chat/exportCode.ts";

/**
 * Characters that nobody sees: controls, marks of direction, tags and selectors in which a text can hide another one.
 * Line feeds, tabs and the joiners of letters and emoji stay.
 */
const unseen = /(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}\u{E0100}-\u{E01EF}]/gu;
const lineEnds = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

/**
 * Text of a third party for a model: each line marked as a quote, so that nothing in it reads as said by Parley.
 * Pictures and links are text in it, code apart.
 */
export function quoted(text: string): string {
  const parts = splitCode(text.replaceAll(lineEnds, "\n").replaceAll(unseen, ""));
  const harmless = parts
    .map((part) => (part.isCode ? part.text : withoutLinks(part.text)))
    .join("");
  return harmless
    .trim()
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");
}

/** A name or title of a third party in one line. @param length at most so many characters of it */
export function inOneLine(text: string, length = 200): string {
  const line = text.replaceAll(/\s+/g, " ").replaceAll(unseen, "").replaceAll(/["“”]/g, "'").trim();
  return cut(line, length);
}

/** The beginning of a text, which does not end within a character. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

function withoutLinks(markdown: string): string {
  return markdown
    .replaceAll("![", "[")
    .replaceAll("](", "] (")
    .replaceAll(/<(?=[a-z/!?])/gi, "&lt;");
}
