/** A question and the answer that a chatbot is to give from now on. */
export interface Correction {
  readonly question: string;
  readonly answer: string;
}

/** A correction as Markdown that the user edits: the question is its first heading. */
export function writeCorrection({ question, answer }: Correction): string {
  return `# ${question.replaceAll(/\s+/g, " ").trim()}\n\n${answer.trim()}\n`;
}

/** The correction in edited Markdown; undefined when the question or the answer is missing. */
export function readCorrection(text: string): Correction | undefined {
  const [first = "", ...rest] = text.trim().split("\n");
  const question = first.replace(/^#+\s*/, "").trim();
  const answer = rest.join("\n").trim();
  return question === "" || answer === "" ? undefined : { question, answer };
}
