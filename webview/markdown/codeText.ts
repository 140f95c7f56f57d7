import type { CodeLine } from "./codeLines.ts";
import { keepSelection } from "./keepSelection.ts";

/** Lines in one group. The browser lays a group out as a whole whenever text is added to it. */
const linesPerGroup = 100;

/** Lines that stand in one block: first those that are coloured, then the others as they are written. */
interface Group {
  readonly element: HTMLElement;
  readonly rest: Text;
  readonly coloured: CodeLine[];
  lines: number;
}

/**
 * Code in an element, written so that a very long one costs no more to extend than a short one. It stands in groups
 * of lines, each a block of its own; the line break between two groups is the border between the blocks.
 */
export class CodeText {
  readonly #code: HTMLElement;
  #groups: Group[] = [];

  constructor(code: HTMLElement, text: string) {
    this.#code = code;
    code.replaceChildren();
    this.#startGroup();
    this.append(text);
  }

  append(text: string): void {
    for (let rest = text; rest !== "";) {
      const group = this.#groups.at(-1) ?? this.#startGroup();
      const end = endOfGroup(rest, linesPerGroup - group.lines);
      group.rest.appendData(rest.slice(0, end.length));
      group.lines += end.lines;
      rest = rest.slice(end.length + (end.isFull ? 1 : 0));
      if (end.isFull) this.#startGroup();
    }
  }

  /**
   * Shows lines in colours; those that look so already are left alone. What is selected stays selected.
   * @param first counted from 0; all lines before it are coloured
   * @param lines each with the text that it was written with
   */
  colour(first: number, lines: readonly CodeLine[]): void {
    for (let done = 0; done < lines.length;) {
      const at = first + done;
      const group = this.#groups[Math.floor(at / linesPerGroup)];
      if (!group) return;
      const inGroup = at % linesPerGroup;
      const some = lines.slice(done, done + linesPerGroup - inGroup);
      keepSelection(group.element, () => {
        for (const [index, line] of some.entries()) colourLine(group, inGroup + index, line);
      });
      done += some.length;
    }
  }

  #startGroup(): Group {
    const element = document.createElement("span");
    element.className = "lines";
    const group = { element, rest: new Text(), coloured: [], lines: 0 };
    element.append(group.rest);
    this.#code.append(element);
    this.#groups.push(group);
    return group;
  }
}

/** The code of an element, whether it stands in groups or not. */
export function readCode(code: Element): string {
  const groups = code.querySelectorAll(":scope > .lines");
  if (groups.length === 0) return code.textContent;
  return [...groups].map(({ textContent }) => textContent).join("\n");
}

function colourLine(group: Group, index: number, line: CodeLine): void {
  const before = group.element.children[index];
  if (before && isSame(group.coloured[index], line)) return;
  group.coloured[index] = line;
  if (before) {
    before.replaceWith(drawLine(line, before.textContent.endsWith("\n")));
    return;
  }
  const { data } = group.rest;
  const end = data.indexOf("\n");
  group.rest.deleteData(0, end === -1 ? data.length : end + 1);
  group.rest.before(drawLine(line, end !== -1));
}

function isSame(left: CodeLine | undefined, right: CodeLine): boolean {
  return (
    left?.length === right.length &&
    left.every(
      ({ text, className }, index) =>
        text === right[index]?.text && className === right[index].className,
    )
  );
}

function drawLine(line: CodeLine, hasBreak: boolean): HTMLElement {
  const element = document.createElement("span");
  for (const { text, className } of line) {
    if (className === "") {
      element.append(text);
    } else {
      const piece = document.createElement("span");
      piece.className = className;
      piece.textContent = text;
      element.append(piece);
    }
  }
  if (!hasBreak) return element;
  if (element.lastChild instanceof Text) element.lastChild.appendData("\n");
  else element.append("\n");
  return element;
}

/** How much of a text still fits, and whether a line break that ends the group follows. */
function endOfGroup(
  text: string,
  room: number,
): { length: number; lines: number; isFull: boolean } {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    lines += 1;
    if (lines === room) return { length: at, lines, isFull: true };
  }
  return { length: text.length, lines, isFull: false };
}
