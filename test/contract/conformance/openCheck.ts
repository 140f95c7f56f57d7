import { afterAll } from "vitest";
import { type Comparison, compareService } from "../../../src/core/conformance/compareService.ts";
import { HttpClient } from "../../../src/core/http/client.ts";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import { UndiciTransport } from "../../../src/host/adapters/undiciTransport.ts";
import { startDemoSimulator } from "../../../src/simulator/demo.ts";
import type { Simulator } from "../../../src/simulator/server.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../../helpers/fakes.ts";
import { services } from "../../helpers/services.ts";
import { noSignal } from "../openProvider.ts";
import { type Deviation, deviating } from "./deviating.ts";

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(closers.splice(0).map(async (close) => close()));
});

/** The service, or generation of its API, with this id. */
export function byId(id: string): ProviderDescriptor {
  const found = services.find((one) => one.id === id);
  if (!found) throw new Error(`no service ${id}`);
  return found;
}

/** How to check a simulated service. */
export interface CheckOptions {
  /** What it does otherwise than its reference says. */
  readonly deviation?: Deviation;
  /** True by default. */
  readonly asks?: boolean;
  readonly prepare?: (simulator: Simulator) => void;
  readonly signal?: AbortSignal;
  readonly onStep?: (name: string) => void;
}

/** Compares a simulated service over real sockets with its reference. */
export async function check(
  descriptor: ProviderDescriptor,
  { deviation, asks = true, prepare, signal = noSignal, onStep }: CheckOptions = {},
): Promise<Comparison & { readonly simulator: Simulator }> {
  const { simulator } = await startDemoSimulator({
    providers: [deviation ? deviating(descriptor, deviation) : descriptor],
    pace: 0,
  });
  const undici = new UndiciTransport({ strictCertificates: true });
  closers.push(
    async () => undici.close(),
    async () => simulator.stop(),
  );
  prepare?.(simulator);
  const clock = new FakeClock();
  const log = new MemoryLog();
  const { origin, keys } = simulator;
  const comparison = await compareService({
    descriptor,
    baseUrl: origin,
    connect: async (wrap) => {
      const readKey = async (): Promise<string | undefined> => keys[descriptor.id];
      const http = new HttpClient({ transport: wrap(undici), origin, readKey, clock, log });
      const { createClient } = await descriptor.loadClient();
      return { client: createClient({ http, clock, log, notes: new MemoryNotes() }), http };
    },
    asks,
    version: "0.0.0",
    clock,
    signal,
    ...(onStep && { onStep }),
  });
  return { ...comparison, simulator };
}
