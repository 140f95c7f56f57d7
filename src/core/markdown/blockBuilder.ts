import type { Block } from "./blocks.ts";

/** What starts and ends blocks, as the rules of the kinds of blocks see it. */
export interface BlockBuilder {
  /** The innermost block that is open. */
  readonly tip: Block;
  /** How many blocks are open inside each other. */
  readonly depth: number;
  /** The number of the line that is read. */
  readonly lineNumber: number;
  /** Closes the open blocks inside one of them. */
  closeInside(container: Block): void;
  /** Adds a block inside the innermost open one that can hold it. */
  add(block: Block): void;
  /** Puts another block into the place of the innermost open one. */
  replaceTip(block: Block): void;
  /** Closes the innermost open block two lines above the one that is read, and adds another below it. */
  addBelowTip(block: Block): void;
  /** Takes the definitions off the start of a paragraph's lines; false when nothing of it is left. */
  keepsText(paragraph: Block): boolean;
}
