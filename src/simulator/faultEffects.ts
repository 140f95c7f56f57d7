import type { SimulatedResponse } from "../core/simulation.ts";
import { type Delivery, joined, lengthOf } from "./delivery.ts";
import type { FaultId } from "./faults.ts";
import { hugeLength, type Manner } from "./manner.ts";
import { asEvents, asNested, asPlainText, asString } from "./reframe.ts";

/** What a fault does to the answer of one request. */
export interface FaultEffect extends Manner {
  /** Answers in place of the service, which then never sees the request. */
  readonly replace?: (refuse: (status: number) => SimulatedResponse) => SimulatedResponse;
  /** Changes what the service has answered. */
  readonly alter?: (delivery: Delivery, format: SimulatedResponse["format"]) => Delivery;
}

const encoder = new TextEncoder();

const errorPage = `<!DOCTYPE html>
<html lang="en"><head><title>502 Bad Gateway</title></head>
<body><h1>Bad Gateway</h1><p>The server is taking a nap — please try again later.</p></body></html>
`;

const firewallPage = `<!DOCTYPE html>
<html lang="en"><head><title>Attention required</title></head>
<body><h1>Sorry, you have been blocked</h1></body></html>
`;

/** Up to the middle of the middle piece, so that the end is inside an object when the pieces are objects. */
function firstHalf(pieces: readonly Uint8Array[]): Uint8Array[] {
  const middle = Math.floor(pieces.length / 2);
  const piece = pieces[middle] ?? new Uint8Array();
  return [...pieces.slice(0, middle), piece.subarray(0, Math.max(1, Math.floor(piece.length / 2)))];
}

function upToHalfCharacter(pieces: readonly Uint8Array[]): Uint8Array[] {
  const bytes = joined(pieces);
  const starts = Array.from(bytes.keys()).filter((index) => (bytes[index] ?? 0) >= 0xc0);
  const start = starts.find((index) => index >= bytes.length / 2) ?? starts.at(-1);
  if (start === undefined) {
    // No such character in it, so the first two of the three bytes of a euro sign stand for one.
    return [...firstHalf(pieces), Uint8Array.of(0xe2, 0x82)];
  }
  let kept = 0;
  return pieces.flatMap((piece) => {
    const rest = start + 1 - kept;
    kept += piece.length;
    return rest > 0 ? [piece.subarray(0, rest)] : [];
  });
}

function spoiled(
  pieces: readonly Uint8Array[],
  format: SimulatedResponse["format"],
): readonly Uint8Array[] {
  const middle = Math.floor(pieces.length / 2);
  switch (format) {
    case "json":
      return [...firstHalf(pieces), encoder.encode(',,"')];
    case "json-sequence":
      return pieces.toSpliced(middle, 0, encoder.encode('{"type":"delta","delta":oops}'));
    case "text":
      return pieces.toSpliced(middle, 0, Uint8Array.of(0xc3, 0x28, 0xff, 0xfe));
    default:
      return format satisfies never;
  }
}

/** White space is valid between the tokens of JSON, and takes no knowledge of what the body says. */
function padded(delivery: Delivery, format: SimulatedResponse["format"]): Delivery {
  const missing = hugeLength - delivery.fullLength;
  if (format !== "json" || missing <= 0) {
    return delivery;
  }
  const bytes = joined(delivery.pieces);
  const pieces = [bytes.subarray(0, 1), new Uint8Array(missing).fill(0x20), bytes.subarray(1)];
  return { ...delivery, pieces, fullLength: lengthOf(pieces) };
}

/** The effect of each fault. */
export const faultEffects: Readonly<Record<FaultId, FaultEffect>> = {
  slow: {
    alter: (delivery) => ({
      ...delivery,
      stepsBefore: delivery.stepsBefore + 14,
      leastPace: 150,
    }),
  },
  stall: {
    alter: (delivery) => ({ ...delivery, pieces: firstHalf(delivery.pieces), ending: "stall" }),
  },
  silent: { alter: (delivery) => ({ ...delivery, pieces: [], ending: "stall" }) },
  // One byte more is announced than comes: what is complete would leave its connection to the next request.
  "open-end": {
    alter: (delivery) => ({ ...delivery, fullLength: delivery.fullLength + 1, ending: "stall" }),
  },
  "late-record": { listsAfter: 20_000 },
  cut: {
    alter: (delivery) => ({ ...delivery, pieces: firstHalf(delivery.pieces), ending: "cut" }),
  },
  "cut-in-character": {
    alter: (delivery) => ({
      ...delivery,
      pieces: upToHalfCharacter(delivery.pieces),
      ending: "cut",
    }),
  },
  malformed: {
    alter: (delivery, format) => {
      const pieces = spoiled(delivery.pieces, format);
      return { ...delivery, pieces, fullLength: lengthOf(pieces) };
    },
  },
  html: {
    replace: () => ({
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8" },
      format: "text",
      body: [errorPage],
    }),
  },
  unauthorized: { replace: (refuse) => refuse(401) },
  forbidden: { replace: (refuse) => refuse(403) },
  blocked: {
    replace: () => ({
      status: 403,
      headers: { "content-type": "text/html; charset=utf-8" },
      format: "text",
      body: [firewallPage],
    }),
  },
  "not-found": { replace: (refuse) => refuse(404) },
  "rate-limited": {
    replace: (refuse) => {
      const response = refuse(429);
      return { ...response, headers: { ...response.headers, "retry-after": "2" } };
    },
  },
  limit: { isOverLimit: true },
  "error-then-well": { replace: (refuse) => refuse(500) },
  "event-stream": { alter: asEvents },
  "plain-text": { alter: asPlainText },
  quoted: { alter: asString },
  nested: { alter: asNested },
  huge: { verbose: true, alter: padded },
  empty: { replace: () => ({ status: 200, headers: {}, format: "text", body: [] }) },
};
