import type { BlockBuilder } from "./blockBuilder.ts";
import { startBlock } from "./blockStarts.ts";
import { type Block, type ContainerBlock, copyBlock, type DocumentBlock } from "./blocks.ts";
import { continueBlock } from "./continueBlock.ts";
import { LineCursor } from "./lineCursor.ts";
import { type Destination, readDefinition } from "./links.ts";
import { addRow, startTable } from "./tables.ts";

/**
 * Reads the blocks of Markdown line by line, as CommonMark describes it, and never looks back: what is read once
 * costs nothing again, and a text that arrives in pieces gives the same blocks as one that came at once.
 */
export class BlockParser implements BlockBuilder {
  #document: DocumentBlock;
  /** The blocks that the next line may belong to, from the document inwards. */
  #open: Block[];
  #lineNumber = 0;
  /** The last line, which is not complete. */
  #partial = "";
  /** A line feed may follow a carriage return that came last. */
  #endsWithReturn = false;
  /** Definitions of links by label; the first of a label counts. */
  readonly #definitions = new Map<string, Destination>();
  #newLabels: string[] = [];
  /** What a draft closes is not closed for good. */
  #isDraft = false;

  constructor() {
    this.#document = { kind: "document", startLine: 1, endLine: 0, isOpen: true, children: [] };
    this.#open = [this.#document];
  }

  /** The blocks of all complete lines. */
  get document(): DocumentBlock {
    return this.#document;
  }

  /** Definitions of links by label, of paragraphs that have ended. */
  get definitions(): ReadonlyMap<string, Destination> {
    return this.#definitions;
  }

  /** The innermost block that is open. */
  get tip(): Block {
    return this.#open.at(-1) ?? this.#document;
  }

  /** How many blocks are open inside each other. */
  get depth(): number {
    return this.#open.length;
  }

  /** The number of the line that is read. */
  get lineNumber(): number {
    return this.#lineNumber;
  }

  /** How long the last line is that is not complete, in UTF-16 units. */
  get partialLength(): number {
    return this.#partial.length;
  }

  /** Takes more text. Any line break is one, also one that is cut in two. */
  write(text: string): void {
    const after = this.#endsWithReturn && text.startsWith("\n") ? text.slice(1) : text;
    if (text !== "") this.#endsWithReturn = text.endsWith("\r");
    const lines = after.replaceAll("\0", "\uFFFD").split(/\r\n|\n|\r/);
    const last = lines.pop() ?? "";
    for (const line of lines) {
      this.#readLine(this.#partial + line);
      this.#partial = "";
    }
    this.#partial += last;
  }

  /** Says that nothing more comes. */
  end(): void {
    if (this.#partial !== "") this.#readLine(this.#partial);
    this.#partial = "";
    this.#closeTo(0, this.#lineNumber);
  }

  /** The blocks as they would be if the text ended here. Those that are closed are the same objects. */
  draft(): DocumentBlock {
    const draft = new BlockParser();
    draft.#isDraft = true;
    draft.#open = [];
    let parent: Block | undefined;
    for (const block of this.#open) {
      const copy = copyBlock(block);
      if (parent && "children" in parent) parent.children[parent.children.length - 1] = copy;
      draft.#open.push(copy);
      parent = copy;
    }
    const [document] = draft.#open;
    if (document?.kind !== "document") throw new Error("the outermost block is the document");
    draft.#document = document;
    draft.#lineNumber = this.#lineNumber;
    // The cells of a row are known when all of it is there.
    const isRow = draft.tip.kind === "table" && this.#partial.trimStart().startsWith("|");
    if (this.#partial !== "" && !isRow) draft.#readLine(this.#partial);
    draft.#settleParagraph(draft.#open.at(-1), draft.#open.at(-2));
    return document;
  }

  /** The labels that were defined since this was asked. */
  takeNewLabels(): readonly string[] {
    const labels = this.#newLabels;
    this.#newLabels = [];
    return labels;
  }

  /** Closes the open blocks inside one of them. */
  closeInside(container: Block): void {
    this.#closeTo(this.#open.indexOf(container) + 1, this.#lineNumber - 1);
  }

  /** Adds a block inside the innermost open one that can hold it. */
  add(block: Block): void {
    while (!canHold(this.tip, block)) this.#closeTo(this.#open.length - 1, this.#lineNumber - 1);
    const parent = this.tip as ContainerBlock;
    if (block.kind !== "paragraph") this.#noteSpace(parent, parent.children.at(-1), block);
    parent.children.push(block);
    this.#open.push(block);
  }

  /** Puts another block into the place of the innermost open one. */
  replaceTip(block: Block): void {
    this.#open.pop();
    const parent = this.tip as ContainerBlock;
    parent.children.pop();
    this.#noteSpace(parent, parent.children.at(-1), block);
    parent.children.push(block);
    this.#open.push(block);
  }

  /** Closes the innermost open block two lines above the one that is read, and adds another below it. */
  addBelowTip(block: Block): void {
    this.#closeTo(this.#open.length - 1, this.#lineNumber - 2);
    this.add(block);
  }

  /** Closes the innermost open block with the line that is read. */
  closeTip(): void {
    this.#closeTo(this.#open.length - 1, this.#lineNumber);
  }

  /** Takes the definitions off the start of a paragraph's lines; false when nothing of it is left. */
  keepsText(paragraph: Block): boolean {
    return paragraph.kind === "paragraph" && this.#takeDefinitions(paragraph);
  }

  #readLine(line: string): void {
    this.#lineNumber += 1;
    const cursor = new LineCursor(line);
    let matched = 1;
    for (; matched < this.#open.length; matched += 1) {
      const block = this.#open[matched];
      if (!block) break;
      const answer = continueBlock(block, cursor);
      if (answer === "ended") {
        this.closeTip();
        return;
      }
      if (answer === "no") break;
    }
    const wasLast = matched === this.#open.length;
    let container = this.#open[matched - 1] ?? this.#document;
    const before = this.tip;
    let hasStarted = false;
    while (container.kind !== "code" && container.kind !== "html") {
      const started = startTable(this, container, cursor) || startBlock(this, container, cursor);
      if (!started) break;
      hasStarted = true;
      container = this.tip;
      // The line was all that such a block has.
      if (container.kind === "heading" || container.kind === "rule") return;
      if (container.kind === "table" && before !== container) return;
      if (container.kind === "code" && container.fence) return;
    }
    if (!wasLast && !hasStarted && !cursor.isBlank && this.tip.kind === "paragraph") {
      // A line that goes on with a paragraph need not repeat the marks before it.
      this.tip.lines.push(cursor.text);
      return;
    }
    if (!hasStarted) this.closeInside(container);
    this.#addText(container, cursor);
  }

  #addText(container: Block, cursor: LineCursor): void {
    if (container.kind === "paragraph") {
      container.lines.push(cursor.text);
    } else if (container.kind === "code") {
      container.lines.push(cursor.rest);
    } else if (container.kind === "html") {
      container.lines.push(cursor.rest);
      if (container.end?.test(cursor.rest)) this.closeTip();
    } else if (!cursor.isBlank && !(container.kind === "table" && addRow(container, cursor.text))) {
      this.add({
        kind: "paragraph",
        startLine: this.#lineNumber,
        endLine: 0,
        isOpen: true,
        lines: [cursor.text],
        startsItem: container.kind === "item" && container.children.length === 0,
      });
    }
  }

  /** Closes open blocks, until only so many are left. */
  #closeTo(count: number, line: number): void {
    while (this.#open.length > count) {
      const block = this.#open.pop();
      const parent = this.#open.at(-1);
      if (!block) return;
      block.isOpen = this.#isDraft;
      block.endLine = line;
      if (block.kind === "code") closeCode(block);
      // A list ends with its text, not with the blank lines behind it.
      if (block.kind === "list" || block.kind === "item") {
        block.endLine = block.children.at(-1)?.endLine ?? block.startLine;
      }
      this.#settleParagraph(block, parent);
    }
  }

  /** Takes the definitions out of a paragraph that ends; it may have been nothing else. */
  #settleParagraph(block: Block | undefined, parent: Block | undefined): void {
    if (block?.kind !== "paragraph" || !parent || !("children" in parent)) return;
    if (this.#takeDefinitions(block)) this.#noteSpace(parent, parent.children.at(-2), block);
    else parent.children.pop();
  }

  /** A list is loose when a blank line stands between its items, or between the blocks of one. */
  #noteSpace(parent: Block, previous: Block | undefined, next: Block): void {
    if (!previous || previous.endLine >= next.startLine - 1) return;
    const list = parent.kind === "item" ? this.#open[this.#open.indexOf(parent) - 1] : parent;
    if (list?.kind === "list") list.isLoose = true;
  }

  #takeDefinitions(paragraph: { lines: string[] }): boolean {
    if (!paragraph.lines[0]?.startsWith("[")) return true;
    const text = paragraph.lines.join("\n");
    let at = 0;
    for (let found = readDefinition(text, at); found; found = readDefinition(text, at)) {
      at = found.end;
      const { label, href, title } = found.value;
      if (this.#definitions.has(label)) continue;
      this.#definitions.set(label, { href, title });
      this.#newLabels.push(label);
    }
    if (at > 0) paragraph.lines = text.slice(at).split("\n");
    return text.slice(at).trim() !== "";
  }
}

function canHold(parent: Block, child: Block): boolean {
  if (!("children" in parent)) return false;
  return (parent.kind === "list") === (child.kind === "item");
}

function closeCode(code: {
  lines: string[];
  endLine: number;
  readonly fence: unknown;
  readonly startLine: number;
}): void {
  if (code.fence) return;
  // The blank lines behind indented code do not belong to it.
  const last = code.lines.findLastIndex((line) => line.trim() !== "");
  code.lines.length = last + 1;
  code.endLine = code.startLine + last;
}
