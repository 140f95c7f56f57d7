import type { Block } from "./blocks.ts";
import { parseMarkdown } from "./parseMarkdown.ts";

/** The language that stands behind a fence. */
export function languageOf(info: string): string {
  return /^\S*/.exec(info)?.[0] ?? "";
}

/** The code blocks of a text, in the order in which they are shown. */
export function codeBlocksOf(text: string): readonly string[] {
  return codeIn(parseMarkdown(text).document);
}

function codeIn(block: Block): readonly string[] {
  if (block.kind === "code") return [block.lines.join("\n")];
  return "children" in block ? block.children.flatMap(codeIn) : [];
}
