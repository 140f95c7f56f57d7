const named: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&nbsp;": "\u00A0",
};

/** A character reference, as source of a regular expression that ignores case. */
export const reference = String.raw`&(?:#x[a-f0-9]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});`;

let decoder: HTMLTextAreaElement | undefined;

/** What a character reference such as `&auml;` or `&#228;` stands for; itself when it stands for nothing. */
export function decodeReference(text: string): string {
  if (text[1] === "#") return decodeNumber(text.slice(2, -1));
  const known = named[text];
  if (known !== undefined) return known;
  // The browser knows the two thousand names; an element of text only runs nothing.
  decoder ??= document.createElement("textarea");
  decoder.innerHTML = text;
  const { value } = decoder;
  // It also decodes the beginning of a name that it does not know.
  return value.endsWith(";") && text !== "&semi;" ? text : value;
}

function decodeNumber(digits: string): string {
  const code = /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number(digits);
  const isCharacter = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
  return String.fromCodePoint(isCharacter ? code : 0xff_fd);
}

const escaped = new RegExp(String.raw`\\[!-/:-@[-\x60{-~]|${reference}`, "gi");

/** Text whose backslashes and character references are resolved. */
export function unescapeText(text: string): string {
  return text.replaceAll(escaped, (found) =>
    found.startsWith("\\") ? found.slice(1) : decodeReference(found),
  );
}

/** True for what a backslash can stand before. */
export function isPunctuation(character: string): boolean {
  return /^[!-/:-@[-`{-~]$/.test(character);
}
