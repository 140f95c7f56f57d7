const named: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&nbsp;": "\u00A0",
};

/** A character reference, as source of a regular expression that ignores case. */
export const reference = String.raw`&(?:#x[a-f0-9]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});`;

let decodeName = (text: string): string => text;

/**
 * Says what the names of characters stand for. Without that only the five most common ones are known, which is enough
 * to find the blocks of a text.
 */
export function nameCharactersBy(decode: (reference: string) => string): void {
  decodeName = decode;
}

/** What a character reference such as `&auml;` or `&#228;` stands for; itself when it stands for nothing. */
export function decodeReference(text: string): string {
  if (text[1] === "#") return decodeNumber(text.slice(2, -1));
  return named[text] ?? decodeName(text);
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
