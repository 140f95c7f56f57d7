import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setImmediate as turn, setTimeout as timer } from "node:timers/promises";
import { type Delivery, joined, unaligned } from "./delivery.ts";

/** Waits some milliseconds; rejects when the signal is aborted. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Waits by the clock. Even no time at all is one turn of the event loop, so that each piece is written by itself. */
export const waitByClock: Wait = async (milliseconds, signal) => {
  await (milliseconds > 0
    ? timer(milliseconds, undefined, { signal })
    : turn(undefined, { signal }));
};

/**
 * Writes a delivery to a response, at its speed, and ends the response if the delivery is complete. Returns early,
 * without an error, once the signal is aborted.
 */
export async function send(
  delivery: Delivery,
  response: ServerResponse,
  pace: number,
  wait: Wait,
  signal: AbortSignal,
): Promise<void> {
  try {
    await write(delivery, response, Math.max(pace, delivery.leastPace), wait, signal);
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}

async function write(
  delivery: Delivery,
  response: ServerResponse,
  pace: number,
  wait: Wait,
  signal: AbortSignal,
): Promise<void> {
  if (delivery.stepsBefore > 0) {
    await wait(delivery.stepsBefore * pace, signal);
  }
  const { streamed } = delivery;
  const length = streamed ? {} : { "content-length": String(delivery.fullLength) };
  response.writeHead(delivery.status, { ...delivery.headers, ...length });
  response.flushHeaders();
  const pieces = streamed ? unaligned(delivery.pieces) : [joined(delivery.pieces)];
  for (const piece of pieces) {
    if (streamed) {
      await wait(pace, signal);
    }
    if (piece.length > 0 && !response.write(piece)) {
      await once(response, "drain", { signal });
    }
  }
  if (delivery.ending === "complete") {
    response.end();
  } else {
    // What has been written has to leave before the caller lets the connection break or hang.
    await new Promise((resolve) => response.write("", resolve));
  }
}
