import type { SimulatedAnswer, SimulatedPassage } from "../../core/simulation.ts";
import { type Character, openingFor } from "./character.ts";
import { type Section, sectionsOf } from "./document.ts";
import { type Hit, createSearch } from "./search.ts";

/** How many passages an answer brings along, cited or not. */
const passageLimit = 6;

/** A second section is cited when it fits nearly as well as the first. */
const nearlyAsGood = 0.08;

const smallTalk =
  /^\W*(hi|hello|hey|hallo|good (morning|evening)|thanks|thank you|danke)\b[^?]{0,20}$/i;

/** The passage that stands for a section in an answer. */
export function passageOf({ section, similarity }: Hit): SimulatedPassage {
  const { title, fileName, url } = section.document;
  return { title, fileName, url, page: section.page, text: section.text, similarity };
}

function firstSentence(text: string): string {
  return /^.*?[.!?…](?=\s|$)/s.exec(text)?.[0].replaceAll("\n", " ") ?? text.replace(/[:;,]$/, ".");
}

function neighbours(section: Section): string[] {
  return sectionsOf(section.document)
    .filter((other) => other.heading !== section.heading)
    .slice(0, 3)
    .map((other) => `${other.heading}?`);
}

function namePossibilities(character: Character, opening: string): SimulatedAnswer {
  const topics = character.documents.map((document) => {
    const headings = sectionsOf(document).map((section) => section.heading);
    return `- **${document.title}**: ${headings.join(", ")}`;
  });
  return {
    parts: [`${opening}\n\n${topics.join("\n")}`],
    passages: [],
    followUps: character.starters.map((starter) => starter.text),
  };
}

/** Makes the function that answers questions from the character's documents. */
export function createAnswer(character: Character): (question: string) => SimulatedAnswer {
  let search: ReturnType<typeof createSearch> | undefined;
  return (question) => {
    if (smallTalk.test(question)) {
      return namePossibilities(character, character.welcome);
    }
    // Only now: two hundred files that are learned one after the other would each have all of them indexed.
    search ??= createSearch(character.documents);
    const hits = search(question).slice(0, passageLimit);
    const [best, second] = hits;
    if (!best) {
      return namePossibilities(character, character.unknown);
    }
    const { heading, lead, text } = best.section;
    const parts: SimulatedAnswer["parts"][number][] = [
      `${openingFor(character, question)}\n\n**${heading}.** ${lead}`,
      { cite: 0 },
      text.slice(lead.length),
    ];
    if (second && best.similarity - second.similarity < nearlyAsGood) {
      parts.push(`\n\n*See also ${second.section.heading}:* ${firstSentence(second.section.lead)}`);
      parts.push({ cite: 1 });
    }
    return { parts, passages: hits.map(passageOf), followUps: neighbours(best.section) };
  };
}
