import { CodeView } from "./codeView.ts";
import { languageOf } from "../../src/core/markdown/codeBlocks.ts";
import { type Block, textOf } from "../../src/core/markdown/blocks.ts";
import { TableView } from "./tableView.ts";
import type { BlockView, ViewContext } from "./blockView.ts";

/** Blocks of the same key can be shown by the same element, one after the other. */
function keyOf(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `heading ${block.level}`;
    case "list":
      return `list ${block.start ?? "-"}`;
    case "code":
      return `code ${languageOf(block.info)}`;
    case "table":
      return `table ${block.head.length}`;
    default:
      return block.kind;
  }
}

/** A view for blocks of the same key. */
function createView(block: Block, context: ViewContext): BlockView {
  switch (block.kind) {
    case "paragraph":
      return new TextView("p", context);
    case "heading": {
      // The page's own headings name the chatbot and who speaks; those of an answer stand below them.
      const view = new TextView(`h${Math.min(6, block.level + 2)}`, context);
      view.element.className = `depth-${block.level}`;
      return view;
    }
    case "html":
      return new HtmlView();
    case "code":
      return new CodeView(languageOf(block.info), context.foldsCode);
    case "rule":
      return { element: document.createElement("hr"), update: () => {} };
    case "table":
      return new TableView(context);
    case "quote":
      return new ContainerView(document.createElement("blockquote"), context);
    case "item":
      return new ContainerView(document.createElement("li"), context);
    case "list": {
      const list = document.createElement(block.start === undefined ? "ul" : "ol");
      if (list instanceof HTMLOListElement && block.start !== 1) list.start = block.start ?? 1;
      return new ContainerView(list, context);
    }
    case "document":
      throw new Error("a document stands in no other block");
  }
}

/** Where the views of blocks stand, one for each. */
export class BlockRow {
  readonly #context: ViewContext;
  readonly #place: (element: HTMLElement, instead: HTMLElement | undefined) => void;
  readonly #remove: (element: HTMLElement) => void;
  readonly #shown: { view: BlockView; key: string; block: Block }[] = [];
  /** How many blocks from the first one on are closed and shown. */
  #settled = 0;

  /** @param place puts a new element at the end, or into the place of another */
  constructor(
    context: ViewContext,
    place: (element: HTMLElement, instead: HTMLElement | undefined) => void,
    remove: (element: HTMLElement) => void,
  ) {
    this.#context = context;
    this.#place = place;
    this.#remove = remove;
  }

  /** Shows blocks. One that is closed and was shown before is not touched again, nor looked at. */
  update(blocks: readonly Block[]): void {
    // The same block at a place has the same ones before it: a text only grows at its end.
    let index =
      this.#shown[this.#settled - 1]?.block === blocks[this.#settled - 1] ? this.#settled : 0;
    this.#settled = index;
    for (; index < blocks.length; index += 1) {
      const block = blocks[index];
      if (!block) break;
      this.#show(index, block);
      if (!block.isOpen && index === this.#settled) this.#settled += 1;
    }
    for (const { view } of this.#shown.splice(blocks.length)) this.#remove(view.element);
  }

  #show(index: number, block: Block): void {
    const shown = this.#shown[index];
    if (shown?.block === block && !block.isOpen) return;
    const key = keyOf(block);
    if (shown?.key === key) {
      shown.block = block;
      shown.view.update(block);
      return;
    }
    const view = createView(block, this.#context);
    view.update(block);
    this.#place(view.element, shown?.view.element);
    this.#shown[index] = { view, key, block };
  }
}

class ContainerView implements BlockView {
  readonly element: HTMLElement;
  readonly #row: BlockRow;

  constructor(element: HTMLElement, context: ViewContext) {
    this.element = element;
    this.#row = new BlockRow(
      context,
      (child, instead) => (instead ? instead.replaceWith(child) : element.append(child)),
      (child) => child.remove(),
    );
  }

  update(block: Block): void {
    if (!("children" in block)) return;
    if (block.kind === "list") {
      if (block.isLoose) this.element.removeAttribute("class");
      else this.element.className = "tight";
    }
    this.#row.update(block.children);
  }
}

class TextView implements BlockView {
  readonly element: HTMLElement;
  readonly #context: ViewContext;

  constructor(tag: string, context: ViewContext) {
    this.element = document.createElement(tag);
    this.#context = context;
  }

  update(block: Block): void {
    this.#context.texts.draw(this.element, textOf(block), block.isOpen);
  }
}

class HtmlView implements BlockView {
  readonly element = document.createElement("p");

  constructor() {
    this.element.className = "html";
  }

  update(block: Block): void {
    this.element.textContent = textOf(block);
  }
}
