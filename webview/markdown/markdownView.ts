import type { Token, Tokens } from "marked";
import type { Source } from "../../src/core/model.ts";
import { type NumberedSource, numberMoreSources, numberSources, placeChips } from "./citations.ts";
import { colourCodeBlocks, dressCodeBlocks, foldCodeBlocks } from "./codeBlock.ts";
import { findOpenBlock, type OpenBlock } from "./openBlocks.ts";
import { blockToHtml, parseBlocks } from "./parse.ts";
import { patch } from "./patch.ts";
import { sanitize } from "./sanitize.ts";

interface Block {
  readonly raw: string;
  readonly element: HTMLElement;
}

/** Blocks in one group: the browser skips groups that are out of view, and looks at groups, not at blocks. */
const blocksPerGroup = 32;
/** An open list longer than this, in UTF-16 units, is finished item by item. */
const longList = 2000;
/** An open block longer than this is parsed again only when it has grown by a tenth. */
const longBlock = 8000;

/**
 * Draws Markdown into an element, block by block. While an answer arrives, the blocks before the last one are
 * finished and are never touched again; only the last one is parsed again, and patched, so that a selection in it
 * survives. The cost is linear in the answer's length.
 */
export class MarkdownView {
  readonly #root: HTMLElement;
  #finished: Block[] = [];
  /** Text that belongs to no finished block yet, how much of it was parsed, and the element that shows it. */
  #tail = "";
  #parsedLength = 0;
  #tailElement: HTMLElement | undefined;
  #open: OpenBlock | undefined;
  #sources: readonly NumberedSource[] = [];

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** Shows a whole text. Blocks that are as they were keep their nodes, and with them a selection. */
  set(text: string, sources: readonly Source[]): void {
    const numbered = numberSources(text, sources);
    const tokens = parseBlocks(text).filter(isVisible);
    // A definition can turn text anywhere before it into a link, as new sources can turn it into chips.
    const canKeep =
      !tokens.some(({ type }) => type === "def") && sameSources(numbered, this.#sources);
    this.#sources = numbered;
    const before = canKeep ? this.#finished : [];
    let kept = 0;
    while (kept < before.length && before[kept]?.raw === tokens[kept]?.raw) kept += 1;
    for (const { element } of this.#finished.slice(kept)) removeFromGroup(element);
    this.#finished = before.slice(0, kept);
    // The block that was open is mostly the next one, and is patched rather than replaced.
    for (const token of tokens.slice(kept)) foldCodeBlocks(this.#finish(token));
    this.#dropTail();
  }

  /** Adds text to an answer that is still arriving. */
  append(delta: string, sources: readonly Source[]): void {
    this.#tail += delta;
    if (this.#open?.grow(delta)) return;
    this.#open = undefined;
    if (this.#tail.length > longBlock && this.#tail.length < this.#parsedLength * 1.1) {
      this.#tailElement?.append(delta);
      return;
    }
    this.#sources = numberMoreSources(this.#tail, sources, this.#sources);
    const tokens = parseBlocks(this.#tail);
    const last = tokens.findLastIndex(isVisible);
    const token = tokens[last];
    if (!token) return;
    for (const done of tokens.slice(0, last)) this.#finishFirst(done);
    const rest = this.#finishItems(token);
    this.#parsedLength = this.#tail.length;
    this.#drawTail(rest);
  }

  /** Ends an answer that has arrived: draws what was still open, and chips for sources that came after the text. */
  finish(sources: readonly Source[], text: string): void {
    const tail = this.#tail;
    for (const token of parseBlocks(tail).filter(isVisible)) this.#finish(token);
    this.#dropTail();
    const numbered = numberSources(text, sources);
    if (sameSources(numbered, this.#sources)) return;
    this.#sources = numbered;
    for (const { element } of this.#finished) placeChips(element, numbered);
  }

  #dropTail(): void {
    if (this.#tailElement) removeFromGroup(this.#tailElement);
    this.#tail = "";
    this.#parsedLength = 0;
    this.#tailElement = undefined;
    this.#open = undefined;
  }

  /** Finishes the block at the start of the tail. */
  #finishFirst(token: Token): void {
    // Only the last token's own idea of its text is not what stands there: the parser trims it.
    this.#tail = this.#tail.slice(token.raw.length);
    if (isVisible(token)) this.#finish(token);
  }

  /** Finishes the items of a long open list but the last one; gives the list that is left. */
  #finishItems(token: Token): Token {
    if (token.type !== "list" || token.raw.length < longList) return token;
    const list = token as Tokens.List;
    const items = list.items.slice(0, -1);
    const raw = items.map((item) => item.raw).join("");
    const rest = parseBlocks(this.#tail.slice(raw.length)).find(isVisible);
    if (items.length === 0 || !this.#tail.startsWith(raw) || !rest) return token;
    this.#finishFirst({ ...list, items, raw });
    return rest;
  }

  #finish(token: Token): HTMLElement {
    const drawn = this.#draw(token);
    const element = this.#tailElement ?? drawn;
    if (this.#tailElement) patch(this.#tailElement, drawn);
    else this.#place(drawn);
    this.#tailElement = undefined;
    colourCodeBlocks(element);
    this.#finished.push({ raw: token.raw, element });
    return element;
  }

  #drawTail(token: Token): void {
    const drawn = this.#draw(token);
    if (this.#tailElement) {
      patch(this.#tailElement, drawn);
    } else {
      this.#place(drawn);
      this.#tailElement = drawn;
    }
    this.#open = findOpenBlock(token, this.#tail, this.#tailElement, (markdown) => {
      const [table] = parseBlocks(markdown);
      return table ? this.#draw(table) : document.createElement("div");
    });
  }

  #place(element: HTMLElement): void {
    let group = this.#root.lastElementChild;
    if (!group || group.childElementCount >= blocksPerGroup) {
      group = document.createElement("div");
      group.className = "block-group";
      this.#root.append(group);
    }
    group.append(element);
  }

  #draw(token: Token): HTMLElement {
    const element = document.createElement("div");
    element.className = "block";
    element.dir = "auto";
    element.append(sanitize(blockToHtml(token)));
    dressCodeBlocks(element);
    placeChips(element, this.#sources);
    return element;
  }
}

function removeFromGroup(element: HTMLElement): void {
  const group = element.parentElement;
  element.remove();
  if (group?.childElementCount === 0) group.remove();
}

function isVisible({ type }: Token): boolean {
  return type !== "space";
}

function sameSources(left: readonly NumberedSource[], right: readonly NumberedSource[]): boolean {
  return (
    left.length === right.length &&
    left.every((one, index) => one.source.id === right[index]?.source.id)
  );
}
