import type { SimulatedResponse } from "../core/simulation.ts";

/** One answer as bytes on their way: what is written, how fast, and how it ends. */
export interface Delivery {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly pieces: readonly Uint8Array[];
  /** What the bot says, where the body is one document about it. */
  readonly said?: string | undefined;
  /** False when the whole body goes out at once, with its length announced. */
  readonly streamed: boolean;
  /** Paces before the first byte. */
  readonly stepsBefore: number;
  /** The shortest time one pace may take, in milliseconds. */
  readonly leastPace: number;
  /** Length of the whole body in bytes, also when it will not all arrive. */
  readonly fullLength: number;
  readonly ending: "complete" | "cut" | "stall";
}

const encoder = new TextEncoder();

/** However long an answer is, it does not take more writes than this. */
const maxPieces = 400;

/** Bytes of all pieces together. */
export function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

/** All pieces as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(lengthOf(pieces));
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
}

/** The delivery of an answer that nothing goes wrong with. */
export function deliveryOf(response: SimulatedResponse): Delivery {
  const pieces = response.body.map((piece) => encoder.encode(piece));
  return {
    status: response.status,
    headers: response.headers,
    pieces,
    said: response.said,
    streamed: response.streamed ?? false,
    stepsBefore: response.stepsBefore ?? 0,
    leastPace: 0,
    fullLength: lengthOf(pieces),
    ending: "complete",
  };
}

/** Where a border near `offset` splits a character, or else some bytes before it. */
function awkwardBorder(bytes: Uint8Array, offset: number, shift: number): number {
  for (let index = offset - 1; index > offset - 8; index -= 1) {
    if ((bytes[index] ?? 0) >= 0xc0) {
      return index + 1;
    }
  }
  return offset - shift;
}

/**
 * The same bytes with other borders. Between a service and its reader lie buffers that know nothing of objects,
 * lines or characters, so no border is where the service made it, and characters are split where there are any.
 */
export function unaligned(pieces: readonly Uint8Array[]): Uint8Array[] {
  const bytes = joined(pieces);
  const each = Math.max(1, Math.ceil(pieces.length / maxPieces));
  const result: Uint8Array[] = [];
  let offset = 0;
  let start = 0;
  for (const [index, piece] of pieces.entries()) {
    offset += piece.length;
    const isLast = index === pieces.length - 1;
    if (!isLast && index % each !== each - 1) {
      continue;
    }
    const border = isLast ? bytes.length : awkwardBorder(bytes, offset, 1 + (index % 3));
    if (border > start) {
      result.push(bytes.subarray(start, border));
      start = border;
    }
  }
  return result;
}
