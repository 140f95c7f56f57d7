import type { Block } from "../../src/core/markdown/blocks.ts";
import type { InlineTexts } from "./inlineTexts.ts";

/** Shows one block, and follows it while it grows. */
export interface BlockView {
  readonly element: HTMLElement;
  /** Shows the block, which is one of the same key as before. */
  update(block: Block): void;
}

/** What all views of a text share. */
export interface ViewContext {
  readonly texts: InlineTexts;
  /** True while a text is drawn that is complete: long code is folded. */
  foldsCode: boolean;
}
