import createPurifier from "dompurify";

const purifier = createPurifier(window);

/** What Markdown needs, and nothing that loads, runs, frames, submits or names an element of ours. */
const allowed = {
  ALLOWED_TAGS: [
    ..."p br hr em strong del code pre blockquote ul ol li table thead tbody tr th td a span".split(
      " ",
    ),
    ..."h1 h2 h3 h4 h5 h6".split(" "),
  ],
  ALLOWED_ATTR: ["href", "class", "align", "start", "title"],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  // Without this, that pattern is asked of their values too.
  ADD_URI_SAFE_ATTR: ["start", "align"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
} as const;

/** Turns HTML into nodes of which none can do anything by itself. */
export function sanitize(html: string): DocumentFragment {
  return purifier.sanitize(html, {
    ...allowed,
    ALLOWED_TAGS: [...allowed.ALLOWED_TAGS],
    ALLOWED_ATTR: [...allowed.ALLOWED_ATTR],
    ADD_URI_SAFE_ATTR: [...allowed.ADD_URI_SAFE_ATTR],
  });
}
