import type { Socket } from "node:net";

/** One request as it came over the socket. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Method and target, e.g. `GET /api/chats`. */
  readonly line: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Calls back for each request of one connection, one after the other. The connection is read all the time, so that
 * its end is noticed while an answer hangs.
 */
export function onRequests(socket: Socket, answer: (request: WireRequest) => Promise<void>): void {
  let received = Buffer.alloc(0);
  let before = Promise.resolve();
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (let next = parse(received); next; next = parse(received)) {
      const { request, length } = next;
      received = received.subarray(length);
      before = before.then(async () => answer(request)).catch(() => void socket.destroy());
    }
  });
}

function parse(received: Buffer): { request: WireRequest; length: number } | undefined {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd === -1) return undefined;
  const [first = "", ...lines] = received.subarray(0, headEnd).toString("latin1").split("\r\n");
  const [method = "", target = ""] = first.split(" ");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const length = headEnd + 4 + Number(headers["content-length"] ?? 0);
  if (received.length < length) return undefined;
  const body = received.subarray(headEnd + 4, length);
  return { request: { method, target, line: `${method} ${target}`, headers, body }, length };
}
