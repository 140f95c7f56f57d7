import { Marked, type Token, type Tokens } from "marked";
import { text as words } from "../text.ts";

const marked = new Marked({ gfm: true, breaks: false });

marked.use({
  renderer: {
    // HTML in an answer is shown as it was written; none of it is ever interpreted.
    html: ({ raw }: Tokens.HTML | Tokens.Tag) => escapeHtml(raw),
    // A picture would be fetched from an address that the answer chose, and would tell it that it was read.
    image: ({ href, text: alternative }: Tokens.Image) =>
      `<span class="image"><span>${escapeHtml(words.image(alternative))}</span> ${isWebAddress(href) ? `<a href="${escapeHtml(href)}">${escapeHtml(words.openAddress(href))}</a>` : escapeHtml(href)}</span>`,
    // Anything but a web or mail address would lead into the editor, or into this page.
    link({ href, title, tokens }: Tokens.Link) {
      const label = this.parser.parseInline(tokens);
      if (!isWebAddress(href)) return label;
      return `<a href="${escapeHtml(href)}" title="${escapeHtml(title ?? href)}">${label}</a>`;
    },
    // The page's own headings name the chatbot and who speaks; those of an answer stand below them.
    heading({ tokens, depth }: Tokens.Heading) {
      const level = Math.min(6, depth + 2);
      return `<h${level} class="depth-${depth}">${this.parser.parseInline(tokens)}</h${level}>`;
    },
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

function isWebAddress(href: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(href) && URL.canParse(href);
}

/** Text as it stands, inside HTML. */
function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
