import type { Format } from "./fault.ts";
import { formatOf } from "./fault.ts";
import { type Outcome, runCall, type Way } from "./faultyCall.ts";
import { stable } from "./stable.ts";
import type { Service } from "./subjects.ts";

/** A call of one service, as it goes when nothing goes wrong. */
export interface Column extends Way {
  /** Its requests without the ids that are different each time; each can be the one under test. */
  readonly lines: readonly string[];
  /** What each of them reads of its answer. */
  readonly formats: readonly Format[];
  readonly outcome: Outcome;
  readonly arrived: Arrived;
}

/** One request of a call: what a fault is put on. */
export interface Place {
  readonly name: string;
  readonly column: Column;
  /** Counted from 0. */
  readonly request: number;
  readonly format: Format;
  readonly isWrite: boolean;
}

/** What of a call has reached the service. */
export interface Arrived {
  /** Changes that had been asked for before. */
  readonly repeats: number;
  readonly questions: number;
}

/** Makes the call without any fault. */
export async function openColumn(way: Way): Promise<Column> {
  const { subject, service, call, endpoint } = way;
  const { outcome, server, client, context } = await runCall(way, "baseline");
  await client.close();
  await server.stop();
  if (outcome.error) throw outcome.error;
  const arrived = arrivedAt(service, "baseline");
  if (endpoint)
    return {
      ...way,
      lines: [endpoint.call],
      formats: [endpoint.reads ?? "json"],
      outcome,
      arrived,
    };
  const lines = [...new Set(server.requests.map(({ line }) => stable(line, context)))];
  const formats = lines.map((_line, request) => formatOf(subject.descriptor, call.method, request));
  return { ...way, lines, formats, outcome, arrived };
}

/** The requests of a call. */
export function placesOf(column: Column): readonly Place[] {
  const { subject, call, lines, formats } = column;
  return lines.map((line, request) => ({
    name: `${subject.name} ${call.name}${lines.length > 1 ? ` #${request + 1}` : ""}`,
    column,
    request,
    format: formats[request] ?? "json",
    isWrite: !line.startsWith("GET "),
  }));
}

/** What has reached a service with this mark. */
export function arrivedAt({ simulator }: Service, mark: string): Arrived {
  const all = simulator.requests.filter(({ headers }) => headers["x-cell"] === mark);
  const writes = all.filter(({ method }) => method !== "GET").map(({ path }) => path);
  return {
    repeats: writes.length - new Set(writes).size,
    questions: all.filter(({ asks }) => asks).length,
  };
}
