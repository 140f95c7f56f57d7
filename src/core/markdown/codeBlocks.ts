import type { Block } from "./blocks.ts";
import { parseMarkdown } from "./parseMarkdown.ts";

/** The language that stands behind a fence. */
export function languageOf(info: string): string {
  return /^\S*/.exec(info)?.[0] ?? "";
}

/** Code, and what stands behind its fence. */
export interface CodeBlock {
  readonly code: string;
  readonly info: string;
}

/** The code blocks of a text, in the order in which they are shown. */
export function codeBlocksOf(text: string): readonly CodeBlock[] {
  return codeIn(parseMarkdown(text).document);
}

function codeIn(block: Block): readonly CodeBlock[] {
  if (block.kind === "code") return [{ code: block.lines.join("\n"), info: block.info }];
  return "children" in block ? block.children.flatMap(codeIn) : [];
}
