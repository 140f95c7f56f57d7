import { afterAll } from "vitest";
import { HttpClient } from "../../src/core/http/client.ts";
import type { HttpTransport, Timeouts } from "../../src/core/http/transport.ts";
import type { ChatProvider, ProviderDescriptor, SessionAddress } from "../../src/core/provider.ts";
import { UndiciTransport } from "../../src/host/adapters/undiciTransport.ts";
import { startDemoSimulator } from "../../src/simulator/demo.ts";
import type { Simulator } from "../../src/simulator/server.ts";
import { emptySession } from "../helpers/services.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../helpers/fakes.ts";

/** A real client of one service, connected over real sockets to its simulation. */
export interface OpenProvider {
  readonly provider: ChatProvider;
  /** What it talks through. */
  readonly http: HttpClient;
  readonly simulator: Simulator;
  readonly clock: FakeClock;
  readonly log: MemoryLog;
  /** A bot that answers from documents, and a question that it can answer. */
  readonly bot: { readonly id: string; readonly question: string };
}

/** By provider id: a bot that answers from documents, and a question that it can answer. */
export const questions: Readonly<
  Record<string, { readonly bot: string; readonly question: string }>
> = {
  "ai-chatbot-hub": { bot: "Harbor Docs", question: "How do I verify a webhook signature?" },
  sitegpt: {
    bot: "Orchard Support",
    question: "How long does shipping take and what does it cost?",
  },
  "sitegpt-v2": {
    bot: "Orchard Support",
    question: "How long does shipping take and what does it cost?",
  },
  crbnai: { bot: "Incident Archive", question: "How do I fail over the database?" },
};

/** A signal that nobody aborts. */
export const noSignal = new AbortController().signal;

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(closers.splice(0).map(async (close) => close()));
});

/** How to open a provider. */
export interface OpenOptions {
  /** Replaces the right key; null means that there is none. */
  readonly key?: string | null;
  /** Replaces the client's own, where a test is about them. */
  readonly timeouts?: Timeouts;
  readonly userAgent?: string | undefined;
  /** As many items a page of a list has at the most. */
  readonly mostPerPage?: number;
}

/** Opens a provider. */
export async function openProvider(
  descriptor: ProviderDescriptor,
  { key, timeouts, userAgent, mostPerPage }: OpenOptions = {},
): Promise<OpenProvider> {
  const { simulator } = await startDemoSimulator({
    providers: [descriptor],
    pace: 1,
    ...(mostPerPage !== undefined && { mostPerPage }),
    // Lets each piece leave before the next, and waits no longer than that.
    wait: async () => new Promise((resolve) => setImmediate(resolve)),
  });
  const undici = new UndiciTransport({ strictCertificates: true });
  closers.push(
    async () => undici.close(),
    async () => simulator.stop(),
  );
  const transport: HttpTransport = timeouts
    ? { send: async (request, signal) => undici.send({ ...request, timeouts }, signal) }
    : undici;
  const clock = new FakeClock();
  const log = new MemoryLog();
  const http = new HttpClient({
    transport,
    origin: simulator.origin,
    readKey: async () => (key === null ? undefined : (key ?? simulator.keys[descriptor.id])),
    clock,
    log,
    ...(userAgent !== undefined && { userAgent }),
  });
  const { createClient } = await descriptor.loadClient();
  const provider = createClient({ http, clock, log, notes: new MemoryNotes() });
  const wanted = questions[descriptor.id];
  if (!wanted) throw new Error(`the contract suite needs a question for ${descriptor.id}`);
  return {
    provider,
    http,
    simulator,
    clock,
    log,
    bot: { id: await findBot(simulator, descriptor, wanted.bot), question: wanted.question },
  };
}

/** Makes a session to ask in. */
export async function newSession({ provider, bot }: OpenProvider): Promise<SessionAddress> {
  return emptySession(provider, bot.id, bot.question);
}

async function findBot(
  simulator: Simulator,
  descriptor: ProviderDescriptor,
  name: string,
): Promise<string> {
  const transport = new UndiciTransport({ strictCertificates: true });
  const clock = new FakeClock();
  const log = new MemoryLog();
  const readKey = async (): Promise<string | undefined> => simulator.keys[descriptor.id];
  const http = new HttpClient({ transport, origin: simulator.origin, readKey, clock, log });
  const { createClient } = await descriptor.loadClient();
  const chatbots = await createClient({ http, clock, log, notes: new MemoryNotes() }).listChatbots(
    noSignal,
  );
  await transport.close();
  const found = chatbots.find((chatbot) => chatbot.name === name);
  if (!found) throw new Error(`the simulation of ${descriptor.id} has no bot ${name}`);
  return found.id;
}
