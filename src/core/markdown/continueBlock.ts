import type { Block, CodeBlock } from "./blocks.ts";
import type { LineCursor } from "./lineCursor.ts";

/**
 * Whether the next line goes on with an open block; takes the marks and the indent that say so. `ended` is for a line
 * that closes the block and is used up by it.
 */
export function continueBlock(block: Block, cursor: LineCursor): "yes" | "no" | "ended" {
  switch (block.kind) {
    case "document":
    case "list":
      return "yes";
    case "quote":
      return takeQuoteMark(cursor) ? "yes" : "no";
    case "item":
      if (cursor.isBlank) {
        // An item that begins with a blank line can have only one.
        if (block.children.length === 0) return "no";
        cursor.skipIndent();
        return "yes";
      }
      if (cursor.indent < block.indent) return "no";
      cursor.skipColumns(block.indent);
      return "yes";
    case "code":
      return block.fence ? continueFence(block.fence, cursor) : continueIndented(cursor);
    case "html":
      return cursor.isBlank && !block.end ? "no" : "yes";
    case "paragraph":
    case "table":
      return cursor.isBlank ? "no" : "yes";
    case "heading":
    case "rule":
      return "no";
  }
}

/** Takes the mark of a quote, and one space behind it. */
export function takeQuoteMark(cursor: LineCursor): boolean {
  if (cursor.isIndented || cursor.character !== ">") return false;
  cursor.skipIndent();
  cursor.skipCharacters(1);
  cursor.skipColumns(1);
  return true;
}

function continueFence(
  { character, length, indent }: NonNullable<CodeBlock["fence"]>,
  cursor: LineCursor,
): "yes" | "ended" {
  if (!cursor.isIndented && cursor.character === character) {
    const text = cursor.text.trimEnd();
    if (text.length >= length && text === character.repeat(text.length)) return "ended";
  }
  cursor.skipColumns(indent);
  return "yes";
}

function continueIndented(cursor: LineCursor): "yes" | "no" {
  if (cursor.isIndented) cursor.skipColumns(4);
  else if (cursor.isBlank) cursor.skipIndent();
  else return "no";
  return "yes";
}
