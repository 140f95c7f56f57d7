// npm run bench:soak [-- --minutes n]: asks for ten minutes through six conversations at the three simulated services,
// with random faults, stops and restarts, and says whether every question ended exactly once, and whether memory stays flat.
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { systemClock } from "../src/core/clock.ts";
import { HttpClient } from "../src/core/http/client.ts";
import type { HttpTransport } from "../src/core/http/transport.ts";
import type { ChatProvider, ProviderDescriptor } from "../src/core/provider.ts";
import { UndiciTransport } from "../src/host/adapters/undiciTransport.ts";
import { providers } from "../src/providers/registry.ts";
import { startSimulator } from "../tools/demo/simulator.ts";
import { buildParley } from "../tools/support/build.ts";
import { runTool } from "../tools/support/toolError.ts";
import { MemoryNotes } from "../test/helpers/fakes.ts";
import { growthPerMinute, type Sample } from "./soak/growth.ts";
import { silentLog } from "./soak/silentLog.ts";
import { Talker } from "./soak/talker.ts";

const { values } = parseArgs({ options: { minutes: { type: "string", default: "10" } } });
const length = Number(values.minutes) * 60_000;
/** Conversations at each service. */
const panelsPerService = 2;
const sampleEvery = 5000;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const problems: string[] = [];
process.on("unhandledRejection", (reason) => problems.push(`unhandled: ${String(reason)}`));
process.on("warning", (warning) => problems.push(`warning: ${warning.message}`));

await runTool(async () => {
  await buildParley();
  const simulator = await startSimulator();
  const transport = new UndiciTransport({ strictCertificates: true });
  try {
    const clients = await Promise.all(
      providers.map(async (descriptor) => openClient(descriptor, simulator, transport)),
    );
    const talkers = await Promise.all(
      clients.flatMap((client) =>
        Array.from({ length: panelsPerService }, async () => Talker.create(client)),
      ),
    );
    const end = Date.now() + length;
    const samples: Sample[] = [];
    const stop = new AbortController();
    const sampling = sampleMemory(samples, stop.signal);
    await Promise.all(talkers.map(async (talker) => talker.talkUntil(end)));
    stop.abort();
    await sampling;
    report(talkers, samples);
  } finally {
    await transport.close();
    await simulator.stop();
  }
});

async function openClient(
  descriptor: ProviderDescriptor,
  simulator: Awaited<ReturnType<typeof startSimulator>>,
  undici: HttpTransport,
): Promise<ChatProvider> {
  const account = simulator.accounts.find(({ provider }) => provider === descriptor.id);
  if (!account) throw new Error(`The simulator has no account for ${descriptor.id}.`);
  // A stalled answer is given up soon, so that the run has many of them.
  const timeouts = { headers: 5000, idle: 1500 };
  const http = new HttpClient({
    transport: { send: async (request, signal) => undici.send({ ...request, timeouts }, signal) },
    origin: account.baseUrl,
    readKey: async () => account.apiKey,
    clock: systemClock,
    log: silentLog,
  });
  const { createClient } = await descriptor.loadClient();
  return createClient({ http, clock: systemClock, log: silentLog, notes: new MemoryNotes() });
}

async function sampleMemory(samples: Sample[], signal: AbortSignal): Promise<void> {
  const start = Date.now();
  while (!signal.aborted) {
    await delay(sampleEvery, undefined, { signal }).catch(() => undefined);
    collectGarbage();
    samples.push({ minute: (Date.now() - start) / 60_000, bytes: process.memoryUsage().heapUsed });
  }
}

function report(talkers: readonly Talker[], samples: readonly Sample[]): void {
  const sum = (pick: (talker: Talker) => number): number =>
    talkers.reduce((total, talker) => total + pick(talker), 0);
  problems.push(...talkers.flatMap((talker) => talker.problems));
  // The first fifth warms up: code is loaded and compiled, pools fill.
  const settled = samples.slice(Math.floor(samples.length / 5));
  const kilobytes = (bytes: number): number => Math.round(bytes / 1000);
  console.table({
    questions: sum(({ asked }) => asked),
    answered: sum(({ answered }) => answered),
    "failed, as they should": sum(({ failed }) => failed),
    "stopped or interrupted": sum(({ stopped }) => stopped),
    restarts: sum(({ restarts }) => restarts),
    sessions: sum(({ sessions }) => sessions),
    "heap after warm-up, kB": kilobytes(settled[0]?.bytes ?? 0),
    "heap at the end, kB": kilobytes(settled.at(-1)?.bytes ?? 0),
    "growth, kB per minute": kilobytes(growthPerMinute(settled)),
    problems: problems.length,
  });
  for (const problem of problems.slice(0, 20)) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
