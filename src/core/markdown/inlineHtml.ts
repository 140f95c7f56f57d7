import { tag } from "./htmlRules.ts";

const inlineTag = new RegExp(tag, "iy");
const address = /<([a-z][a-z0-9+.-]{1,31}:[^\s\p{Cc}<>]*)>/iuy;
const mail =
  /<([\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*)>/iy;
/** Comments and the like: what they begin and end with. */
const runs = [
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<![CDATA[", "]]>"],
  ["<!", ">"],
] as const;

/** Reads what begins with `<` in a text: addresses, and HTML, which is shown as it was written. */
export class HtmlReader {
  readonly #text: string;
  /** Ends that do not come any more. */
  readonly #missing = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The web or mail address between angle brackets. */
  readAddress(at: number): { readonly text: string; readonly href: string } | undefined {
    address.lastIndex = at;
    const [, link] = address.exec(this.#text) ?? [];
    if (link !== undefined) return { text: link, href: link };
    mail.lastIndex = at;
    const [, name] = mail.exec(this.#text) ?? [];
    return name === undefined ? undefined : { text: name, href: `mailto:${name}` };
  }

  /** A tag or a comment, whose marks are none. */
  readTag(at: number): string | undefined {
    inlineTag.lastIndex = at;
    const found = inlineTag.exec(this.#text)?.[0];
    if (found !== undefined) return found;
    for (const [start, end] of runs) {
      if (!this.#text.startsWith(start, at) || this.#missing.has(end)) continue;
      if (start === "<!" && !/[a-z]/i.test(this.#text[at + 2] ?? "")) continue;
      const place = this.#text.indexOf(end, at + 2);
      if (place !== -1) return this.#text.slice(at, place + end.length);
      this.#missing.add(end);
    }
    return undefined;
  }
}
