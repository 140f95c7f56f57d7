import { marked } from "marked";

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": " ",
};

/** What a reader sees of Markdown, a line for each of its lines; empty ones left out. */
export function shownText(markdown: string): string {
  const html = marked.parse(markdown, { async: false });
  return html
    .replaceAll(/<br>\n?/g, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/\n+/g, "\n")
    .trim();
}
