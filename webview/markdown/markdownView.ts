import type { Source } from "../../src/core/model.ts";
import type { ViewContext } from "./blockView.ts";
import { BlockRow } from "./blockViews.ts";
import { canWait } from "./canWait.ts";
import { numberMoreSources, numberSources } from "./citations.ts";
import { watchParts } from "./distantParts.ts";
import { InlineTexts } from "./inlineTexts.ts";
import { BlockParser } from "../../src/core/markdown/blockParser.ts";
import type { DocumentBlock } from "../../src/core/markdown/blocks.ts";
import type { Destination } from "../../src/core/markdown/links.ts";

/** Blocks in one group: the browser skips groups that are out of view, and looks at groups, not at blocks. */
const blocksPerGroup = 32;
/** Longer than the marker of any source, in UTF-16 units. */
const maxMarkerLength = 200;

/**
 * Draws Markdown into an element. The blocks of a text that arrives are the same as those of the whole text, because
 * they are read line by line; what is complete is never touched again, but for links that are defined later. The cost
 * is proportional to the text's length.
 */
export class MarkdownView {
  readonly #root: HTMLElement;
  readonly #context: ViewContext;
  readonly #blocks: BlockRow;
  #parser = new BlockParser();
  /** How long the text is, in UTF-16 units. */
  #length = 0;
  /** UTF-16 units of lines that were read, again each time. */
  #lineWork = 0;
  /** The length of the last line when it was read last, in UTF-16 units. */
  #readLength = 0;
  /** The end of the text, in which the marker of a source may have begun. */
  #end = "";
  /** How much was written since links were drawn again, in UTF-16 units. */
  #sinceRedraw = 0;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#context = { texts: new InlineTexts(root), foldsCode: false };
    this.#blocks = new BlockRow(
      this.#context,
      (element, instead) => {
        const wrapped = wrap(element);
        if (instead) instead.parentElement?.replaceWith(wrapped);
        else lastGroup(root).append(wrapped);
      },
      (element) => removeFromGroup(element.parentElement),
    );
  }

  /** How many UTF-16 units were read so far, counted again each time they are read again. */
  get work(): number {
    return this.#lineWork + this.#context.texts.work;
  }

  /** Folds long code of blocks that are new from now on. */
  set foldsCode(folds: boolean) {
    this.#context.foldsCode = folds;
  }

  /** Says that what is cited becomes known with the end of the text. */
  set awaitsSources(awaits: boolean) {
    this.#context.texts.awaitsSources = awaits;
  }

  /** Shows a whole text. Blocks that are as they were keep their nodes, and with them a selection. */
  set(text: string, sources: readonly Source[]): void {
    const { texts } = this.#context;
    const before = this.#parser.definitions;
    this.#parser = new BlockParser();
    this.#length = 0;
    this.#write(text);
    texts.setSources(numberSources(text, sources));
    texts.endSources();
    this.#complete();
    const { definitions } = this.#parser;
    const labels = [...before.keys(), ...definitions.keys()];
    texts.redefine(labels.filter((label) => !isSame(before.get(label), definitions.get(label))));
    texts.redraw(Number.POSITIVE_INFINITY);
  }

  /** Adds text to an answer that is still arriving. */
  append(delta: string, sources: readonly Source[]): void {
    const { texts } = this.#context;
    this.#write(delta);
    this.#sinceRedraw += delta.length;
    this.#noteSources(delta, sources);
    const { partialLength } = this.#parser;
    const isSameLine = !/[\r\n]/.test(delta);
    if (isSameLine && canWait(partialLength, this.#readLength)) {
      texts.grow(delta);
      return;
    }
    this.#readLength = partialLength;
    this.#lineWork += partialLength;
    this.#draw(this.#parser.draft());
    this.#sinceRedraw = Math.max(0, this.#sinceRedraw - texts.redraw(this.#sinceRedraw));
  }

  /** Ends an answer that has arrived: draws what was still open, and chips for sources that came after the text. */
  finish(sources: readonly Source[], text: string): void {
    const { texts } = this.#context;
    this.#complete();
    texts.setSources(numberSources(text, sources));
    texts.endSources();
    texts.redraw(Number.POSITIVE_INFINITY);
  }

  #write(text: string): void {
    this.#length += text.length;
    this.#lineWork += text.length;
    this.#parser.write(text);
  }

  #complete(): void {
    this.#parser.end();
    this.#draw(this.#parser.document);
    this.#readLength = 0;
    this.#sinceRedraw = 0;
    this.#end = "";
  }

  #draw(document: DocumentBlock): void {
    const { texts } = this.#context;
    texts.definitions = this.#parser.definitions;
    texts.redefine(this.#parser.takeNewLabels());
    this.#blocks.update(document.children);
    watchParts(this.#root, this.#length);
  }

  #noteSources(delta: string, sources: readonly Source[]): void {
    const { texts } = this.#context;
    this.#end += delta;
    texts.setSources(numberMoreSources(this.#end, sources, texts.sources));
    this.#end = this.#end.slice(-maxMarkerLength);
  }
}

function wrap(element: HTMLElement): HTMLElement {
  const block = document.createElement("div");
  block.className = "block";
  block.dir = "auto";
  block.append(element);
  return block;
}

function lastGroup(root: HTMLElement): Element {
  const last = root.lastElementChild;
  if (last && last.childElementCount < blocksPerGroup) return last;
  const group = document.createElement("div");
  group.className = "block-group";
  root.append(group);
  return group;
}

function removeFromGroup(block: HTMLElement | null): void {
  const group = block?.parentElement;
  block?.remove();
  if (group?.childElementCount === 0) group.remove();
}

function isSame(left: Destination | undefined, right: Destination | undefined): boolean {
  return left?.href === right?.href && left?.title === right?.title;
}
