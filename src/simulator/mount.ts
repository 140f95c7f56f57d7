import { randomBytes } from "node:crypto";
import type {
  CreateSimulation,
  SimulatedAnswer,
  SimulatedBot,
  SimulatedRequest,
  SimulatedResponse,
} from "../core/simulation.ts";
import { hugeLength, type Manner } from "./manner.ts";
import { randomText, stableText } from "./identifiers.ts";
import { blankBot, botsOf } from "./knowledge/bots.ts";
import { generalist } from "./knowledge/generalist.ts";
import { readForm } from "./multipart.ts";
import { repeat } from "./knowledge/repeat.ts";
import { type RouteMatch, matchRoute } from "./routing.ts";

/** A request before it is known what is responsible for it. */
export type BareRequest = Omit<SimulatedRequest, "parameter" | "form">;

/** One service to simulate. */
export interface SimulatorService {
  /** Provider id, e.g. `sitegpt`. */
  readonly id: string;
  /** How its keys begin. */
  readonly keyPrefix?: string;
  readonly createSimulation: CreateSimulation;
}

/** A simulated service in its place: with its key, its state and its routes. */
export interface Mount {
  readonly id: string;
  /** The API key that it accepts from the start. */
  readonly key: string;
  /** True for a key that it accepts. */
  accepts(key: string): boolean;
  find(method: string, path: string): RouteMatch;
  /** True when a request may be answered: it brings the key, or its address is as good as one. */
  admits(headers: Readonly<Record<string, string>>, method: string, path: string): boolean;
  answer(request: BareRequest, manner: Manner): SimulatedResponse;
  readonly refuse: (status: number) => SimulatedResponse;
}

function lengthened({ parts, ...rest }: SimulatedAnswer): SimulatedAnswer {
  const text = `\n\n${parts.filter((part) => typeof part === "string").join("")}`;
  return { ...rest, parts: [...parts, text.repeat(Math.ceil(hugeLength / text.length))] };
}

/** A bot that has been asked so many questions in one conversation before. */
function withLongSession(bot: SimulatedBot, questions: number): SimulatedBot {
  if (questions === 0) return bot;
  const known = bot.pastConversations.flat();
  const conversation = Array.from(
    { length: questions },
    (_, index) => `${index + 1}: ${known[index % known.length] ?? "What do you know?"}`,
  );
  return { ...bot, pastConversations: [...bot.pastConversations, conversation] };
}

/** How a service differs from what is usual. */
export interface MountOptions {
  /** Questions of one more past conversation with its first bot; none by default. */
  readonly longSession?: number | undefined;
  /** As many items a page of a list has at the most. */
  readonly mostPerPage?: number | undefined;
}

/** Puts a service in its place; without a key it gets a random one. */
export function createMount(
  service: SimulatorService,
  now: () => number,
  key = randomKey(service),
  { longSession = 0, mostPerPage = Infinity }: MountOptions = {},
): Mount {
  let manner: Manner = {};
  const keys = new Set([key]);
  const listedFrom = new WeakMap<object, number>();
  const talkative = (bot: SimulatedBot): SimulatedBot => ({
    ...bot,
    answer: (question) => {
      const said = repeat(question) ?? bot.answer(question);
      return manner.verbose ? lengthened(said) : said;
    },
  });
  const { routes, refuse } = service.createSimulation({
    now,
    bots: botsOf(service.id).map((bot, index) =>
      talkative(index === 0 ? withLongSession(bot, longSession) : bot),
    ),
    generalist: talkative(generalist),
    issueKey: () => {
      const issued = randomKey(service);
      keys.add(issued);
      return issued;
    },
    revokeKey: (revoked) => void keys.delete(revoked),
    createBot: (name) => talkative(blankBot(name)),
    stored: (message) => {
      if (manner.listsAfter !== undefined) listedFrom.set(message, now() + manner.listsAfter);
      return message;
    },
    isListed: (message) => (listedFrom.get(message) ?? 0) <= now(),
    isOverLimit: () => manner.isOverLimit ?? false,
    mostPerPage,
    randomText,
    stableText,
  });
  const find = (method: string, path: string): RouteMatch => matchRoute(routes, method, path);

  function answer(request: BareRequest, wanted: Manner): SimulatedResponse {
    const match = find(request.method, request.path);
    if (match.kind === "unknown-path") {
      return refuse(404);
    }
    if (match.kind === "wrong-method") {
      const refusal = refuse(405);
      return { ...refusal, headers: { ...refusal.headers, allow: match.allowed.join(", ") } };
    }
    const parameter = (name: string): string => {
      const value = match.parameters.get(name);
      if (value === undefined) {
        throw new Error(`The route ${match.route.path} has no parameter ${name}`);
      }
      return value;
    };
    manner = wanted;
    try {
      const form = () => readForm(request.headers["content-type"], request.body);
      return match.route.handle({ ...request, parameter, form });
    } finally {
      manner = {};
    }
  }

  const accepts: Mount["accepts"] = (given) => keys.has(given);
  const admits: Mount["admits"] = (headers, method, path) => {
    const match = find(method, path);
    const isOpen =
      match.kind === "found" && (match.route.isSigned === true || match.route.isPublic === true);
    return isOpen ? headers["authorization"] === undefined : hasKey({ accepts }, headers);
  };
  return { id: service.id, key, accepts, find, admits, answer, refuse };
}

/** The mount a request is for: the one whose key it brings, else the one that has the path. */
export function mountFor(
  mounts: readonly Mount[],
  headers: Readonly<Record<string, string>>,
  method: string,
  path: string,
): Mount | undefined {
  return (
    mounts.find((mount) => hasKey(mount, headers)) ??
    mounts.find((mount) => mount.find(method, path).kind !== "unknown-path")
  );
}

/** True when the request brings a key of the mount as a bearer token. */
function hasKey(mount: Pick<Mount, "accepts">, headers: Readonly<Record<string, string>>): boolean {
  const [, key] = /^Bearer (.+)$/.exec(headers["authorization"] ?? "") ?? [];
  return key !== undefined && mount.accepts(key);
}

function randomKey({ keyPrefix = "" }: SimulatorService): string {
  return `${keyPrefix}demo-${randomBytes(24).toString("base64url")}`;
}
