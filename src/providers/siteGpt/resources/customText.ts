/** The most characters that the single custom text of a chatbot may have (5.2). */
export const maxCustomTextLength = 10_000;

/** A text with one more answer at its end. */
export function withAnswer(text: string, question: string, answer: string): string {
  return joined(text, `## ${question}\n\n${answer}`);
}

/** A text with the section of a file, in the place of an older one with this name. */
export function withFile(text: string, name: string, content: string): string {
  const [start, end] = marks(name);
  const section = `${start}\n## ${name}\n\n${content}\n${end}`;
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  return from === -1 || to === -1
    ? joined(text, section)
    : text.slice(0, from) + section + text.slice(to + end.length);
}

/** What stands around the section of a file; the name is encoded, so that it cannot end the comment. */
function marks(name: string): readonly [string, string] {
  const encoded = encodeURIComponent(name);
  return [`<!-- parley:file ${encoded} -->`, `<!-- parley:end ${encoded} -->`];
}

function joined(text: string, more: string): string {
  return text.trim() === "" ? more : `${text.trimEnd()}\n\n${more}`;
}
