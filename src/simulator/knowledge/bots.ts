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
import { createReview } from "./codeMentor.ts";

const harbor = botOf(harborDocs, createAnswer(harborDocs));
const orchard = botOf(orchardSupport, createAnswer(orchardSupport));
const handbook = botOf(fernhillHandbook, createAnswer(fernhillHandbook));
const mentor = botOf(codeMentor, createReview(codeMentor));
const archive = botOf(incidentArchive, createAnswer(incidentArchive));

/** Which bots live at which service, by provider id. */
const bots: Readonly<Record<string, readonly SimulatedBot[]>> = {
  "ai-chatbot-hub": [harbor, mentor, { ...orchard, showsSources: false }],
  sitegpt: [orchard, handbook],
  crbnai: [archive, mentor],
};

function botOf(character: Character, answer: SimulatedBot["answer"]): SimulatedBot {
  const { openings: _openings, unknown: _unknown, ...rest } = character;
  return { ...rest, showsSources: true, answer };
}

/** The bots of a service; one that this page does not know yet gets all of them. */
export function botsOf(serviceId: string): readonly SimulatedBot[] {
  return bots[serviceId] ?? [harbor, orchard, handbook, mentor, archive];
}
