import "./characterNames.ts";
import { type Block, textOf } from "../../src/core/markdown/blocks.ts";
import type { InlineEvent } from "../../src/core/markdown/inlineEvents.ts";
import { parseInline } from "../../src/core/markdown/inlineParser.ts";
import type { Destination } from "../../src/core/markdown/links.ts";
import { parseMarkdown } from "../../src/core/markdown/parseMarkdown.ts";

type Definitions = ReadonlyMap<string, Destination>;

/** Markdown as a reader sees it, without its marks: blocks on lines of their own. */
export function plainText(markdown: string): string {
  const { document, definitions } = parseMarkdown(markdown);
  return textsOf(document, definitions).join("\n");
}

function textsOf(block: Block, definitions: Definitions): readonly string[] {
  const inline = (text: string): string =>
    joinEvents(parseInline(text, (label) => definitions.get(label)));
  switch (block.kind) {
    case "document":
    case "quote":
    case "list":
    case "item":
      return block.children.flatMap((child) => textsOf(child, definitions));
    case "paragraph":
    case "heading":
      return [inline(textOf(block))];
    case "code":
    case "html":
      return [textOf(block)];
    case "table":
      return [block.head, ...block.rows].map((cells) => cells.map(inline).join(" "));
    case "rule":
      return [];
  }
}

function joinEvents(events: readonly InlineEvent[]): string {
  return events
    .map((event) => {
      switch (event.kind) {
        case "text":
          // A line break in the source of a sentence is shown as a space.
          return event.text.replaceAll("\n", " ");
        case "code":
          return event.text;
        case "image":
          return event.alternative;
        case "break":
          return "\n";
        case "enter":
        case "exit":
          return "";
      }
    })
    .join("");
}
