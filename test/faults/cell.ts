import { inspect } from "node:util";
import { expect } from "vitest";
import { type ChatError, toChatError } from "../../src/core/errors.ts";
import type { HttpTransport, TransportRequest } from "../../src/core/http/transport.ts";
import type { Message, Session } from "../../src/core/model.ts";
import type { SessionAddress } from "../../src/core/provider.ts";
import type { Call, CallContext } from "./calls.ts";
import { endOf, exceptions, type Fault, type FaultTools, formatOf } from "./fault.ts";
import { type FaultServer, startFaultServer } from "./faultServer.ts";
import { ReadCounter } from "./readCounter.ts";
import { makeSession, noSignal, openClient, type Service, type Subject } from "./subjects.ts";

/** A call of one service, as it goes when nothing goes wrong. */
export interface Column {
  readonly subject: Subject;
  readonly service: Service;
  readonly call: Call;
  /** The shared session of the calls that change nothing. */
  readonly session: SessionAddress;
  /** Its requests without the ids that are different each time; each can be the one under test. */
  readonly lines: readonly string[];
  readonly outcome: Outcome;
}

/** How a call went. */
interface Outcome {
  readonly told: unknown;
  readonly error: ChatError | undefined;
  /** What the service has afterwards. */
  readonly after: unknown;
}

/** Makes the call without any fault. */
export async function openColumn(
  subject: Subject,
  service: Service,
  call: Call,
  session: SessionAddress,
): Promise<Column> {
  const unknown = { subject, service, call, session, lines: [] };
  const { outcome, server, context } = await runCall(
    { ...unknown, outcome: { told: undefined, error: undefined, after: undefined } },
    undefined,
    undefined,
    "baseline",
  );
  if (outcome.error) throw outcome.error;
  const lines = [...new Set(server.requests.map(({ line }) => stable(line, context)))];
  return { ...unknown, lines, outcome };
}

const elsewhere = { origin: "", server: undefined as FaultServer | undefined };

/** Starts the place where nobody may ever ask. */
export async function openElsewhere(): Promise<FaultServer> {
  elsewhere.server = await startFaultServer({ service: "http://127.0.0.1:1", mark: "elsewhere" });
  elsewhere.origin = elsewhere.server.origin;
  return elsewhere.server;
}

let cellCount = 0;

/** Makes a call with a fault on one of its requests, and checks everything that must hold. Gives how it ended. */
export async function runCell(column: Column, request: number, fault: Fault): Promise<string> {
  const { subject, service, call } = column;
  cellCount += 1;
  const mark = `cell-${cellCount}`;
  const line = column.lines[request] ?? "";
  const { outcome, server, client, sent } = await runCall(column, line, fault, mark);
  const { error } = outcome;

  // What is too much is not waited for, and nothing is left open when the client is gone.
  if (fault.mostBytes !== undefined) await server.allAnswered();
  await client.close();
  await server.allClosed();
  await server.stop();

  // No change of anything reaches the service twice, and a question least of all.
  const isWrite = !line.startsWith("GET ");
  const arrived = service.simulator.requests.filter(({ headers }) => headers["x-cell"] === mark);
  const writes = arrived.filter(({ method }) => method !== "GET").map(({ path }) => path);
  expect(writes.length, "changes that reached the service").toBe(new Set(writes).size);
  expect(arrived.filter(({ asks }) => asks).length, "questions").toBeLessThanOrEqual(1);
  if (!fault.closesIdle || isWrite)
    expect(sent(), "times the request left").toBe(fault.tries?.[isWrite ? "write" : "read"] ?? 1);
  expect(elsewhere.server?.connectionCount() ?? 0, "requests to another origin").toBe(0);

  const key = service.key;
  expect(key.length).toBeGreaterThan(10);
  expect(client.log.lines.join("\n"), "the log").not.toContain(key);
  if (fault.waits !== undefined) expect(Math.max(...client.clock.waits)).toBe(fault.waits);
  if (fault.mostBytes !== undefined) expect(server.bytesSent()).toBeLessThan(fault.mostBytes);

  // A server that did not show who it is gets nothing, the key least of all.
  if ((fault.tls ?? fault.isHttps) && fault.expect !== "same") expect(server.requests).toEqual([]);

  const end = endOf(fault, isWrite, formatOf(subject.descriptor, call.method, request));
  const isExtra = exceptions.some(
    (exception) =>
      exception.provider === subject.descriptor.id &&
      exception.call === call.name &&
      exception.request === request &&
      (exception.faults?.test(fault.name) ?? true),
  );
  if (end === "same") {
    expect(error, "the error").toBeUndefined();
    expect(outcome).toEqual(column.outcome);
    return "same";
  }
  if (isExtra && end !== "cancelled") {
    expect(error, "the error").toBeUndefined();
    expect(textOf(outcome.told)).toEqual(textOf(column.outcome.told));
    expect(outcome.after).toEqual(column.outcome.after);
    return "less";
  }
  expect(error?.name ?? inspect(outcome.told)).toBe("ChatError");
  expect(error?.kind, error?.message).toBe(end);
  const data = error?.toData();
  const words = [error?.message, error?.serviceMessage, JSON.stringify(data), inspect(error)];
  expect(words.join("\n"), "the error").not.toContain(key);
  expect(JSON.stringify(data).length, "length of the error").toBeLessThan(2000);
  if (data?.retryAt !== undefined) expect(new Date(data.retryAt).getTime()).not.toBeNaN();
  return error?.kind ?? "";
}

async function runCall(
  column: Column,
  line: string | undefined,
  fault: Fault | undefined,
  mark: string,
) {
  const { subject, service, call } = column;
  const { chatbotId, question, descriptor } = subject;
  const { provider } = service.direct;
  const isOwn = call.asked !== undefined;
  const session = isOwn ? await makeSession(service, subject, call.asked ?? 0) : column.session;
  const records = call.asked ? await provider.listMessages(session, noSignal) : [];
  const recordIds = [...new Set(records.flatMap(({ recordId }) => recordId ?? []))];
  const stop = new AbortController();
  const context: Omit<CallContext, "provider"> = { chatbotId, question, session, recordIds };

  const isTarget = (request: string): boolean => stable(request, context) === line;
  const counter = new ReadCounter();
  const tools: FaultTools = {
    format: formatOf(descriptor, call.method, line === undefined ? 0 : column.lines.indexOf(line)),
    key: service.key,
    elsewhere: elsewhere.origin,
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
    told = await call.run({ ...context, provider: client.provider }, stop.signal);
  } catch (thrown) {
    error = toChatError(thrown);
  }
  const after = isOwn ? await look(service, session) : undefined;
  const outcome = { told: plain(told, context), error, after: plain(after, context) };
  return { outcome, server, client, context, sent: () => sent };
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
  const found: Session | string = await provider.readSession(session, noSignal).catch(kind);
  const messages: readonly Message[] | string = await provider
    .listMessages(session, noSignal)
    .catch(kind);
  return { session: found, messages };
}

/** A line or a value without the ids and times that are different each time. */
export function stable(
  text: string,
  { session, recordIds }: Omit<CallContext, "provider">,
): string {
  let result = text.replaceAll(session.sessionId, "{session}");
  for (const [index, id] of recordIds.entries())
    result = result.replaceAll(id, `{record ${index}}`);
  return result;
}

function plain(value: unknown, context: Omit<CallContext, "provider">): unknown {
  if (value === undefined) return undefined;
  // SiteGPT's simulation tells the title of a source in one answer and leaves it out in the next.
  const own = new Set(["key", "recordId", "createdAt", "updatedAt", "title"]);
  const text = JSON.stringify(value, (name, member: unknown) =>
    own.has(name) ? undefined : member,
  );
  return JSON.parse(stable(text, context));
}

function textOf(told: unknown): unknown {
  if (Array.isArray(told)) return told.map(textOf);
  return (told as { text?: unknown } | undefined)?.text;
}
