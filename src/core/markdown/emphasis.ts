import type { EmphasisStart, Piece } from "./inlineEvents.ts";

/** A run of `*`, `_` or `~` that may begin or end a mark. */
interface Delimiter {
  readonly character: string;
  readonly piece: Piece;
  /** How many characters are left of it. */
  count: number;
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  previous: Delimiter | undefined;
  next: Delimiter | undefined;
}

/**
 * The runs of delimiters of one text. A search for an opening run never goes further back than one that has found
 * nothing, so that all of them together take time in proportion to the text.
 */
export class Delimiters {
  #last: Delimiter | undefined;

  /** The last run that is open: a place to come back to. */
  get last(): Delimiter | undefined {
    return this.#last;
  }

  /** Adds a run. @param before and @param after the characters around it, empty at the ends of the text */
  add(piece: Piece, before: string, after: string): void {
    const character = piece.text[0] ?? "";
    const { length } = piece.text;
    const [spaceBefore, spaceAfter] = [isSpace(before), isSpace(after)];
    const [signBefore, signAfter] = [isSign(before), isSign(after)];
    const isLeft = !spaceAfter && (!signAfter || spaceBefore || signBefore);
    const isRight = !spaceBefore && (!signBefore || spaceAfter || signAfter);
    const isInWord = character === "_";
    const canOpen = isLeft && (!isInWord || !isRight || signBefore);
    const canClose = isRight && (!isInWord || !isLeft || signAfter);
    if (!canOpen && !canClose) return;
    // One or two strike out; more are a line.
    if (character === "~" && length > 2) return;
    const added = { character, piece, count: length, length, canOpen, canClose };
    const delimiter: Delimiter = { ...added, previous: this.#last, next: undefined };
    if (this.#last) this.#last.next = delimiter;
    this.#last = delimiter;
  }

  /** Pairs the runs behind a place; then they are gone. @returns the pieces of runs that open and were not closed */
  pair(bottom: Delimiter | undefined): readonly Piece[] {
    const nothingBelow = new Map<string, Delimiter | undefined>();
    let closer = bottom ? bottom.next : this.#first();
    while (closer) {
      if (!closer.canClose) {
        closer = closer.next;
        continue;
      }
      const key = keyOf(closer);
      const stop = nothingBelow.has(key) ? nothingBelow.get(key) : bottom;
      let opener = closer.previous;
      while (opener && opener !== stop && opener !== bottom && !fits(opener, closer)) {
        opener = opener.previous;
      }
      if (!opener || opener === stop || opener === bottom) {
        nothingBelow.set(key, closer.previous);
        const next: Delimiter | undefined = closer.next;
        if (!closer.canOpen) this.#remove(closer);
        closer = next;
        continue;
      }
      this.#mark(opener, closer);
      opener.next = closer;
      closer.previous = opener;
      if (opener.count === 0) this.#remove(opener);
      if (closer.count > 0) continue;
      const next: Delimiter | undefined = closer.next;
      this.#remove(closer);
      closer = next;
    }
    const open: Piece[] = [];
    for (let left = this.#last; left && left !== bottom; left = left.previous) {
      if (left.canOpen) open.push(left.piece);
    }
    this.#last = bottom;
    if (bottom) bottom.next = undefined;
    return open;
  }

  #first(): Delimiter | undefined {
    let first = this.#last;
    while (first?.previous) first = first.previous;
    return first;
  }

  #mark(opener: Delimiter, closer: Delimiter): void {
    const width = opener.character === "~" ? closer.count : Math.min(2, opener.count, closer.count);
    const mark: EmphasisStart["mark"] =
      opener.character === "~" ? "strike" : width === 2 ? "strong" : "emphasis";
    const written = opener.character.repeat(width);
    const span: EmphasisStart = { kind: "enter", mark, written };
    opener.count -= width;
    closer.count -= width;
    opener.piece.text = opener.piece.text.slice(width);
    closer.piece.text = closer.piece.text.slice(width);
    opener.piece.starts.push(span);
    closer.piece.ends.push(span);
  }

  #remove(delimiter: Delimiter): void {
    if (delimiter.previous) delimiter.previous.next = delimiter.next;
    if (delimiter.next) delimiter.next.previous = delimiter.previous;
    else this.#last = delimiter.previous;
  }
}

function fits(opener: Delimiter, closer: Delimiter): boolean {
  if (!opener.canOpen || opener.character !== closer.character) return false;
  if (opener.character === "~") return opener.count === closer.count;
  // A run that can do both makes `**a*b**` readable by the rule of three.
  const isOdd =
    (opener.canClose || closer.canOpen) &&
    closer.length % 3 !== 0 &&
    (opener.length + closer.length) % 3 === 0;
  return !isOdd;
}

/** Runs of one key find the same opening runs. */
function keyOf({ character, canOpen, length, count }: Delimiter): string {
  return character === "~" ? `~${count}` : `${character}${canOpen}${length % 3}`;
}

function isSpace(character: string): boolean {
  return character === "" || /\s/u.test(character);
}

function isSign(character: string): boolean {
  return /[\p{P}\p{S}]/u.test(character);
}
