import type {
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../../core/simulation.ts";
import type { StoredBot } from "./wire.ts";

/** The members of a body. */
export type Body = Readonly<Record<string, unknown>>;

/** The members of a JSON object in the body; nothing when there is none, because a POST needs at least `{}`. */
export function bodyOf(request: SimulatedRequest): Body | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(request.body));
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** A text of a body that is not empty. */
export function textIn(body: Body | undefined, key: string): string | undefined {
  const value = body?.[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Makes a handler for the bot that a path names; without one it is not found. */
export type ForBot = (
  handle: (bot: StoredBot, request: SimulatedRequest) => SimulatedResponse,
) => SimulatedRoute["handle"];
