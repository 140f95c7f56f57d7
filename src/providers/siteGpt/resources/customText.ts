/** The most characters that the single custom text of a chatbot may have (5.2). */
export const maxCustomTextLength = 10_000;

/** A text with one more answer at its end. */
export function withAnswer(text: string, question: string, answer: string): string {
  return joined(text, `## ${question}\n\n${answer}`);
}

/** A text with the section of a file, in the place of an older one with this name. */
export function withFile(text: string, name: string, content: string): string {
  const [start, end] = marks(name);
  // A file that is itself such a text, copied, must not end its own section.
  const unmarked = content.replaceAll(/<!-- parley:(?:file|end) \S* -->\n?/g, "");
  const section = `${start}\n## ${name}\n\n${unmarked}\n${end}`;
  // The end of an older section may have been deleted by hand: what follows it is not the file's.
  const from = text.lastIndexOf(start);
  const to = text.indexOf(end, from);
  return from === -1 || to === -1
    ? joined(text, section)
    : text.slice(0, from) + section + text.slice(to + end.length);
}

/** What stands around the section of a file; the name is encoded, so that it cannot end the comment. */
function marks(name: string): readonly [string, string] {
  const encoded = encodeURIComponent(name.toWellFormed());
  return [`<!-- parley:file ${encoded} -->`, `<!-- parley:end ${encoded} -->`];
}

function joined(text: string, more: string): string {
  return text.trim() === "" ? more : `${text.trimEnd()}\n\n${more}`;
}
