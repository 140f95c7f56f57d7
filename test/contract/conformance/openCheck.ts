import { afterAll } from "vitest";
import { checkService } from "../../../src/core/conformance/checkService.ts";
import { type Exchange, ObservedTransport } from "../../../src/core/conformance/exchange.ts";
import { checkExchanges } from "../../../src/core/conformance/findings.ts";
import { type ReportSubject, writeReport } from "../../../src/core/conformance/report.ts";
import { HttpClient } from "../../../src/core/http/client.ts";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import { UndiciTransport } from "../../../src/host/adapters/undiciTransport.ts";
import { startDemoSimulator } from "../../../src/simulator/demo.ts";
import type { Simulator } from "../../../src/simulator/server.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../../helpers/fakes.ts";
import { noSignal } from "../openProvider.ts";
import { type Deviation, deviating } from "./deviating.ts";

/** A check of a simulated service. */
export interface Check {
  readonly subject: ReportSubject;
  readonly report: string;
  readonly exchanges: readonly Exchange[];
  readonly simulator: Simulator;
}

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(closers.splice(0).map(async (close) => close()));
});

/** Checks a simulated service over real sockets. @param deviation what it does otherwise than its reference says */
export async function check(
  descriptor: ProviderDescriptor,
  { deviation, asks = true }: { readonly deviation?: Deviation; readonly asks?: boolean } = {},
  prepare: (simulator: Simulator) => void = () => undefined,
): Promise<Check> {
  const { simulator } = await startDemoSimulator({
    providers: [deviation ? deviating(descriptor, deviation) : descriptor],
    pace: 0,
  });
  const undici = new UndiciTransport({ strictCertificates: true });
  closers.push(
    async () => undici.close(),
    async () => simulator.stop(),
  );
  prepare(simulator);
  const exchanges: Exchange[] = [];
  const transport = new ObservedTransport(undici, (exchange) => exchanges.push(exchange));
  const clock = new FakeClock();
  const log = new MemoryLog();
  const readKey = async (): Promise<string | undefined> => simulator.keys[descriptor.id];
  const http = new HttpClient({ transport, origin: simulator.origin, readKey, clock, log });
  const { createClient } = await descriptor.loadClient();
  const provider = createClient({ http, clock, log, notes: new MemoryNotes() });
  const { resourceKinds: kinds } = await descriptor.loadResourceKinds();
  const signal = noSignal;
  const steps = await checkService({ provider, transport, kinds, asks, signal });
  const calls = checkExchanges(
    (await descriptor.loadDocumentation?.())?.documentedCalls ?? [],
    exchanges,
  );
  const subject = {
    ...steps,
    service: descriptor.name,
    version: "0.0.0",
    time: "2026-01-01T12:00:00Z",
    isUsualAddress: false,
    calls,
    tolerated: http.tolerance.counts,
  };
  return { subject, report: writeReport(subject), exchanges, simulator };
}
