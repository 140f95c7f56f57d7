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

/** Where a text stands in the content of a message, also across the borders of nodes. */
function findRanges(article: Element, query: string): readonly Range[] {
  const wanted = foldCase(query);
  if (wanted === "") return [];
  const ranges: Range[] = [];
  for (const content of article.querySelectorAll("parley-markdown")) {
    const nodes = textNodes(content);
    const text = foldCase(nodes.map(({ data }) => data).join(""));
    const places = new Places(nodes);
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      ranges.push(places.range(at, at + wanted.length));
    }
  }
  return ranges;
}

function textNodes(content: Element): readonly Text[] {
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(".code-header, .code-fold")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  return nodes;
}

/** Finds one place after the other in texts that follow each other, without going back. */
class Places {
  readonly #nodes: readonly Text[];
  #index = 0;
  /** How much text stands before the node at the index, in UTF-16 units. */
  #before = 0;

  constructor(nodes: readonly Text[]) {
    this.#nodes = nodes;
  }

  /** @param start not before the last end */
  range(start: number, end: number): Range {
    const range = new Range();
    const first = this.#nodeWith(start);
    if (first) range.setStart(first, start - this.#before);
    const last = this.#nodeWith(end - 1);
    if (last) range.setEnd(last, end - this.#before);
    return range;
  }

  #nodeWith(place: number): Text | undefined {
    let node = this.#nodes[this.#index];
    while (node && place >= this.#before + node.length) {
      this.#before += node.length;
      this.#index += 1;
      node = this.#nodes[this.#index];
    }
    return node;
  }
}
