import { once } from "node:events";
import { type Socket, connect } from "node:net";
import type { Simulator } from "../../../src/simulator/server.ts";

/** A request to the simulator. */
export interface RawRequest {
  readonly method?: string;
  readonly path: string;
  /** Provider id whose key is sent; without one no key is. */
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** An answer as it came over the socket, before anybody interpreted it. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body in the pieces in which it was written. */
  readonly pieces: readonly Buffer[];
  readonly bytes: Buffer;
  readonly text: string;
  /** False when the connection ended before the body did. */
  readonly complete: boolean;
}

/** Sends a request by hand and leaves the connection in the caller's hands. */
export function open(simulator: Simulator, request: RawRequest): Socket {
  const { method = "GET", path, as, headers = {}, body } = request;
  const { host, hostname, port } = new URL(simulator.origin);
  const payload = body === undefined ? "" : JSON.stringify(body);
  const lines = Object.entries({
    host,
    connection: "close",
    ...(as !== undefined && { authorization: `Bearer ${simulator.keys[as] ?? ""}` }),
    ...(body !== undefined && {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(payload)),
    }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  const socket = connect(Number(port), hostname);
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${payload}`);
  return socket;
}

/** Sends a request and waits until the connection ends, well or not. */
export async function exchange(simulator: Simulator, request: RawRequest): Promise<RawAnswer> {
  const socket = open(simulator, request);
  const received: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => received.push(chunk));
  await once(socket, "close");
  return parse(Buffer.concat(received));
}

/** An exchange whose answer is JSON with status 200. */
export async function fetchJson<Value = unknown>(
  simulator: Simulator,
  request: RawRequest,
): Promise<Value> {
  const answer = await exchange(simulator, request);
  if (answer.status !== 200 || !answer.complete) {
    throw new Error(`Status ${String(answer.status)}: ${answer.text}`);
  }
  return JSON.parse(answer.text) as Value;
}

/** Reads the bytes of one answer; tolerates any place where they may end. */
export function parse(all: Buffer): RawAnswer {
  const end = all.indexOf("\r\n\r\n");
  const [statusLine = "", ...lines] = all.subarray(0, end).toString("latin1").split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = all.subarray(end + 4);
  const { pieces, complete } =
    headers["transfer-encoding"] === "chunked"
      ? dechunk(body)
      : { pieces: [body], complete: body.length === Number(headers["content-length"]) };
  const bytes = Buffer.concat(pieces);
  const status = Number(statusLine.split(" ")[1]);
  return { status, headers, pieces, bytes, text: bytes.toString("utf8"), complete };
}

function dechunk(body: Buffer): { pieces: Buffer[]; complete: boolean } {
  const pieces: Buffer[] = [];
  for (let offset = 0; offset < body.length;) {
    const lineEnd = body.indexOf("\r\n", offset);
    const length = Number.parseInt(body.subarray(offset, lineEnd).toString("latin1"), 16);
    if (length === 0) {
      return { pieces, complete: true };
    }
    pieces.push(body.subarray(lineEnd + 2, lineEnd + 2 + length));
    offset = lineEnd + 2 + length + 2;
  }
  return { pieces, complete: false };
}
