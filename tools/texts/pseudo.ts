import type { Texts } from "./extract.ts";

/** A language that nobody speaks: VS Code asks an extension for its bundle by this name. */
export const pseudoLanguage = "qps-ploc";

const accents: Readonly<Record<string, string>> = {
  a: "á",
  c: "ç",
  e: "é",
  i: "í",
  n: "ñ",
  o: "ó",
  s: "š",
  u: "ú",
  A: "Å",
  E: "É",
  I: "Î",
  O: "Ø",
  S: "Š",
  U: "Û",
};

/** What stands in a text for programs: placeholders, commands behind links, icons, and names of keys to press. */
const fixed = /(\{\d+\}|\(command:[^)]*\)|\$\([\w~-]+\))/;

/** A text as a translation into the pseudo language: still readable, and to be told from every other text. */
export function pseudo(text: string): string {
  const parts = text
    .split(fixed)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/[a-z]/gi, accented)));
  // Where a text has several lines, VS Code makes a paragraph or a button of each.
  return parts.join("").split("\n").map(wrapped).join("\n");
}

/** All texts of a bundle or a manifest, translated so. */
export function pseudoTexts(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudo(text)]));
}

function accented(letter: string): string {
  return accents[letter] ?? letter;
}

/** The whole of a line; of a line that is a link, its words. */
function wrapped(line: string): string {
  const link = /^\[(.*)\](\(command:.*\))$/.exec(line);
  return link ? `[⟦${link[1]}⟧]${link[2]}` : `⟦${line}⟧`;
}
