import { Marked, type Token, type Tokens } from "marked";

const marked = new Marked({ gfm: true, breaks: false });

marked.use({
  renderer: {
    // HTML in an answer is shown as it was written; none of it is ever interpreted.
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text),
    // A picture would be fetched from an address that the answer chose, and would tell it that it was read.
    image: ({ href, text }: Tokens.Image) =>
      `<span class="image">${escapeHtml(text || "image")}: <a href="${escapeHtml(href)}">${escapeHtml(href)}</a></span>`,
    checkbox: ({ checked }: Tokens.Checkbox) => (checked ? "☑ " : "☐ "),
  },
});

/** The blocks of a Markdown text. */
export function parseBlocks(text: string): readonly Token[] {
  return marked.lexer(text);
}

/** One block as HTML, not yet sanitised. */
export function blockToHtml(token: Token): string {
  return marked.parser([token]);
}

/** Text as it stands, inside HTML. */
function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
