/** What every block knows: the lines it stands on, counted from 1. */
interface BlockPlace {
  readonly startLine: number;
  /** Set when the block is closed. */
  endLine: number;
  /** False as soon as no more text can change the block, but for definitions of links. */
  isOpen: boolean;
}

/** The whole text. */
export interface DocumentBlock extends BlockPlace {
  readonly kind: "document";
  children: Block[];
}

/** A block quote. */
export interface QuoteBlock extends BlockPlace {
  readonly kind: "quote";
  children: Block[];
}

/** A list; its children are items. */
export interface ListBlock extends BlockPlace {
  readonly kind: "list";
  children: Block[];
  /** The bullet, or what follows the number. */
  readonly delimiter: string;
  /** The first number; undefined for bullets. */
  readonly start: number | undefined;
  /** True when blank lines stand between its parts: then there is space between its items. */
  isLoose: boolean;
}

/** One item of a list. */
export interface ItemBlock extends BlockPlace {
  readonly kind: "item";
  children: Block[];
  /** Columns by which a line is indented that belongs to the item. */
  readonly indent: number;
}

/** A paragraph. */
export interface ParagraphBlock extends BlockPlace {
  readonly kind: "paragraph";
  lines: string[];
  /** True for the first block of an item: there the box of a task may stand. */
  readonly startsItem: boolean;
}

/** A heading of a level from 1 to 6. */
export interface HeadingBlock extends BlockPlace {
  readonly kind: "heading";
  readonly level: number;
  readonly text: string;
}

/** Code, fenced or indented. */
export interface CodeBlock extends BlockPlace {
  readonly kind: "code";
  lines: string[];
  /** Undefined for indented code. */
  readonly fence:
    | { readonly character: string; readonly length: number; readonly indent: number }
    | undefined;
  /** What stands behind the opening fence. */
  readonly info: string;
}

/** HTML, which is shown as it was written. */
export interface HtmlBlock extends BlockPlace {
  readonly kind: "html";
  lines: string[];
  /** What ends the block; undefined when a blank line does. */
  readonly end: RegExp | undefined;
}

/** A line across. */
export interface RuleBlock extends BlockPlace {
  readonly kind: "rule";
}

/** How a column is aligned. */
export type Alignment = "left" | "center" | "right" | undefined;

/** A table; cells hold Markdown. */
export interface TableBlock extends BlockPlace {
  readonly kind: "table";
  readonly alignments: readonly Alignment[];
  readonly head: readonly string[];
  rows: (readonly string[])[];
  /** Cells that no row has written. */
  addedCells: number;
}

/** A block that holds blocks. */
export type ContainerBlock = DocumentBlock | QuoteBlock | ListBlock | ItemBlock;

/** Any block of a text. */
export type Block =
  | ContainerBlock
  | ParagraphBlock
  | HeadingBlock
  | CodeBlock
  | HtmlBlock
  | RuleBlock
  | TableBlock;

/** The text of a block that holds no other, with a sign for the box of a task; empty for a table. */
export function textOf(block: Block): string {
  if ("text" in block) return block.text;
  const text = "lines" in block ? block.lines.join("\n") : "";
  if (block.kind !== "paragraph" || !block.startsItem) return text;
  return text.replace(/^\[[ xX]\](?=\s)/, (box) => (box === "[ ]" ? "☐" : "☑"));
}

/** A block with lists of its own, which can be changed without changing the other. */
export function copyBlock<T extends Block>(block: T): T {
  const copy = { ...block };
  if ("children" in copy) copy.children = [...copy.children];
  if ("lines" in copy) copy.lines = [...copy.lines];
  if ("rows" in copy) copy.rows = [...copy.rows];
  return copy;
}
