import type { Token } from "marked";
import type { Source } from "../../src/core/model.ts";
import { type NumberedSource, numberMoreSources, numberSources, placeChips } from "./citations.ts";
import { colourCodeBlocks, dressCodeBlocks } from "./codeBlock.ts";
import { blockToHtml, parseBlocks } from "./parse.ts";
import { sanitize } from "./sanitize.ts";

interface Block {
  readonly raw: string;
  readonly element: HTMLElement;
}

/**
 * Draws Markdown into an element, block by block. While an answer arrives, the blocks before the last one are
 * finished and are never touched again; only the last one is parsed again, and inside an open code fence not even
 * that: its text only grows.
 */
export class MarkdownView {
  readonly #root: HTMLElement;
  #finished: Block[] = [];
  /** Text that belongs to no finished block yet, and the element that shows it. */
  #tail = "";
  #tailElement: HTMLElement | undefined;
  #fence: OpenFence | undefined;
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
    for (const { element } of this.#finished.slice(kept)) element.remove();
    this.#tailElement?.remove();
    this.#finished = before.slice(0, kept);
    this.#tail = "";
    this.#tailElement = undefined;
    this.#fence = undefined;
    for (const token of tokens.slice(kept)) this.#finish(token);
  }

  /** Adds text to an answer that is still arriving. */
  append(delta: string, sources: readonly Source[]): void {
    this.#tail += delta;
    if (this.#fence?.grow(delta)) return;
    this.#fence = undefined;
    this.#sources = numberMoreSources(this.#tail, sources, this.#sources);
    const tokens = parseBlocks(this.#tail);
    const open = tokens.findLastIndex(isVisible);
    if (open === -1) return;
    for (const token of tokens.slice(0, open)) if (isVisible(token)) this.#finish(token);
    this.#tail = tokens
      .slice(open)
      .map(({ raw }) => raw)
      .join("");
    const last = tokens[open];
    if (last) this.#drawTail(last);
  }

  #finish(token: Token): void {
    const element = this.#draw(token);
    this.#root.insertBefore(element, this.#tailElement ?? null);
    colourCodeBlocks(element);
    this.#finished.push({ raw: token.raw, element });
  }

  #drawTail(token: Token): void {
    const element = this.#draw(token);
    if (this.#tailElement) this.#tailElement.replaceWith(element);
    else this.#root.append(element);
    this.#tailElement = element;
    this.#fence = OpenFence.find(this.#tail, element);
  }

  #draw(token: Token): HTMLElement {
    const element = document.createElement("div");
    element.className = "block";
    element.append(sanitize(blockToHtml(token)));
    dressCodeBlocks(element);
    placeChips(element, this.#sources);
    return element;
  }
}

/** A code fence that is not closed yet: as long as no line can close it, its text just grows. */
class OpenFence {
  readonly #code: Text;
  readonly #closing: RegExp;
  #line: string;

  private constructor(code: Text, closing: RegExp, line: string) {
    this.#code = code;
    this.#closing = closing;
    this.#line = line;
  }

  /** The open fence that a text consists of, if it does. */
  static find(text: string, element: HTMLElement): OpenFence | undefined {
    const [opening, fence] = /^(`{3,}|~{3,})[^\n]*\n/.exec(text) ?? [];
    const code = element.querySelector(".code code");
    if (opening === undefined || fence === undefined || !code) return undefined;
    const closing = new RegExp(`^ {0,3}${fence[0] ?? ""}{${fence.length},}\\s*$`);
    const lines = text.slice(opening.length).split("\n");
    if (lines.some((line) => closing.test(line))) return undefined;
    // The parser drops the line break at the end of code; here more text will follow it.
    const node = document.createTextNode(text.slice(opening.length));
    code.replaceChildren(node);
    return new OpenFence(node, closing, lines.at(-1) ?? "");
  }

  /** Adds text; false when the fence may be closed by it, and the block has to be parsed again. */
  grow(delta: string): boolean {
    const lines = (this.#line + delta).split("\n");
    if (lines.some((line) => this.#closing.test(line) || /^ {0,3}[`~]/.test(line))) return false;
    this.#line = lines.at(-1) ?? "";
    this.#code.appendData(delta);
    return true;
  }
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
