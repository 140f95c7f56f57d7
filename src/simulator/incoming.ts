import type { IncomingMessage, ServerResponse } from "node:http";

const maxBodyBytes = 8_000_000;

/** The headers of a request, each with one value. */
export function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}

/** The whole body, or nothing when it is larger than 8 MB. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Too much is still read to its end, so that the sender gets to see the refusal; it is just not kept.
    if (length <= maxBodyBytes) {
      chunks.push(chunk);
    }
  }
  return length <= maxBodyBytes ? Buffer.concat(chunks) : undefined;
}

/** Says no on the simulator's own behalf, where no service is responsible. */
export function refusePlainly(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain", connection: "close" }).end(text);
}
