import { colourCode, createCodeBlock, foldCode } from "./codeBlock.ts";
import { type CodeWriter, codeText } from "./codeText.ts";
import type { Block } from "./syntax/blocks.ts";

/** The language that stands behind a fence. */
export function languageOf(info: string): string {
  return /^\S*/.exec(info)?.[0] ?? "";
}

/** Shows code. What is there is left alone while more is written behind it. */
export class CodeView {
  readonly element: HTMLElement;
  readonly #code: HTMLElement;
  readonly #language: string;
  /** True where long code is folded when it is complete. */
  readonly #folds: boolean;
  #lines: readonly string[] = [];
  /** Undefined when nothing is written yet, or colours stand in the place of what was. */
  #writer: CodeWriter | undefined;

  constructor(language: string, folds: boolean) {
    const { block, code } = createCodeBlock(language);
    this.element = block;
    this.#code = code;
    this.#language = language;
    this.#folds = folds;
  }

  update(block: Block): void {
    if (block.kind !== "code") return;
    const { lines } = block;
    const before = this.#lines;
    this.#lines = lines;
    const last = before.length - 1;
    const goesOn =
      before.every((line, index) => index === last || line === lines[index]) &&
      (lines[last]?.startsWith(before[last] ?? "") ?? last < 0);
    if (this.#writer && goesOn) {
      const rest = (lines[last] ?? "").slice(before[last]?.length ?? 0);
      const more = last < 0 ? lines : [rest, ...lines.slice(last + 1)];
      this.#writer.append(more.join("\n"));
    } else if (!goesOn || lines.length !== before.length || !this.#writer) {
      this.#writer = codeText(this.#code, lines.join("\n"));
    }
    if (block.isOpen) return;
    if (this.#language !== "") {
      colourCode(this.#code, this.#language);
      this.#writer = undefined;
    }
    if (this.#folds) foldCode(this.element, lines.length);
  }
}
