import type { Token, Tokens } from "marked";
import { parseBlocks } from "./parse.ts";

/** Markdown as a reader sees it, without its marks: blocks on lines of their own. */
export function plainText(markdown: string): string {
  return parseBlocks(markdown)
    .map((token) => textOf(token))
    .filter((text) => text !== "")
    .join("\n");
}

function textOf(token: Token): string {
  switch (token.type) {
    case "space":
    case "def":
    case "hr":
      return "";
    case "br":
      return "\n";
    case "list":
      return (token as Tokens.List).items.map(textOf).join("\n");
    case "table": {
      const { header, rows } = token as Tokens.Table;
      const line = (cells: readonly Tokens.TableCell[]): string =>
        cells.map((cell) => join(cell.tokens)).join(" ");
      return [header, ...rows].map(line).join("\n");
    }
    case "blockquote":
    case "list_item":
      return (token.tokens ?? [])
        .map(textOf)
        .filter((text) => text !== "")
        .join("\n");
    default: {
      const { tokens, text } = token as { tokens?: Token[]; text?: string };
      return tokens ? join(tokens) : unescape(text ?? "");
    }
  }
}

function join(tokens: readonly Token[]): string {
  return tokens.map(textOf).join("");
}

/** The parser leaves the entities of the source in leaf texts. */
function unescape(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
