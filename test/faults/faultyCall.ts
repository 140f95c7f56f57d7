import { type ChatError, toChatError } from "../../src/core/errors.ts";
import type { HttpTransport, TransportRequest } from "../../src/core/http/transport.ts";
import type { Message, Session } from "../../src/core/model.ts";
import type { SessionAddress } from "../../src/core/provider.ts";
import { type Endpoint, patternOf } from "../contract/endpoints/endpoint.ts";
import type { Call, CallContext } from "./calls.ts";
import type { Fault, FaultTools, Format } from "./fault.ts";
import { startFaultServer } from "./faultServer.ts";
import { ReadCounter } from "./readCounter.ts";
import { plain, stable } from "./stable.ts";
import { makeSession, noSignal, openClient, type Service, type Subject } from "./subjects.ts";

/** A call of one service. */
export interface Way {
  readonly subject: Subject;
  readonly service: Service;
  readonly call: Call;
  /** The shared session of the calls that change nothing. */
  readonly session: SessionAddress;
  /** Which request the call is about, where it is about one only. */
  readonly endpoint?: Endpoint;
}

/** How a call went. */
export interface Outcome {
  readonly told: unknown;
  readonly error: ChatError | undefined;
  /** What the service has afterwards. */
  readonly after: unknown;
}

/** The fault that a call meets, and on which of its requests. */
export interface Harm {
  readonly fault: Fault;
  /** Method, path and query without ids; of an endpoint, its row. */
  readonly line: string;
  /** What the request reads of its answer. */
  readonly format: Format;
  /** Where nobody may ever ask. */
  readonly elsewhere: string;
}

/** Makes a call through a fault server of its own. @param mark stands in every request that reaches the service */
export async function runCall(way: Way, mark: string, harm?: Harm) {
  const { subject, service, call } = way;
  const { chatbotId, question, descriptor } = subject;
  const { fault } = harm ?? {};
  const isOwn = call.asked !== undefined;
  const session = isOwn ? await makeSession(service, subject, call.asked ?? 0) : way.session;
  const { provider } = service.direct;
  const records = call.asked ? await provider.listMessages(session, noSignal) : [];
  const recordIds = [...new Set(records.flatMap(({ recordId }) => recordId ?? []))];
  const stop = new AbortController();
  const context: Omit<CallContext, "provider" | "http"> = {
    chatbotId,
    question,
    session,
    recordIds,
  };

  const isTarget = way.endpoint
    ? targetOf(way.endpoint)
    : (line: string): boolean => stable(line, context) === harm?.line;
  const counter = new ReadCounter();
  const tools: FaultTools = {
    format: harm?.format ?? "json",
    key: service.key,
    elsewhere: harm?.elsewhere ?? "",
    untilRead: counter.until,
    hangs: () => fault?.isGivenUp && stop.abort(),
  };
  let sent = 0;
  const server = await startFaultServer({
    service: service.simulator.origin,
    mark,
    ...(fault?.tls && { tls: fault.tls }),
    ...(fault?.isHttps && { isHttps: true }),
    ...(fault?.meet && { meet: fault.meet }),
    handle: (request) => {
      const { act, times = Infinity } = fault ?? {};
      if (!act || !isTarget(request.line) || sent > times) return undefined;
      return async (exchange) => act(exchange, tools);
    },
  });
  const wrap = (transport: HttpTransport): HttpTransport => ({
    async send(request, signal) {
      if (!fault || !isTarget(`${request.method} ${request.url.pathname}${request.url.search}`))
        return transport.send(request, signal);
      sent += 1;
      if (fault.closesIdle) server.closeConnections();
      return counter.count(await transport.send(harmed(request, fault, sent), signal));
    },
  });
  const client = await openClient(descriptor, server.origin, service, wrap, fault?.transport);
  if (fault?.closesIdle) await client.provider.listChatbots(noSignal);

  let told: unknown;
  let error: ChatError | undefined;
  try {
    told = await call.run({ ...context, ...client }, stop.signal);
  } catch (thrown) {
    error = toChatError(thrown);
  }
  const after = isOwn ? await look(service, session) : undefined;
  const made = way.endpoint ? ["id", "sessionId"] : [];
  const outcome: Outcome = {
    told: plain(told, context, made),
    error,
    after: plain(after, context),
  };
  return { outcome, server, client, context, sent: () => sent };
}

/** Knows the requests of an endpoint, but not its further pages and not where a redirect leads. */
function targetOf(endpoint: Endpoint): (line: string) => boolean {
  const pattern = patternOf(endpoint);
  let firstQuery: string | undefined;
  return (line) => {
    const [start = "", query = ""] = line.split("?");
    if (!pattern.test(start)) return false;
    firstQuery ??= query;
    return query === firstQuery;
  };
}

/** A request under a fault that works before any connection, or on how long the client waits. */
function harmed(request: TransportRequest, fault: Fault, sent: number): TransportRequest {
  const isHarmed = sent <= (fault.times ?? Infinity);
  const { pathname, search } = request.url;
  return {
    ...request,
    timeouts: { ...request.timeouts, ...fault.timeouts },
    url: fault.origin && isHarmed ? new URL(pathname + search, fault.origin) : request.url,
  };
}

/** What the service has of a session. */
async function look({ direct: { provider } }: Service, session: SessionAddress) {
  const kind = (thrown: unknown): string => toChatError(thrown).kind;
  const found: Session | string | undefined = await provider
    .listSessions(session.chatbotId, noSignal)
    .then((all) => all.find(({ id }) => id === session.sessionId))
    .catch(kind);
  const messages: readonly Message[] | string = await provider
    .listMessages(session, noSignal)
    .catch(kind);
  return { session: found, messages };
}
