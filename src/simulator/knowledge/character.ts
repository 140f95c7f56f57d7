import type { SimulatedBot } from "../../core/simulation.ts";
import type { KnowledgeDocument } from "./document.ts";

/** Who a bot is and what it has read; how it finds its answers is made from this. */
export interface Character extends Omit<
  SimulatedBot,
  "answer" | "documents" | "showsSources" | "learn" | "forget"
> {
  readonly documents: readonly KnowledgeDocument[];
  /** First sentences; the question decides which one is said. */
  readonly openings: readonly string[];
  /** Said when nothing fits the question; the topics the bot does know follow. */
  readonly unknown: string;
}

/** One of the character's first sentences, always the same one for the same question. */
export function openingFor(character: Character, question: string): string {
  const sum = Array.from(question).reduce(
    (total, letter) => total + (letter.codePointAt(0) ?? 0),
    0,
  );
  return character.openings[sum % character.openings.length] ?? "";
}
