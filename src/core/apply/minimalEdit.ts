/** A part of a text, in UTF-16 units from its beginning, and what is to stand there. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What has to change to make one text of another: cursors, marks and folds outside of that stay where they are. It
 * begins and ends between characters: an editor widens a range that parts one, and would leave half of it.
 */
export function minimalEdit(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  if (isFirstHalf(before[start - 1])) start -= 1;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  if (same > 0 && isSecondHalf(before.at(-same))) same -= 1;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

function isFirstHalf(unit: string | undefined): boolean {
  return unit !== undefined && /[\uD800-\uDBFF]/.test(unit);
}

function isSecondHalf(unit: string | undefined): boolean {
  return unit !== undefined && /[\uDC00-\uDFFF]/.test(unit);
}
