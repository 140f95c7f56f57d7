import { unescapeText } from "./characters.ts";
import { limits } from "./limits.ts";

/** Where a link leads. */
export interface Destination {
  readonly href: string;
  readonly title: string | undefined;
}

/** Something that was read of a text, and where it ends. */
interface Read<T> {
  readonly value: T;
  readonly end: number;
}

const label = /\[(?:[^\\[\]]|\\[^]){0,1000}\]/y;
const bracketed = /<(?:[^<>\n\\]|\\.)*>/y;
const title = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:[^()\\]|\\[^])*\)/y;

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t" || text[at] === "\n") at += 1;
  return at;
}

/** A label in brackets, as it is looked up: without the brackets, upper and lower case alike. */
export function readLabel(text: string, at: number): Read<string> | undefined {
  const found = match(label, text, at);
  return found === undefined
    ? undefined
    : { value: normalizeLabel(found.slice(1, -1)), end: at + found.length };
}

/** A label as it is looked up. */
export function normalizeLabel(text: string): string {
  return text
    .trim()
    .replaceAll(/[ \t\n]+/g, " ")
    .toLowerCase()
    .toUpperCase();
}

/** What stands in round brackets behind a link's text. */
export function readInlineDestination(text: string, from: number): Read<Destination> | undefined {
  if (text[from] !== "(") return undefined;
  const address = readAddress(text, skipSpace(text, from + 1));
  if (!address) return undefined;
  const at = skipSpace(text, address.end);
  // A title stands behind white space.
  const words = at > address.end ? readTitle(text, at) : undefined;
  const end = skipSpace(text, words?.end ?? at);
  return text[end] === ")"
    ? { value: { href: address.value, title: words?.value }, end: end + 1 }
    : undefined;
}

/** A definition such as `[label]: address "title"` at a place of a paragraph, to the end of its line. */
export function readDefinition(
  text: string,
  from: number,
): Read<Destination & { readonly label: string }> | undefined {
  const name = readLabel(text, from);
  if (!name || name.value === "" || text[name.end] !== ":") return undefined;
  const start = skipSpace(text, name.end + 1);
  const address = start < text.length ? readAddress(text, start) : undefined;
  if (!address || (address.value === "" && text[start] !== "<")) return undefined;
  const at = skipSpace(text, address.end);
  const words = at > address.end ? readTitle(text, at) : undefined;
  const end = words && endOfLine(text, words.end);
  if (words && end !== undefined) {
    return { value: { label: name.value, href: address.value, title: words.value }, end };
  }
  // What looked like a title on a line of its own is the next paragraph.
  const without = endOfLine(text, address.end);
  return without === undefined
    ? undefined
    : { value: { label: name.value, href: address.value, title: undefined }, end: without };
}

/** The start of the next line, if nothing but white space stands before it. */
function endOfLine(text: string, from: number): number | undefined {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at += 1;
  if (at >= text.length) return at;
  return text[at] === "\n" ? at + 1 : undefined;
}

function readTitle(text: string, at: number): Read<string> | undefined {
  const found = match(title, text, at);
  return found === undefined
    ? undefined
    : { value: unescapeText(found.slice(1, -1)), end: at + found.length };
}

function readAddress(text: string, from: number): Read<string> | undefined {
  if (text[from] === "<") {
    const found = match(bracketed, text, from);
    return found === undefined || found.length > limits.addressLength
      ? undefined
      : { value: unescapeText(found.slice(1, -1)), end: from + found.length };
  }
  let depth = 0;
  let at = from;
  for (; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "\\" && /[!-/:-@[-`{-~]/.test(text[at + 1] ?? "")) {
      at += 1;
    } else if (character === "(") {
      depth += 1;
      if (depth > limits.addressDepth) return undefined;
    } else if (character === ")") {
      if (depth === 0) break;
      depth -= 1;
    } else if (character <= " " || character === "\u007F") {
      break;
    }
    if (at - from > limits.addressLength) return undefined;
  }
  return depth === 0 ? { value: unescapeText(text.slice(from, at)), end: at } : undefined;
}
