import "./characterNames.ts";
import { expectedChips, type NumberedSource, placeChips } from "./citations.ts";
import { drawInline } from "./drawInline.ts";
import { canWait } from "./canWait.ts";
import { findAll, isOutside } from "./distantParts.ts";
import { patch } from "./patch.ts";
import { parseGrowing, parseInline } from "../../src/core/markdown/inlineParser.ts";
import type { Destination } from "../../src/core/markdown/links.ts";

/** So much text, in UTF-16 units, is drawn again at once for a new definition; more waits until as much has arrived. */
const quickRedraw = 500;

/** A text that was drawn, and how much of it was read for its marks; what came later was only added. */
interface DrawnText {
  readonly text: string;
  readonly readLength: number;
  /** The end of it that is not shown, because more text may finish a mark in it. */
  readonly held: string;
}

/** Draws paragraphs, headings and cells, and draws those again whose links get a definition later. */
export class InlineTexts {
  sources: readonly NumberedSource[] = [];
  /** True while what is cited may become known later. */
  awaitsSources = false;
  definitions: ReadonlyMap<string, Destination> = new Map();
  readonly #root: Element;
  readonly #drawn = new WeakMap<Element, DrawnText>();
  /** Who asked for a label. */
  readonly #asking = new Map<string, Set<Element>>();
  readonly #stale = new Set<Element>();
  #staleLength = 0;
  /** The text that was drawn last, if more of it may come. */
  #last: Element | undefined;
  #work = 0;

  constructor(root: Element) {
    this.#root = root;
  }

  /** How many UTF-16 units were read so far, counted again each time they are read again. */
  get work(): number {
    return this.#work;
  }

  /** Draws a text into an element. @param isOpen more of it may come */
  draw(element: HTMLElement, text: string, isOpen: boolean): void {
    const before = this.#drawn.get(element);
    this.#last = isOpen ? element : undefined;
    if (!before) {
      this.#read(element, text);
      return;
    }
    if (isOpen && canWait(text.length, before.readLength) && text.startsWith(before.text)) {
      this.#add(element, before, text.slice(before.text.length));
    } else if (
      text !== before.text ||
      before.readLength !== text.length ||
      (before.held !== "" && !isOpen)
    ) {
      this.#read(element, text);
    }
  }

  /** Says that labels have other definitions. */
  redefine(labels: Iterable<string>): void {
    for (const label of labels) {
      for (const element of this.#asking.get(label) ?? []) this.#markStale(element);
    }
  }

  /** Adds text to the last one as it is, if it is the last thing in the page; it is read later. */
  grow(delta: string): void {
    const drawn = this.#last && this.#drawn.get(this.#last);
    if (!this.#last || !drawn) return;
    let end: Element | null = this.#root;
    while (end && end !== this.#last) end = end.lastElementChild;
    if (!end) return;
    this.#add(this.#last, drawn, delta);
  }

  /** Draws again what is stale, unless it is more than so many UTF-16 units. @returns how many were drawn */
  redraw(most: number): number {
    const length = this.#staleLength;
    if (length > most + quickRedraw) return 0;
    for (const element of this.#stale) {
      const drawn = this.#drawn.get(element);
      const isShown = this.#root.contains(element) || isOutside(element);
      if (drawn && isShown) this.#read(element, drawn.text);
    }
    this.#stale.clear();
    this.#staleLength = 0;
    return length;
  }

  /** Takes other sources; what is drawn gets their chips. */
  setSources(sources: readonly NumberedSource[]): void {
    const before = this.sources;
    this.sources = sources;
    const goesOn = before.every(({ source }, index) => source.id === sources[index]?.source.id);
    if (goesOn && before.length === sources.length) return;
    for (const element of findAll(this.#root, "p, h3, h4, h5, h6, th, td")) {
      if (goesOn) placeChips(element, sources, this.awaitsSources);
      else this.#markStale(element);
    }
  }

  /** Awaits sources no longer: a marker whose source has not come is the text that it was. */
  endSources(): void {
    this.awaitsSources = false;
    for (const chip of findAll(this.#root, expectedChips)) {
      const element = chip.closest("p, h3, h4, h5, h6, th, td");
      if (element) this.#markStale(element);
    }
  }

  /** Adds text as it is behind what is shown. */
  #add(element: Element, drawn: DrawnText, delta: string): void {
    if (delta === "") return;
    element.append(drawn.held + delta);
    this.#drawn.set(element, { ...drawn, text: drawn.text + delta, held: "" });
  }

  #markStale(element: Element): void {
    if (this.#stale.has(element)) return;
    this.#stale.add(element);
    this.#staleLength += this.#drawn.get(element)?.text.length ?? 0;
  }

  #read(element: Element, text: string): void {
    this.#work += text.length;
    const resolve = (label: string): Destination | undefined => {
      const asking = this.#asking.get(label) ?? new Set();
      this.#asking.set(label, asking.add(element));
      return this.definitions.get(label);
    };
    const { events, held } =
      element === this.#last
        ? parseGrowing(text, resolve)
        : { events: parseInline(text, resolve), held: "" };
    this.#drawn.set(element, { text, readLength: text.length, held });
    const wanted = element.cloneNode(false) as Element;
    wanted.append(drawInline(events));
    placeChips(wanted, this.sources, this.awaitsSources);
    patch(element, wanted);
  }
}
