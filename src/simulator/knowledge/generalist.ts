import type { SimulatedBot } from "../../core/simulation.ts";
import { describeCode, readCode } from "./codeReading.ts";

/** The longest words of a question, which are mostly its subject. */
function subjects(question: string): string[] {
  const words = question.match(/\p{L}{4,}/gu) ?? [];
  return [...new Set(words)].toSorted((a, b) => b.length - a.length).slice(0, 2);
}

function reply(question: string): string {
  const reading = readCode(question);
  if (reading) {
    return `${describeCode(reading)}\n\nRead it from the outside in: first what goes in, then what comes out, and only then how. If one of the three is hard to say in a sentence, that is the place to change first.`;
  }
  const [first, second] = subjects(question);
  const about = [first, second].flatMap((word) => (word ? [`**${word}**`] : [])).join(" and ");
  return `Without documents I can only go by what you wrote${about && ` about ${about}`} — so here is a way to think about it rather than a fact:

1. Say in one sentence what should be different afterwards.
2. List what you know, what you guess, and what you could look up.
3. Try the smallest step that would prove a guess wrong.

> "A problem well put is half solved" — and the other half is easier with a colleague. ☕`;
}

/** A bot without any documents, as plain chats of a language model have it. */
export const generalist: SimulatedBot = {
  slug: "generalist",
  name: "Plain chat",
  description: "Answers without documents.",
  welcome: "What would you like to think about?",
  showsSources: false,
  starters: [],
  documents: [],
  pastConversations: [],
  answer: (question) => ({ parts: [reply(question)], passages: [], followUps: [] }),
  learn: () => undefined,
  forget: () => undefined,
};
