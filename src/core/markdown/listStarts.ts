import type { BlockBuilder } from "./blockBuilder.ts";
import type { Block } from "./blocks.ts";
import type { LineCursor } from "./lineCursor.ts";

/** Starts an item, and a list where it belongs to no open one; false when the line begins with no mark of a list. */
export function startItem(parser: BlockBuilder, container: Block, cursor: LineCursor): boolean {
  const found = /^(?:[*+-]|(\d{1,9})([.)]))(?=[ \t]|$)/.exec(cursor.text);
  if (!found) return false;
  const [mark, number, delimiter = mark] = found;
  // In the middle of a paragraph, a number or a dash is mostly just that.
  if (
    container.kind === "paragraph" &&
    ((number !== undefined && Number(number) !== 1) || cursor.text.slice(mark.length).trim() === "")
  ) {
    return false;
  }
  const before = cursor.indent;
  cursor.skipIndent();
  cursor.skipCharacters(mark.length);
  parser.closeInside(container);
  const place = { startLine: parser.lineNumber, endLine: 0, isOpen: true, children: [] };
  const { tip } = parser;
  if (
    tip.kind !== "list" ||
    tip.delimiter !== delimiter ||
    (tip.start === undefined) !== (number === undefined)
  ) {
    const start = number === undefined ? undefined : Number(number);
    parser.add({ ...place, children: [], kind: "list", delimiter, start, isLoose: false });
  }
  // Five columns and more are one, and code.
  const spaces = cursor.isBlank || cursor.indent > 4 ? 1 : cursor.indent;
  cursor.skipColumns(spaces);
  parser.add({ ...place, kind: "item", indent: before + mark.length + spaces });
  return true;
}
