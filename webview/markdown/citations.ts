import type { Source } from "../../src/core/model.ts";
import { text } from "../text.ts";

/** A source with the number that its chips carry. */
export interface NumberedSource {
  readonly number: number;
  readonly source: Source;
}

/**
 * The sources to list under an answer. Where the service marks citations in the text, these are the ones that it
 * cites, numbered by their first place; where it does not, all of them in its order.
 */
export function numberSources(
  answer: string,
  sources: readonly Source[],
): readonly NumberedSource[] {
  const placed = sources.map((source) => ({
    source,
    place: source.marker === undefined ? 0 : answer.indexOf(source.marker),
  }));
  return placed
    .filter(({ place }) => place >= 0)
    .toSorted((a, b) => a.place - b.place)
    .map(({ source }, index) => ({ source, number: index + 1 }));
}

/** Numbers the sources that the end of a growing answer cites first; the others keep their numbers. */
export function numberMoreSources(
  tail: string,
  sources: readonly Source[],
  numbered: readonly NumberedSource[],
): readonly NumberedSource[] {
  const known = new Set(numbered.map(({ source }) => source.id));
  const marked = sources.filter(({ id, marker }) => marker !== undefined && !known.has(id));
  const more = numberSources(tail, marked);
  return more.length === 0
    ? numbered
    : [
        ...numbered,
        ...more.map(({ number, source }) => ({ source, number: numbered.length + number })),
      ];
}

/** What in an answer that is arriving looks like a marker whose source comes with its end (AI Chatbot Hub, 2.4). */
const expectedMarker = /^\[\d+(?:\.\d+)+\]$/;

/**
 * Replaces the markers in a block's text by chips with the sources' numbers. Code stays as it is.
 * @param awaitsSources what looks like a marker gets a quiet chip until its source is there
 */
export function placeChips(
  root: Element,
  numbered: readonly NumberedSource[],
  awaitsSources: boolean,
): void {
  const byMarker = new Map(
    numbered.flatMap((one) => (one.source.marker === undefined ? [] : [[one.source.marker, one]])),
  );
  if (byMarker.size === 0 && !awaitsSources) return;
  for (const expected of root.querySelectorAll(expectedChips)) {
    const found = byMarker.get(`[${expected.textContent}]`);
    if (found) expected.replaceWith(createChip(found));
  }
  const isMarker = (part = ""): boolean =>
    byMarker.has(part) || (awaitsSources && expectedMarker.test(part));
  const chipOf = (marker: string): HTMLElement => {
    const found = byMarker.get(marker);
    return found ? createChip(found) : createExpectedChip(marker);
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(`pre, code, a, button, ${expectedChips}`)
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  for (const node of nodes) {
    const parts = node.data.split(/(\[[^[\]]+\])/);
    if (parts.some((part) => isMarker(part)))
      node.replaceWith(...withChips(parts, isMarker, chipOf));
  }
  root.normalize();
}

/** Chips of markers whose sources have not come. */
export const expectedChips = ".chip.expected";

/** Parts of a text with chips in place of markers, each bound to the last word before it. */
function withChips(
  parts: readonly string[],
  isMarker: (part?: string) => boolean,
  chipOf: (marker: string) => HTMLElement,
): readonly (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let bound: HTMLElement | undefined;
  for (const [index, part] of parts.entries()) {
    if (isMarker(part)) {
      bound ??= bindTo(nodes);
      bound.append(chipOf(part));
      continue;
    }
    const words = isMarker(parts[index + 1]) ? part.trimEnd() : part;
    if (words === "") continue;
    bound = undefined;
    nodes.push(words);
  }
  return nodes;
}

/** UTF-16 units of a last word that must not be parted from its chips; a script without spaces has no words. */
const maxBoundLength = 12;

/**
 * Takes the end of the last word to where its chips go. No line ends there: a button begins a new line wherever it
 * does not fit, whatever stands before it.
 */
function bindTo(nodes: (Node | string)[]): HTMLElement {
  const bound = document.createElement("span");
  bound.className = "cited";
  const before = nodes.at(-1);
  if (typeof before === "string") {
    const start = Math.max(before.length - maxBoundLength, before.search(/\S+$/));
    // No character is cut in two.
    const end = before.slice(start).replace(/^[\uDC00-\uDFFF]/, "");
    nodes.splice(-1, 1, before.slice(0, before.length - end.length));
    bound.append(end);
  }
  nodes.push(bound);
  return bound;
}

/** What VS Code's context menu needs to know of a source. */
export function sourceContext({ id, passage, url }: Source): string {
  return JSON.stringify(passage === undefined && url === undefined ? {} : { parleySource: id });
}

function createChip({ number, source }: NumberedSource): HTMLElement {
  const chip = document.createElement("button");
  chip.type = "button";
  chip.className = "chip";
  chip.dataset["source"] = source.id;
  chip.dataset["vscodeContext"] = sourceContext(source);
  chip.textContent = String(number);
  chip.title = source.title;
  chip.setAttribute("aria-label", text.sourceNumber(number, source.title));
  return chip;
}

function createExpectedChip(marker: string): HTMLElement {
  const chip = document.createElement("span");
  chip.className = "chip expected";
  chip.textContent = marker.slice(1, -1);
  return chip;
}
