import { inspect } from "node:util";
import { expect } from "vitest";
import { toldAs } from "../contract/endpoints/endpoint.ts";
import { arrivedAt, type Place } from "./column.ts";
import { type End, endOf, exceptions, type Fault } from "./fault.ts";
import { type FaultServer, startFaultServer } from "./faultServer.ts";
import { runCall } from "./faultyCall.ts";

const elsewhere = { origin: "", server: undefined as FaultServer | undefined };

/** Starts the place where nobody may ever ask. */
export async function openElsewhere(): Promise<FaultServer> {
  elsewhere.server = await startFaultServer({ service: "http://127.0.0.1:1", mark: "elsewhere" });
  elsewhere.origin = elsewhere.server.origin;
  return elsewhere.server;
}

/** Whether a fault can be put on a request. */
export function isTried(
  { column, format }: Place,
  { isHuge, isGivenUp, isCircle }: Fault,
): boolean {
  // A file may be larger than what this fault sends.
  if (isHuge && format === "anything") return false;
  // The calls of the endpoints take no signal, and a redirect may have led to theirs already.
  return !((isGivenUp || isCircle) && column.endpoint);
}

let cellCount = 0;

/** Makes a call with a fault on one of its requests, and checks everything that must hold. Gives how it ended. */
export async function runCell(place: Place, fault: Fault): Promise<string> {
  const { column, request, format, isWrite } = place;
  const { service, endpoint } = column;
  cellCount += 1;
  const mark = `cell-${cellCount}`;
  const { outcome, server, client, sent } = await runCall(column, mark, {
    fault,
    format,
    line: column.lines[request] ?? "",
    elsewhere: elsewhere.origin,
  });
  const { error } = outcome;

  // What is too much is not waited for, and nothing is left open when the client is gone.
  if (fault.maxBytes !== undefined) await server.allAnswered();
  await client.close();
  await server.allClosed();
  await server.stop();

  // No change of anything reaches the service twice, and a question least of all.
  const arrived = arrivedAt(service, mark);
  expect(arrived.questions, "questions").toBeLessThanOrEqual(column.arrived.questions);
  // An upload address that fails is replaced once, by one more that is asked for.
  const more = endpoint?.isSigned && error ? 1 : 0;
  const repeats = endpoint?.isPolled ? Infinity : column.arrived.repeats + more;
  expect(arrived.repeats, "changes that came twice").toBeLessThanOrEqual(repeats);
  const tries = fault.tries?.[isWrite ? "write" : "read"] ?? 1;
  if (!endpoint?.isPolled && (!fault.closesIdle || isWrite))
    expect(sent(), "times the request left").toBe(tries * (1 + more));
  expect(elsewhere.server?.connectionCount() ?? 0, "requests to another origin").toBe(0);

  const key = service.key;
  expect(key.length).toBeGreaterThan(10);
  expect(client.log.lines.join("\n"), "the log").not.toContain(key);
  if (fault.waits !== undefined) expect(Math.max(...client.clock.waits)).toBe(fault.waits);
  if (fault.maxBytes !== undefined) expect(server.bytesSent()).toBeLessThan(fault.maxBytes);

  // A server that did not show who it is gets nothing, the key least of all.
  if ((fault.tls ?? fault.isHttps) && fault.expect !== "same") expect(server.requests).toEqual([]);

  const end = endAt(place, fault);
  if (end === "same") {
    expect(error, "the error").toBeUndefined();
    expect(outcome).toEqual(column.outcome);
    return end;
  }
  if (end === "done") {
    expect(error, "the error").toBeUndefined();
    return end;
  }
  if (end === "less") {
    expect(error, "the error").toBeUndefined();
    expect(textOf(outcome.told)).toEqual(textOf(column.outcome.told));
    expect(outcome.after).toEqual(column.outcome.after);
    return end;
  }
  expect(error?.name ?? inspect(outcome.told)).toBe("ChatError");
  expect(error?.kind, error?.message).toBe(end);
  const data = error?.toData();
  const words = [error?.message, error?.serviceMessage, JSON.stringify(data), inspect(error)];
  expect(words.join("\n"), "the error").not.toContain(key);
  expect(JSON.stringify(data).length, "length of the error").toBeLessThan(2000);
  if (data?.retryAt !== undefined) expect(new Date(data.retryAt).getTime()).not.toBeNaN();
  return end;
}

/** How a request ends that got no answer. */
const lostKinds: ReadonlySet<End> = new Set(["timeout", "offline", "unreachable"]);

/** How a call ends when this request meets a fault; less is the main thing without an extra. */
function endAt({ column, request, format, isWrite }: Place, fault: Fault): End | "less" {
  const { subject, call, endpoint } = column;
  const end = endOf(fault, isWrite, format);
  if (end === "same" || end === "done" || end === "cancelled") return end;
  const isExtra = exceptions.some(
    (exception) =>
      exception.provider === subject.descriptor.id &&
      exception.call === call.name &&
      exception.request === request,
  );
  if (isExtra) return "less";
  if (endpoint?.isPolled && lostKinds.has(end)) return "done";
  return endpoint ? toldAs(endpoint, end) : end;
}

function textOf(told: unknown): unknown {
  if (Array.isArray(told)) return told.map(textOf);
  return (told as { text?: unknown } | undefined)?.text;
}
