/** A part of a Markdown text that is code, fences included, or anything else. */
export interface MarkdownPart {
  readonly isCode: boolean;
  readonly text: string;
}

/** A fence may stand in a quotation or a list. */
const container = String.raw`[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*`;
const fenceStart = new RegExp(String.raw`^${container}(\`{3,}(?=[^\`]*$)|~{3,})`);
const listItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]/;

/** Splits a Markdown text into code and the rest; the parts joined are the text. */
export function splitCode(text: string): readonly MarkdownPart[] {
  const parts: MarkdownPart[] = [];
  let prose = "";
  let fence: string | undefined;
  let isInList = false;
  let isAfterBlank = true;
  const endProse = (): void => {
    parts.push(...splitSpans(prose));
    prose = "";
  };
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const isBlank = line.trim() === "";
    if (fence !== undefined) {
      parts.push({ isCode: true, text: line });
      if (isFenceEnd(line, fence)) fence = undefined;
    } else if ((fence = fenceStart.exec(line.trimEnd())?.[1]) !== undefined) {
      endProse();
      parts.push({ isCode: true, text: line });
    } else if (!isBlank && !isInList && isAfterBlank && /^(?: {4}|\t)/.test(line)) {
      endProse();
      parts.push({ isCode: true, text: line });
      // The next line of indented code needs no blank line before it.
      continue;
    } else {
      prose += line;
      // A code span does not reach into another paragraph.
      if (isBlank) endProse();
      if (listItem.test(line)) isInList = true;
      else if (isAfterBlank && /^\S/.test(line)) isInList = false;
    }
    isAfterBlank = isBlank;
  }
  endProse();
  return parts;
}

/** The line that ends a block of code which the text leaves open; empty when there is none. */
export function missingFence(text: string): string {
  let fence: string | undefined;
  for (const line of text.split("\n")) {
    if (fence === undefined) fence = fenceStart.exec(line.trimEnd())?.[1];
    else if (isFenceEnd(line, fence)) fence = undefined;
  }
  return fence === undefined ? "" : `\n${fence}`;
}

function isFenceEnd(line: string, fence: string): boolean {
  const end = line.replace(/^[\s>]*/, "").trimEnd();
  return end.length >= fence.length && end === fence.charAt(0).repeat(end.length);
}

/** Code spans of a paragraph: from a run of backticks to the next run of the same length. */
function splitSpans(prose: string): readonly MarkdownPart[] {
  const parts: MarkdownPart[] = [];
  let start = 0;
  const runs = [...prose.matchAll(/\\.|`+/gs)].filter(([run]) => run.startsWith("`"));
  for (let index = 0; index < runs.length; index += 1) {
    const open = runs[index];
    // Inside code a backslash is a backslash, so here every run counts.
    const close = open && closingRun(prose, open.index + open[0].length, open[0].length);
    if (!open || close === undefined) continue;
    parts.push({ isCode: false, text: prose.slice(start, open.index) });
    parts.push({ isCode: true, text: prose.slice(open.index, close) });
    start = close;
    while ((runs[index + 1]?.index ?? close) < close) index += 1;
  }
  parts.push({ isCode: false, text: prose.slice(start) });
  return parts.filter(({ text }) => text !== "");
}

function closingRun(prose: string, from: number, length: number): number | undefined {
  const runs = /`+/g;
  runs.lastIndex = from;
  for (let run = runs.exec(prose); run; run = runs.exec(prose)) {
    if (run[0].length === length) return run.index + length;
  }
  return undefined;
}
