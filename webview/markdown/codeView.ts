import type { Block, CodeBlock } from "../../src/core/markdown/blocks.ts";
import { createCodeBlock, foldCode } from "./codeBlock.ts";
import { CodeColours } from "./codeColours.ts";
import { CodeText } from "./codeText.ts";
import { loadHighlighter } from "./highlight.ts";

/** Shows code. What is there is left alone while more is written behind it. */
export class CodeView {
  readonly element: HTMLElement;
  readonly #code: HTMLElement;
  readonly #language: string;
  /** True where long code is folded when it is complete. */
  readonly #folds: boolean;
  #lines: readonly string[] = [];
  #text: CodeText;
  /** Absent until there is something to colour. */
  #colours: CodeColours | undefined;
  #isFinished = false;
  #wasFolded = false;

  constructor(language: string, folds: boolean) {
    const { block, code } = createCodeBlock(language);
    this.element = block;
    this.#code = code;
    this.#language = language;
    this.#folds = folds;
    this.#text = new CodeText(code, "");
  }

  update(block: Block): void {
    if (block.kind !== "code") return;
    this.element.classList.toggle("arriving", block.isOpen);
    this.#write(shownLines(block));
    this.#colour(block);
    // Who has unfolded it wants it so.
    if (!block.isOpen && this.#folds && !this.#wasFolded) {
      this.#wasFolded = true;
      foldCode(this.element, block.lines.length);
    }
  }

  #write(lines: readonly string[]): void {
    const more = addedText(this.#lines, lines);
    this.#lines = lines;
    if (more === "") return;
    if (more !== undefined && !this.#isFinished) {
      this.#text.append(more);
    } else {
      this.#text = new CodeText(this.#code, lines.join("\n"));
      this.#colours = undefined;
      this.#isFinished = false;
    }
  }

  #colour({ isOpen }: CodeBlock): void {
    // The last line may go on.
    const complete = this.#lines.length - (isOpen ? 1 : 0);
    if (this.#language === "" || this.#isFinished || complete <= 0) return;
    this.#colours ??= new CodeColours(this.#text, async () => loadHighlighter(this.#language));
    if (isOpen) {
      this.#colours.follow(this.#lines, complete);
      return;
    }
    this.#isFinished = true;
    this.#colours.finish(this.#lines).catch((error: unknown) => {
      console.warn("code could not be coloured", error);
    });
  }
}

/** The lines to show: what may be the beginning of the fence that ends the code is none of it. */
function shownLines({ isOpen, fence, lines }: CodeBlock): readonly string[] {
  const last = lines.at(-1)?.trim() ?? "";
  const isFence = isOpen && fence && last !== "" && last === fence.character.repeat(last.length);
  return isFence ? lines.slice(0, -1) : lines;
}

/** What stands behind the lines that were there before; undefined when those are others now. */
function addedText(before: readonly string[], lines: readonly string[]): string | undefined {
  const last = before.length - 1;
  if (last < 0) return lines.join("\n");
  const goesOn = before.every((line, index) =>
    index === last ? lines[index]?.startsWith(line) : line === lines[index],
  );
  if (!goesOn) return undefined;
  const rest = (lines[last] ?? "").slice(before[last]?.length);
  return [rest, ...lines.slice(before.length)].join("\n");
}
