import { foldCase } from "./matches.ts";

/** Marks every place of a text in the page, by the browser's own highlights: no node is touched. */
export function showHighlights(
  articles: Iterable<Element>,
  query: string,
  current: { readonly key: string; readonly nth: number } | undefined,
): Range | undefined {
  const all = new Highlight();
  const one = new Highlight();
  let currentRange: Range | undefined;
  for (const article of articles) {
    const isCurrent = article.getAttribute("data-key") === current?.key;
    const ranges = findRanges(article, query);
    const nth = isCurrent && current ? Math.min(current.nth, ranges.length - 1) : -1;
    for (const [index, range] of ranges.entries()) {
      (index === nth ? one : all).add(range);
      if (index === nth) currentRange = range;
    }
  }
  CSS.highlights.set("find", all);
  CSS.highlights.set("find-current", one);
  return currentRange;
}

/** Takes all marks away. */
export function clearHighlights(): void {
  CSS.highlights.delete("find");
  CSS.highlights.delete("find-current");
}

/** Where a text stands in the content of a message, also across the borders of nodes, but not across those of lines. */
function findRanges(article: Element, query: string): readonly Range[] {
  const wanted = foldCase(query);
  if (wanted === "") return [];
  const ranges: Range[] = [];
  for (const content of article.querySelectorAll("parley-markdown")) {
    const pieces = piecesOf(content);
    const text = foldCase(pieces.map(({ border, text: shown }) => border + shown).join(""));
    const places = new Places(pieces);
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      ranges.push(places.range(at, at + wanted.length));
    }
  }
  return ranges;
}

/** A text of the page. */
interface Piece {
  readonly node: Text;
  /** What it reads as: as long as its node. */
  readonly text: string;
  /** What parts it from the text before it. */
  readonly border: "" | " " | "\n";
}

const lineStarts = "p, h1, h2, h3, h4, h5, h6, pre, .lines, br, td, th";

/** The texts of a message, read as `plainText` reads them: blocks on lines of their own, the cells of a row on one. */
function piecesOf(content: Element): readonly Piece[] {
  const walker = document.createTreeWalker(
    content,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    (node) =>
      node instanceof Element && node.matches(".code-header, .code-fold")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  );
  const pieces: Piece[] = [];
  let border: Piece["border"] = "";
  let isVerbatim = false;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node instanceof Text) {
      // A line break in the source of a sentence is shown as a space.
      const text = isVerbatim ? node.data : node.data.replaceAll("\n", " ");
      pieces.push({ node, text, border });
      border = "";
    } else if (node instanceof Element && node.matches(lineStarts)) {
      border = node.matches("td + td, th + th") ? " " : "\n";
      if (node.localName !== "br") isVerbatim = node.matches("pre, .lines, .html");
    }
  }
  return pieces;
}

/** Finds one place after the other in texts that follow each other, without going back. */
class Places {
  readonly #pieces: readonly Piece[];
  #index = 0;
  /** How much text stands before the piece at the index, in UTF-16 units. */
  #before = 0;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
  }

  /** @param start not before the last end */
  range(start: number, end: number): Range {
    const range = new Range();
    const first = this.#pieceWith(start);
    if (first) range.setStart(first.node, this.#offset(first, start));
    const last = this.#pieceWith(end - 1);
    if (last) range.setEnd(last.node, this.#offset(last, end));
    return range;
  }

  #offset({ border }: Piece, place: number): number {
    return Math.max(0, place - this.#before - border.length);
  }

  #pieceWith(place: number): Piece | undefined {
    let piece = this.#pieces[this.#index];
    while (piece && place >= this.#before + lengthOf(piece)) {
      this.#before += lengthOf(piece);
      this.#index += 1;
      piece = this.#pieces[this.#index];
    }
    return piece;
  }
}

function lengthOf({ border, text }: Piece): number {
  return border.length + text.length;
}
