import { unknown } from "valibot";
import type { Clock } from "../clock.ts";
import { toChatError } from "../errors.ts";
import type { HttpClient } from "../http/client.ts";
import type { HttpTransport } from "../http/transport.ts";
import type { ChatProvider, ProviderDescriptor } from "../provider.ts";
import { checkService } from "./checkService.ts";
import { compareContract } from "./contract.ts";
import type { DocumentedCall, PublishedContract } from "./documentation.ts";
import { type Exchange, ObservedTransport } from "./exchange.ts";
import { checkExchanges } from "./findings.ts";
import { type ReportSubject, writeReport } from "./report.ts";

/** A client and the HTTP under it. */
interface ConnectedService {
  readonly client: ChatProvider;
  readonly http: Pick<HttpClient, "json" | "tolerance">;
}

/** What is compared. */
export interface ComparisonOptions {
  readonly descriptor: ProviderDescriptor;
  readonly baseUrl: string;
  /** Connects over what `wrap` makes of the transport. Throws `ChatError`. */
  readonly connect: (
    wrap: (transport: HttpTransport) => HttpTransport,
  ) => Promise<ConnectedService>;
  /** True with consent: one question is asked, in a session of its own. */
  readonly asks: boolean;
  /** Of Parley. */
  readonly version: string;
  readonly clock: Pick<Clock, "now">;
  readonly signal: AbortSignal;
  /** Told what is called next. */
  readonly onStep?: (name: string) => void;
}

/** A service, compared. */
export interface Comparison {
  readonly subject: ReportSubject;
  /** Markdown, without a value that was received. */
  readonly report: string;
  /** What was received, with all values. */
  readonly exchanges: readonly Exchange[];
  readonly documentedCalls: readonly DocumentedCall[];
}

/**
 * Calls what only reads of a service, and holds every answer against what its reference says. Throws `ChatError` where
 * there is no connection to be made, and `cancelled`; what a call ends with stands in the report.
 */
export async function compareService(options: ComparisonOptions): Promise<Comparison> {
  const { descriptor, baseUrl, connect, asks, version, clock, signal } = options;
  const { documentedCalls, contract } = (await descriptor.loadDocumentation?.()) ?? {
    documentedCalls: [],
  };
  const { resourceKinds: kinds } = await descriptor.loadResourceKinds();
  const exchanges: Exchange[] = [];
  const observed: ObservedTransport[] = [];
  const { client, http } = await connect((transport) => {
    const wrapped = new ObservedTransport(transport, (exchange) => exchanges.push(exchange));
    observed.push(wrapped);
    return wrapped;
  });
  const steps = await checkService({
    provider: client,
    whileChanging: async (action) => {
      const [transport] = observed;
      return transport ? transport.whileChanging(action) : action();
    },
    kinds,
    asks,
    signal,
    ...(options.onStep && { onStep: options.onStep }),
  });
  const published = contract && (await readContract(http, contract, signal));
  const subject: ReportSubject = {
    ...steps,
    service: descriptor.name,
    version,
    time: new Date(clock.now()).toISOString(),
    isUsualAddress: baseUrl === descriptor.defaultBaseUrl,
    calls: checkExchanges(documentedCalls, exchanges),
    tolerated: http.tolerance.counts,
    ...(contract &&
      published !== undefined && {
        contract: compareContract(published, contract, documentedCalls),
      }),
  };
  return { subject, report: writeReport(subject), exchanges, documentedCalls };
}

/** What the service publishes about itself; undefined where it does not. */
async function readContract(
  http: ConnectedService["http"],
  { path }: PublishedContract,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return await http.json(unknown(), { method: "GET", path }, signal);
  } catch (thrown) {
    const error = toChatError(thrown);
    if (error.kind === "cancelled") throw error;
    // How it ended stands at its call.
    return undefined;
  }
}
