import type { SimulatedAnswer, SimulatedBot } from "../../core/simulation.ts";
import { createAnswer } from "./answer.ts";
import type { Character } from "./character.ts";
import { type KnowledgeDocument, toKnowledge } from "./document.ts";

/** What was learned is preferred unless what was known fits this much better. */
const muchBetter = 0.1;

/** How a bot answers from what it was made with, and from what it learns. */
export function createLearning(
  character: Character,
  answerAsMade: (question: string) => SimulatedAnswer,
): Pick<SimulatedBot, "answer" | "learn" | "forget"> {
  const learned = new Map<string, KnowledgeDocument>();
  let answerFromLearned = answerAsMade;
  const prepare = (): void => {
    answerFromLearned = createAnswer({ ...character, documents: [...learned.values()] });
  };
  return {
    answer: (question) => {
      const known = answerAsMade(question);
      if (learned.size === 0) return known;
      const fresh = answerFromLearned(question);
      const isBetter = fitOf(fresh) > 0 && fitOf(fresh) + muchBetter >= fitOf(known);
      return isBetter ? fresh : known;
    },
    learn: (document) => {
      learned.set(document.fileName, toKnowledge(document));
      prepare();
    },
    forget: (fileName) => {
      learned.delete(fileName);
      prepare();
    },
  };
}

function fitOf({ passages }: SimulatedAnswer): number {
  return passages[0]?.similarity ?? 0;
}
