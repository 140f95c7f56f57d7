import type { ViewContext } from "./blockView.ts";
import type { Block, TableBlock } from "../../src/core/markdown/blocks.ts";

/** Shows a table. A row that was shown is not touched again unless another stands in its place. */
export class TableView {
  readonly element = document.createElement("table");
  readonly #context: ViewContext;
  readonly #body = document.createElement("tbody");
  readonly #rows: (readonly string[])[] = [];

  constructor(context: ViewContext) {
    this.#context = context;
  }

  update(block: Block): void {
    if (block.kind !== "table") return;
    if (!this.element.tHead) this.element.createTHead().append(document.createElement("tr"));
    this.#drawCells(this.element.rows[0], block.head, block, "th");
    const last = this.#rows.length - 1;
    // The same row at a place has the same ones above it.
    const first = last > 0 && this.#rows[last - 1] === block.rows[last - 1] ? last : 0;
    for (const [offset, cells] of block.rows.slice(first).entries()) {
      const index = first + offset;
      if (this.#rows[index] === cells) continue;
      this.#rows[index] = cells;
      const row = this.#body.rows[index] ?? this.#body.insertRow();
      this.#drawCells(row, cells, block, "td");
    }
    this.#rows.length = block.rows.length;
    while (this.#body.rows.length > block.rows.length) this.#body.lastElementChild?.remove();
    if (block.rows.length === 0) this.#body.remove();
    else if (!this.#body.parentElement) this.element.append(this.#body);
  }

  #drawCells(
    row: HTMLTableRowElement | undefined,
    texts: readonly string[],
    { alignments }: TableBlock,
    tag: "td" | "th",
  ): void {
    for (const [index, text] of texts.entries()) {
      const cell = row?.cells[index] ?? document.createElement(tag);
      const alignment = alignments[index];
      if (alignment) cell.setAttribute("align", alignment);
      else cell.removeAttribute("align");
      if (!cell.parentElement) row?.append(cell);
      // A row of a hostile table has hundreds of cells that it does not write.
      if (text !== "" || cell.hasChildNodes()) this.#context.texts.draw(cell, text, false);
    }
  }
}
