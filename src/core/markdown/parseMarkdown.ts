import { BlockParser } from "./blockParser.ts";
import type { DocumentBlock } from "./blocks.ts";
import type { Destination } from "./links.ts";

/** A whole text as blocks, with the definitions of its links. */
export function parseMarkdown(text: string): {
  readonly document: DocumentBlock;
  readonly definitions: ReadonlyMap<string, Destination>;
} {
  const parser = new BlockParser();
  parser.write(text);
  parser.end();
  return parser;
}
