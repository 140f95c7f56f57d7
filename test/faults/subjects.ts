import { HttpClient } from "../../src/core/http/client.ts";
import type { HttpTransport } from "../../src/core/http/transport.ts";
import type { ChatProvider, ProviderDescriptor, SessionAddress } from "../../src/core/provider.ts";
import { type TransportOptions, UndiciTransport } from "../../src/host/adapters/undiciTransport.ts";
import { emptySession, services } from "../helpers/services.ts";
import { startDemoSimulator } from "../../src/simulator/demo.ts";
import type { Simulator } from "../../src/simulator/server.ts";
import { questions } from "../contract/openProvider.ts";
import { collect } from "../helpers/bytes.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../helpers/fakes.ts";

/** A signal that nobody aborts. */
export const noSignal = new AbortController().signal;

/** One service and one kind of chatbot there. Plain chats, for example, go by other paths than those of a bot. */
export interface Subject {
  readonly name: string;
  readonly descriptor: ProviderDescriptor;
  readonly chatbotId: string;
  readonly question: string;
}

/** A client with its own connections, log and clock. */
export interface OpenClient {
  readonly provider: ChatProvider;
  /** What it talks through. */
  readonly http: HttpClient;
  readonly clock: FakeClock;
  readonly log: MemoryLog;
  readonly close: () => Promise<void>;
}

/** A simulator of one service, and a client that nothing happens to. */
export interface Service {
  readonly simulator: Simulator;
  readonly key: string;
  readonly notes: MemoryNotes;
  readonly direct: OpenClient;
  readonly stop: () => Promise<void>;
}

/** Opens a client of a service. */
export async function openClient(
  descriptor: ProviderDescriptor,
  origin: string,
  { key, notes }: Pick<Service, "key" | "notes">,
  wrap: (transport: HttpTransport) => HttpTransport = (transport) => transport,
  options: Partial<TransportOptions> = {},
): Promise<OpenClient> {
  const undici = new UndiciTransport({ strictCertificates: true, ...options });
  const clock = new FakeClock();
  const log = new MemoryLog();
  const http = new HttpClient({
    transport: wrap(undici),
    origin,
    readKey: async () => key,
    clock,
    log,
  });
  const { createClient } = await descriptor.loadClient();
  const provider = createClient({ http, clock, log, notes });
  return { provider, http, clock, log, close: async () => undici.close() };
}

/** Starts the simulation of one service. */
export async function startService(descriptor: ProviderDescriptor): Promise<Service> {
  const { simulator } = await startDemoSimulator({ providers: [descriptor], pace: 0 });
  const key = simulator.keys[descriptor.id] ?? "";
  const notes = new MemoryNotes();
  const direct = await openClient(descriptor, simulator.origin, { key, notes });
  const stop = async (): Promise<void> => {
    await direct.close();
    await simulator.stop();
  };
  return { simulator, key, notes, direct, stop };
}

/** Makes a session with so many answered questions, past all faults. */
export async function makeSession(
  { direct: { provider } }: Service,
  { chatbotId, question }: Subject,
  asked: number,
): Promise<SessionAddress> {
  const session = await emptySession(provider, chatbotId, question);
  for (let index = 0; index < asked; index += 1)
    await collect(provider.send({ session, text: question }, noSignal));
  return session;
}

/** Every service of the registry, with one chatbot of each kind that it has. */
export async function findSubjects(): Promise<readonly Subject[]> {
  return (await Promise.all(services.map(subjectsOf))).flat();
}

async function subjectsOf(descriptor: ProviderDescriptor): Promise<readonly Subject[]> {
  const wanted = questions[descriptor.id];
  if (!wanted) throw new Error(`the fault suite needs a question for ${descriptor.id}`);
  const service = await startService(descriptor);
  const { provider } = service.direct;
  const chatbots = (await provider.listChatbots(noSignal)).toSorted(
    (a, b) => Number(b.name === wanted.bot) - Number(a.name === wanted.bot),
  );
  const found = new Map<string, Subject>();
  for (const { id, name } of chatbots) {
    await provider.listSessions(id, noSignal);
    const path = service.simulator.requests.at(-1)?.path.replace(id, "…") ?? "";
    const subject = { descriptor, chatbotId: id, question: wanted.question };
    const suffix = found.size === 0 ? "" : ` (${name})`;
    if (!found.has(path)) found.set(path, { name: descriptor.id + suffix, ...subject });
  }
  await service.stop();
  return [...found.values()];
}
