import type { SimulatedBot } from "../../core/simulation.ts";
import { createAnswer } from "./answer.ts";
import type { Character } from "./character.ts";
import {
  codeMentor,
  fernhillHandbook,
  harborDocs,
  incidentArchive,
  orchardSupport,
} from "./characters.ts";
import { createLearning } from "./learning.ts";
import { createReview } from "./codeMentor.ts";

const harbor = (): SimulatedBot => botOf(harborDocs, createAnswer(harborDocs));
const orchard = (): SimulatedBot => botOf(orchardSupport, createAnswer(orchardSupport));
const handbook = (): SimulatedBot => botOf(fernhillHandbook, createAnswer(fernhillHandbook));
const mentor = (): SimulatedBot => botOf(codeMentor, createReview(codeMentor));
const archive = (): SimulatedBot => botOf(incidentArchive, createAnswer(incidentArchive));

function botOf(character: Character, answer: SimulatedBot["answer"]): SimulatedBot {
  const { openings: _openings, unknown: _unknown, ...rest } = character;
  return { ...rest, showsSources: true, ...createLearning(character, answer) };
}

/** The bots of a service, as new; one that this page does not know yet gets all of them. */
export function botsOf(serviceId: string): readonly SimulatedBot[] {
  switch (serviceId) {
    case "ai-chatbot-hub":
      return [harbor(), mentor(), { ...orchard(), showsSources: false }];
    case "sitegpt":
    case "sitegpt-v2":
      return [orchard(), handbook()];
    case "crbnai":
      return [archive(), mentor()];
    default:
      return [harbor(), orchard(), handbook(), mentor(), archive()];
  }
}

/** A bot that knows nothing yet. */
export function blankBot(name: string): SimulatedBot {
  const unknown = "Nobody has taught me anything about that yet.";
  const character: Character = {
    slug: name,
    name,
    description: "",
    welcome: "Hello! I am new here.",
    openings: ["This is what I have read:"],
    unknown,
    starters: [],
    documents: [],
    pastConversations: [],
  };
  return botOf(character, createAnswer(character));
}
