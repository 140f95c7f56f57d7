/** Lines in one group. The browser lays a group out as a whole whenever text is added to it. */
const linesPerGroup = 100;

/** Writes code into an element so that a very long one costs no more to extend than a short one. */
export interface CodeWriter {
  append(text: string): void;
}

/**
 * Starts to write code. It stands in groups of lines, each a block of its own; the line break between two groups is
 * the border between the blocks.
 */
export function codeText(code: HTMLElement, text: string): CodeWriter {
  let group = new Text();
  let lines = 0;
  const startGroup = (): void => {
    const element = document.createElement("span");
    element.className = "lines";
    group = new Text();
    lines = 0;
    element.append(group);
    code.append(element);
  };
  const append = (more: string): void => {
    for (let rest = more; rest !== "";) {
      const end = endOfGroup(rest, linesPerGroup - lines);
      group.appendData(rest.slice(0, end.length));
      lines += end.lines;
      rest = rest.slice(end.length + (end.isFull ? 1 : 0));
      if (end.isFull) startGroup();
    }
  };
  code.replaceChildren();
  startGroup();
  append(text);
  return { append };
}

/** The code of an element, whether it stands in groups or not. */
export function readCode(code: Element): string {
  const groups = code.querySelectorAll(":scope > .lines");
  if (groups.length === 0) return code.textContent;
  return [...groups].map(({ textContent }) => textContent).join("\n");
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
