import type { Log } from "../log.ts";
import {
  type HttpTransport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
} from "./transport.ts";

/** A transport that keeps connections open. */
export interface ConnectedTransport extends HttpTransport {
  /** Closes each connection when the answers on it have arrived. Nothing may be sent any more. */
  finish(): Promise<void>;
  /** Closes all connections at once. */
  close(): Promise<void>;
}

/**
 * Carries requests over a transport that can be replaced: what is sent from then on goes over a new one, which opens
 * with the first request, and what is on its way over the old one arrives there.
 */
export class RenewableTransport implements HttpTransport {
  readonly #open: () => ConnectedTransport;
  readonly #log: Log;
  #current: Generation;
  /** Those before the current one whose connections are not closed yet. */
  readonly #ending = new Set<Generation>();
  #isClosed = false;

  constructor(open: () => ConnectedTransport, log: Log) {
    this.#open = open;
    this.#log = log;
    this.#current = new Generation(open);
  }

  async send(request: TransportRequest, signal: AbortSignal): Promise<TransportResponse> {
    if (this.#isClosed) throw new TransportError("cancelled", "the window is closing", false);
    return await this.#current.send(request, signal);
  }

  /** Lets the next request connect anew. */
  renew(): void {
    const old = this.#current;
    this.#current = new Generation(this.#open);
    this.#ending.add(old);
    old
      .finish()
      .catch((error: unknown) => {
        // What was closed at once has no other end any more.
        if (!this.#isClosed) this.#complain(error);
      })
      .finally(() => this.#ending.delete(old));
  }

  /** Ends everything at once, for good. */
  close(): void {
    this.#isClosed = true;
    for (const generation of [...this.#ending, this.#current]) {
      generation.close().catch((error: unknown) => this.#complain(error));
    }
  }

  #complain(error: unknown): void {
    this.#log.error(`closing connections: ${String(error)}`);
  }
}

/** One of the transports, and how many requests are on their way into it. */
class Generation {
  readonly #open: () => ConnectedTransport;
  #transport: ConnectedTransport | undefined;
  #sending = 0;
  #onIdle: (() => void) | undefined;

  constructor(open: () => ConnectedTransport) {
    this.#open = open;
  }

  async send(request: TransportRequest, signal: AbortSignal): Promise<TransportResponse> {
    this.#sending += 1;
    try {
      this.#transport ??= this.#open();
      return await this.#transport.send(request, signal);
    } finally {
      this.#sending -= 1;
      if (this.#sending === 0) this.#onIdle?.();
    }
  }

  /** Resolves when all answers have arrived and all connections are closed. */
  async finish(): Promise<void> {
    // What is still on its way into the transport must find it open.
    if (this.#sending > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
    await this.#transport?.finish();
  }

  async close(): Promise<void> {
    await this.#transport?.close();
  }
}
