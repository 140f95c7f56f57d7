import type { Emitter } from "highlight.js";

/** Text of one colour; a class of the styles, or none. */
export interface CodePiece {
  readonly text: string;
  readonly className: string;
}

/** What stands in one line of code, without its line break. */
export type CodeLine = readonly CodePiece[];

/** What the highlighter names and the styles colour (`styles/highlight.css`); anything else looks like what is around it. */
export const colouredScopes: ReadonlySet<string> = new Set([
  "addition",
  "attr",
  "attribute",
  "built_in",
  "bullet",
  "class",
  "comment",
  "deletion",
  "emphasis",
  "keyword",
  "literal",
  "meta",
  "name",
  "number",
  "quote",
  "regexp",
  "section",
  "selector-tag",
  "string",
  "strong",
  "symbol",
  "template-variable",
  "title",
  "type",
]);

/** Takes what the highlighter reads, as lines; what spans lines stands in each of them. */
export class CodeLines implements Emitter {
  readonly #lines: CodePiece[][] = [[]];
  /** The classes of what is open, from the outermost. */
  readonly #open: string[] = [];

  get lines(): readonly CodeLine[] {
    return this.#lines;
  }

  startScope(name: string): void {
    const [scope = ""] = name.split(".");
    this.#open.push(colouredScopes.has(scope) ? `hljs-${scope}` : this.#className);
  }

  endScope(): void {
    this.#open.pop();
  }

  /** The highlighter calls it so where its types do not say it. */
  openNode(name: string): void {
    this.startScope(name);
  }

  closeNode(): void {
    this.endScope();
  }

  addText(text: string): void {
    this.#add(text, this.#className);
  }

  /** Code of another language inside; the name is the highlighter's own. */
  __addSublanguage(emitter: Emitter): void {
    if (!(emitter instanceof CodeLines)) return;
    for (const [index, line] of emitter.lines.entries()) {
      if (index > 0) this.#lines.push([]);
      for (const { text, className } of line) this.#add(text, className || this.#className);
    }
  }

  /** Nothing is made from HTML. */
  toHTML(): string {
    return "";
  }

  finalize(): void {
    this.#open.length = 0;
  }

  get #className(): string {
    return this.#open.at(-1) ?? "";
  }

  #add(text: string, className: string): void {
    for (const [index, part] of text.split("\n").entries()) {
      if (index > 0) this.#lines.push([]);
      if (part === "") continue;
      const line = this.#lines.at(-1);
      const last = line?.at(-1);
      if (last?.className === className) line?.splice(-1, 1, { text: last.text + part, className });
      else line?.push({ text: part, className });
    }
  }
}
