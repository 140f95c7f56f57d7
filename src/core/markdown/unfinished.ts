import { type Piece, pieceOf } from "./inlineEvents.ts";

/** What is not finished after so many UTF-16 units is mostly no mark at all, and is shown as it is written. */
const maxHeldLength = 400;
/** The first line of a table and the one below it, which says that it is one. */
const maxHeldRows = 2;

/** True when more text may make a link of a bracket that has closed at a place: its address is not there, or not whole. */
export function isOpenBehind(text: string, at: number): boolean {
  if (at < text.length - maxHeldLength) return false;
  const next = text[at];
  if (next === undefined) return true;
  return (next === "(" && !text.includes(")", at)) || (next === "[" && !text.includes("]", at + 1));
}

/**
 * The first piece at the end of a growing text that more text may give another look.
 * @param marks pieces that were read as text because nothing has closed them yet
 * @returns its place among the pieces
 */
export function findUnfinished(
  text: string,
  pieces: readonly Piece[],
  marks: ReadonlySet<Piece>,
): number | undefined {
  const row = startOfRows(text);
  let depth = 0;
  for (const [index, piece] of pieces.entries()) {
    depth -= piece.ends.length;
    const isUnfinished = piece.at === row || (marks.has(piece) && piece.text !== "");
    // Inside of what is closed nothing changes any more.
    if (isUnfinished && depth === 0 && piece.at >= text.length - maxHeldLength) return index;
    depth += piece.starts.length;
  }
  return undefined;
}

/** The pieces before one of them, and what ends with it. */
export function withoutRest(pieces: readonly Piece[], index: number): readonly Piece[] {
  const end = pieceOf("text", "");
  end.ends.push(...(pieces[index]?.ends ?? []));
  return [...pieces.slice(0, index), end];
}

/** Where the last lines begin that may become the head of a table. */
function startOfRows(text: string): number | undefined {
  let start: number | undefined;
  let end = text.length;
  for (let count = 0; count < maxHeldRows; count += 1) {
    const at = text.lastIndexOf("\n", end - 1) + 1;
    if (text[at] !== "|") break;
    start = at;
    if (at === 0) break;
    end = at - 1;
  }
  return start;
}
