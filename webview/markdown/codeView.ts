import { colourCode, createCodeBlock, foldCode } from "./codeBlock.ts";
import { type CodeWriter, codeText } from "./codeText.ts";
import type { Block } from "../../src/core/markdown/blocks.ts";

/** Shows code. What is there is left alone while more is written behind it. */
export class CodeView {
  readonly element: HTMLElement;
  readonly #code: HTMLElement;
  readonly #language: string;
  /** True where long code is folded when it is complete. */
  readonly #folds: boolean;
  #lines: readonly string[] = [];
  #writer: CodeWriter;
  /** True when colours stand in the place of what was written. */
  #isColoured = false;
  #wasFolded = false;

  constructor(language: string, folds: boolean) {
    const { block, code } = createCodeBlock(language);
    this.element = block;
    this.#code = code;
    this.#language = language;
    this.#folds = folds;
    this.#writer = codeText(code, "");
  }

  update(block: Block): void {
    if (block.kind !== "code") return;
    this.#write(block.lines);
    if (block.isOpen) return;
    if (this.#language !== "" && !this.#isColoured) {
      this.#isColoured = true;
      colourCode(this.#code, this.#language);
    }
    // Who has unfolded it wants it so.
    if (this.#folds && !this.#wasFolded) {
      this.#wasFolded = true;
      foldCode(this.element, block.lines.length);
    }
  }

  #write(lines: readonly string[]): void {
    const more = addedText(this.#lines, lines);
    this.#lines = lines;
    if (more === "") return;
    if (more !== undefined && !this.#isColoured) {
      this.#writer.append(more);
    } else {
      this.#writer = codeText(this.#code, lines.join("\n"));
      this.#isColoured = false;
    }
  }
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
