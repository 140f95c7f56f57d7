/** Reads one line from left to right, in columns: a tab reaches to the next multiple of four. */
export class LineCursor {
  readonly line: string;
  #offset = 0;
  #column = 0;
  /** True when only a part of the tab at the offset was taken. */
  #isInTab = false;
  #textOffset = 0;
  #textColumn = 0;

  constructor(line: string) {
    this.line = line;
    this.#findText();
  }

  /** Where the first character that is not white space stands. */
  get textOffset(): number {
    return this.#textOffset;
  }

  /** Columns of white space before the text. */
  get indent(): number {
    return this.#textColumn - this.#column;
  }

  /** True for white space only. */
  get isBlank(): boolean {
    return this.#textOffset >= this.line.length;
  }

  /** From here on the line would be code. */
  get isIndented(): boolean {
    return this.indent >= 4;
  }

  /** The first character of the text. */
  get character(): string {
    return this.line[this.#textOffset] ?? "";
  }

  /** The text without its indent. */
  get text(): string {
    return this.line.slice(this.#textOffset);
  }

  /** What is left, with a tab that was taken in part as spaces. */
  get rest(): string {
    return this.#isInTab
      ? " ".repeat(4 - (this.#column % 4)) + this.line.slice(this.#offset + 1)
      : this.line.slice(this.#offset);
  }

  /** Goes to the text. */
  skipIndent(): void {
    this.#offset = this.#textOffset;
    this.#column = this.#textColumn;
    this.#isInTab = false;
  }

  /** Goes over so many characters that are no tabs. */
  skipCharacters(count: number): void {
    this.#offset += count;
    this.#column += count;
    this.#isInTab = false;
    this.#findText();
  }

  /** Goes over white space, at most so many columns. @returns how many it were */
  skipColumns(count: number): number {
    let left = count;
    while (left > 0) {
      const character = this.line[this.#offset];
      if (character !== " " && character !== "\t") break;
      const width = character === "\t" ? 4 - (this.#column % 4) : 1;
      const taken = Math.min(width, left);
      this.#isInTab = taken < width;
      if (!this.#isInTab) this.#offset += 1;
      this.#column += taken;
      left -= taken;
    }
    this.#findText();
    return count - left;
  }

  #findText(): void {
    let offset = this.#offset;
    let column = this.#column;
    for (; ; offset += 1) {
      const character = this.line[offset];
      if (character === " ") column += 1;
      else if (character === "\t") column += 4 - (column % 4);
      else break;
    }
    this.#textOffset = offset;
    this.#textColumn = column;
  }
}
