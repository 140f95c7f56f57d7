/** Lines of a text, counted from 0; `end` is behind the last one. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** A function, class or the like, as the language's own extension sees it. */
export interface NamedRange extends LineRange {
  readonly name: string;
}

/** Where code is to go. */
export interface CodePlace {
  /** The lines of the file. */
  readonly lines: readonly string[];
  /** The part that the question was about. */
  readonly asked?: LineRange;
  readonly symbols: readonly NamedRange[];
  /** The line at whose beginning code goes that fits nowhere. */
  readonly cursor: number;
}

/** Lines of a file, and what is to stand there. */
export interface CodeChange {
  readonly range: LineRange;
  readonly lines: readonly string[];
}

/**
 * Works out which lines of a file some code is to replace: those from its first line to its last, where both are
 * there; else the function or class that it defines; else all that the question was about, unless the code is only a
 * small part of that; else none, and it goes to the cursor. What it says is indented as what was there.
 */
export function placeCode(code: string, place: CodePlace): CodeChange {
  const { lines, asked = { start: 0, end: lines.length }, symbols, cursor } = place;
  const added = withoutBlankEnds(code.split(/\r?\n/));
  const range =
    sameEnds(added, lines, asked) ??
    sameSymbol(added, symbols, asked) ??
    (place.asked && isAboutAsLong(added, lines, asked) ? withoutBlank(lines, asked) : undefined);
  if (range) return { range, lines: indentedAs(added, lines[range.start] ?? "") };
  return {
    range: { start: cursor, end: cursor },
    lines: indentedAs(added, lines.slice(cursor).find(isText) ?? ""),
  };
}

/** The lines with a change made. */
export function withChange(lines: readonly string[], change: CodeChange): readonly string[] {
  return lines.toSpliced(
    change.range.start,
    change.range.end - change.range.start,
    ...change.lines,
  );
}

/**
 * The part of a file that went along with a question, wherever it stands by now.
 * @param first the line it began with, counted from 0
 */
export function findAsked(
  lines: readonly string[],
  text: string,
  first: number | undefined,
): LineRange | undefined {
  const wanted = withoutBlankEnds(text.split(/\r?\n/)).map((line) => line.trim());
  if (wanted.length === 0) return undefined;
  const isAt = (start: number): boolean =>
    wanted.every((line, index) => lines[start + index]?.trim() === line);
  const starts = [...lines.keys()].filter(isAt);
  const near = first ?? 0;
  const [start] = starts.toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near));
  return start === undefined ? undefined : { start, end: start + wanted.length };
}

function sameEnds(
  added: readonly string[],
  lines: readonly string[],
  { start, end }: LineRange,
): LineRange | undefined {
  const head = added[0]?.trim();
  const tail = added.at(-1);
  // A line of one bracket is the end of anything.
  if (head === undefined || tail === undefined || added.length < 2 || !/\w/.test(head))
    return undefined;
  const from = lines.findIndex((line, at) => at >= start && at < end && line.trim() === head);
  if (from === -1) return undefined;
  const shift = indentOf(lines[from] ?? "").length - indentOf(added[0] ?? "").length;
  const depth = indentOf(tail).length + shift;
  const to = lines.findIndex(
    (line, at) =>
      at > from && at < end && line.trim() === tail.trim() && indentOf(line).length === depth,
  );
  return to === -1 ? undefined : { start: from, end: to + 1 };
}

function sameSymbol(
  added: readonly string[],
  symbols: readonly NamedRange[],
  { start, end }: LineRange,
): LineRange | undefined {
  const head =
    added.find((line) => /\w/.test(line) && !/^\s*(?:\/\/|\/?\*|#|--|@)/.test(line)) ?? "";
  const words = new Set(head.match(/[\p{L}\p{N}_$]+/gu));
  return symbols.find(
    (symbol) => symbol.start >= start && symbol.end <= end && words.has(symbol.name),
  );
}

function isAboutAsLong(
  added: readonly string[],
  lines: readonly string[],
  { start, end }: LineRange,
): boolean {
  return added.length * 2 >= withoutBlankEnds(lines.slice(start, end)).length;
}

/** Blank lines around what was asked about stay. */
function withoutBlank(lines: readonly string[], { start, end }: LineRange): LineRange {
  const part = lines.slice(start, end);
  const first = part.findIndex(isText);
  const last = part.findLastIndex(isText);
  return first === -1 ? { start, end } : { start: start + first, end: start + last + 1 };
}

function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const { start, end } = withoutBlank(lines, { start: 0, end: lines.length });
  return lines.slice(start, end).some(isText) ? lines.slice(start, end) : [];
}

/** Code is often shown without the indentation that its place has. */
function indentedAs(added: readonly string[], there: string): readonly string[] {
  const wanted = indentOf(there);
  const given = indentOf(added[0] ?? "");
  if (!wanted.startsWith(given)) return added;
  const missing = wanted.slice(given.length);
  return added.map((line) => (isText(line) ? missing + line : line));
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

function isText(line: string): boolean {
  return line.trim() !== "";
}
