/** A question and the answer that a chatbot is to give from now on. */
export interface Lesson {
  readonly question: string;
  readonly answer: string;
}

/** A lesson as Markdown that the user edits: the question is its first heading. */
export function writeLesson({ question, answer }: Lesson): string {
  return `# ${question.replaceAll(/\s+/g, " ").trim()}\n\n${answer.trim()}\n`;
}

/** The lesson in edited Markdown; undefined when the question or the answer is missing. */
export function readLesson(text: string): Lesson | undefined {
  const [first = "", ...rest] = text.trim().split("\n");
  const question = first.replace(/^#+\s*/, "").trim();
  const answer = rest.join("\n").trim();
  return question === "" || answer === "" ? undefined : { question, answer };
}
