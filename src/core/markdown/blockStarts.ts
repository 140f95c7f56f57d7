import type { BlockBuilder } from "./blockBuilder.ts";
import type { Block } from "./blocks.ts";
import { unescapeText } from "./characters.ts";
import { takeQuoteMark } from "./continueBlock.ts";
import { startHtml } from "./htmlRules.ts";
import { limits } from "./limits.ts";
import type { LineCursor } from "./lineCursor.ts";
import { startItem } from "./listStarts.ts";

/** Starts one block inside a container, if the rest of the line does; false when it is text. */
export function startBlock(parser: BlockBuilder, container: Block, cursor: LineCursor): boolean {
  const { tip } = parser;
  const place = { startLine: parser.lineNumber, endLine: 0, isOpen: true };
  const open = (block: Block): true => {
    parser.closeInside(container);
    parser.add(block);
    return true;
  };
  if (cursor.isBlank) return false;
  if (cursor.isIndented) {
    // Inside a paragraph, an indented line is just indented.
    if (tip.kind === "paragraph") return false;
    cursor.skipColumns(4);
    return open({ ...place, kind: "code", lines: [], fence: undefined, info: "" });
  }
  const isDeep = parser.depth >= limits.blockDepth;
  if (!isDeep && takeQuoteMark(cursor)) return open({ ...place, kind: "quote", children: [] });
  const { text } = cursor;
  const heading = /^#{1,6}(?=[ \t]|$)/.exec(text)?.[0];
  if (heading !== undefined) {
    return open({
      ...place,
      kind: "heading",
      level: heading.length,
      text: headingText(text.slice(heading.length)),
    });
  }
  const fence = /^(?:`{3,}|~{3,})/.exec(text)?.[0];
  // Otherwise it is code in a line.
  if (fence !== undefined && !(fence.startsWith("`") && text.includes("`", fence.length))) {
    return open({
      ...place,
      kind: "code",
      lines: [],
      fence: { character: fence[0] ?? "", length: fence.length, indent: cursor.indent },
      info: unescapeText(text.slice(fence.length).trim()),
    });
  }
  const html = startHtml(text, container.kind === "paragraph" || tip.kind === "paragraph");
  if (html) return open({ ...place, kind: "html", lines: [], end: html.end });
  if (container.kind === "paragraph" && /^(?:=+|-+)[ \t]*$/.test(text)) {
    parser.closeInside(container);
    if (parser.keepsText(container)) {
      parser.replaceTip({
        ...place,
        startLine: container.startLine,
        kind: "heading",
        level: text.startsWith("=") ? 1 : 2,
        text: container.lines.join("\n"),
      });
      return true;
    }
  }
  if (isRule(text)) return open({ ...place, kind: "rule" });
  return !isDeep && startItem(parser, container, cursor);
}

/** The text of a heading without the marks that may end it. */
function headingText(rest: string): string {
  const text = rest.trim();
  let end = text.length;
  while (text[end - 1] === "#") end -= 1;
  // Marks that touch the text belong to it.
  return end === 0 || /[ \t]/.test(text[end - 1] ?? "") ? text.slice(0, end).trim() : text;
}

/** Three or more of one mark, with or without spaces. */
function isRule(text: string): boolean {
  const mark = text[0] ?? "";
  if (mark !== "*" && mark !== "-" && mark !== "_") return false;
  let count = 0;
  for (const character of text) {
    if (character === mark) count += 1;
    else if (character !== " " && character !== "\t") return false;
  }
  return count >= 3;
}
