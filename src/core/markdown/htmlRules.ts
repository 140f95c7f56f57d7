const attribute = String.raw`[ \t\n]+[a-z_:][\w.:-]*(?:[ \t\n]*=[ \t\n]*(?:[^"'=<>\x60\x00-\x20]+|'[^']*'|"[^"]*"))?`;

/** An opening or a closing tag, as source of a regular expression that ignores case. */
export const tag = String.raw`<(?:[a-z][a-z0-9-]*(?:${attribute})*[ \t\n]*\/?|\/[a-z][a-z0-9-]*[ \t\n]*)>`;

const blockNames =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[123456]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";

/** What starts a block of HTML, and what ends it; undefined for a blank line. */
const starts: readonly (readonly [RegExp, RegExp | undefined])[] = [
  [/^<(?:script|pre|textarea|style)(?:\s|>|$)/i, /<\/(?:script|pre|textarea|style)>/i],
  [/^<!--/, /-->/],
  [/^<[?]/, /\?>/],
  [/^<![A-Za-z]/, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [new RegExp(String.raw`^<\/?(?:${blockNames})(?:\s|\/?>|$)`, "i"), undefined],
];

const loneTag = new RegExp(String.raw`^(?:${tag})[ \t]*$`, "i");

/**
 * The rule by which a line starts a block of HTML; undefined when it does not.
 * @param isInParagraph a tag alone on a line of a paragraph starts none
 */
export function startHtml(
  text: string,
  isInParagraph: boolean,
): { readonly end: RegExp | undefined } | undefined {
  if (!text.startsWith("<")) return undefined;
  const found = starts.find(([start]) => start.test(text));
  if (found) return { end: found[1] };
  return !isInParagraph && loneTag.test(text) ? { end: undefined } : undefined;
}
