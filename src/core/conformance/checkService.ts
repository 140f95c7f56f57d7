import { toChatError } from "../errors.ts";
import type { Chatbot, ErrorKind, Session } from "../model.ts";
import type { ChatProvider } from "../provider.ts";
import { type ResourceKindInfo, type ResourceScope, wholeAccount } from "../resources.ts";
import { askOnce } from "./askOnce.ts";
import type { ObservedTransport } from "./exchange.ts";

/** What is called, and whether a question may be asked. */
export interface CheckOptions {
  readonly provider: ChatProvider;
  /** Lets requests through that change something, while the action runs. */
  readonly whileChanging: ObservedTransport["whileChanging"];
  readonly kinds: readonly ResourceKindInfo[];
  /** True with consent: asks one question in a session of its own. */
  readonly asks: boolean;
  readonly signal: AbortSignal;
  /** Told what is called next. */
  readonly onStep?: (name: string) => void;
}

/** What the client made of the answers to one of its methods. */
export interface CheckedStep {
  /** The method, or the id of a kind and what was done with it. */
  readonly name: string;
  /** Each different one once. */
  readonly outcomes: readonly ("done" | ErrorKind)[];
}

/** What became of a check. */
export interface CheckedSteps {
  readonly steps: readonly CheckedStep[];
  /** True where a session was made for a question and is not known to be deleted. */
  readonly leavesSession: boolean;
}

/** Some services allow 100 calls a minute. */
const mostChatbots = 2;
const mostSessions = 2;

/**
 * Calls everything of a service that only reads, for a few chatbots and sessions, and with consent asks one question.
 * What goes wrong is an outcome. Throws `cancelled` only.
 */
export async function checkService(options: CheckOptions): Promise<CheckedSteps> {
  const { provider, kinds, asks, signal } = options;
  const outcomes = new Map<string, Set<CheckedStep["outcomes"][number]>>();

  async function step<T>(name: string, action: () => Promise<T>): Promise<T | undefined> {
    options.onStep?.(name);
    const known = outcomes.get(name) ?? new Set();
    outcomes.set(name, known);
    try {
      const result = await action();
      known.add("done");
      return result;
    } catch (thrown) {
      const error = toChatError(thrown);
      if (error.kind === "cancelled" && signal.aborted) throw error;
      known.add(error.kind);
      return undefined;
    }
  }

  async function readKind(info: ResourceKindInfo, scope: ResourceScope, id?: string) {
    const kind = provider.resources.find((one) => one.id === info.id);
    if (!kind) return;
    const listed =
      id === undefined
        ? await step(`${kind.id}: list`, async () => kind.list(scope, signal))
        : [{ id }];
    const [first] = listed ?? [];
    if (first)
      await step(`${kind.id}: read`, async () => kind.read({ ...scope, id: first.id }, signal));
  }

  async function readSessions({ id: chatbotId }: Chatbot, sessions: readonly Session[]) {
    for (const { id: sessionId } of sessions.slice(0, mostSessions)) {
      const address = { chatbotId, sessionId };
      if (provider.readSession)
        await step("readSession", async () => provider.readSession?.(address, signal));
      await step("listMessages", async () => provider.listMessages(address, signal));
      for (const info of kinds.filter(({ place }) => place === "session"))
        await readKind(info, { chatbotId }, sessionId);
    }
  }

  const chatbots = (await step("listChatbots", async () => provider.listChatbots(signal))) ?? [];
  for (const info of kinds.filter(({ place }) => place === "account"))
    await readKind(info, { chatbotId: wholeAccount });
  for (const chatbot of chosen(chatbots)) {
    const { id } = chatbot;
    const sessions = await step("listSessions", async () => provider.listSessions(id, signal));
    await readSessions(chatbot, sessions ?? []);
    if (provider.openChat) await step("openChat", async () => provider.openChat?.(id, signal));
    for (const info of kinds.filter(({ place, isFor }) => !place && (isFor?.(id) ?? true)))
      await readKind(info, { chatbotId: id });
  }
  const [first] = chatbots;
  const leavesSession =
    asks && first
      ? await options.whileChanging(async () => askOnce(provider, first.id, step, signal))
      : false;
  return {
    steps: [...outcomes].map(([name, all]) => ({ name, outcomes: [...all] })),
    leavesSession,
  };
}

/** A few of them, and always those that are no chatbots at the service: they have calls of their own. */
function chosen(chatbots: readonly Chatbot[]): readonly Chatbot[] {
  const first = chatbots.slice(0, mostChatbots);
  return [...first, ...chatbots.slice(mostChatbots).filter((chatbot) => chatbot.isNamedByParley)];
}
