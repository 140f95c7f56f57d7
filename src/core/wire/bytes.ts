import { ChatError } from "../errors.ts";

/** Passes bytes through and throws `too-large` after `max` of them. */
export async function* limitBytes(
  body: AsyncIterable<Uint8Array>,
  max: number,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of body) {
    total += chunk.byteLength;
    if (total > max) throw new ChatError("too-large", `the answer is larger than ${max} bytes`);
    yield chunk;
  }
}

/** The first bytes of a body as text; the rest is not waited for. */
export async function readStart(body: AsyncIterable<Uint8Array>, max: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let total = 0;
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    total += chunk.byteLength;
    if (total >= max) break;
  }
  return text + decoder.decode();
}

/** All bytes of a body. */
export async function readAll(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return joinBytes(chunks);
}

/** Several pieces as one. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.byteLength, 0));
  let start = 0;
  for (const piece of pieces) {
    all.set(piece, start);
    start += piece.byteLength;
  }
  return all;
}
