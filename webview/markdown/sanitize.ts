import createPurifier from "dompurify";

const purifier = createPurifier(window);

/** Turns the HTML of the highlighter into nodes; nothing comes of it but text and spans with classes. */
export function sanitize(html: string): DocumentFragment {
  return purifier.sanitize(html, {
    ALLOWED_TAGS: ["span"],
    ALLOWED_ATTR: ["class"],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}
