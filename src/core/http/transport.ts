import type { ErrorKind } from "../model.ts";

/** How long to wait, in milliseconds. There is no limit on a whole stream. */
export interface Timeouts {
  /** Until the answer's headers are there. */
  readonly headers: number;
  /** Between two pieces of the body. */
  readonly idle: number;
}

/** A body that is not JSON. */
export interface HttpBody {
  /** For the header `content-type`. */
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer>;
  /** Told as the body leaves, with all bytes that have left. */
  readonly onSent?: (bytes: number) => void;
}

/** One HTTP request, complete: nothing is added below this line. */
export interface TransportRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | HttpBody;
  readonly timeouts: Timeouts;
}

/** An answer whose body is still arriving. */
export interface TransportResponse {
  readonly status: number;
  /** Names in lower case; of a repeated header the last value. */
  readonly headers: Readonly<Record<string, string>>;
  /** Leaving the loop early closes the connection. Throws `TransportError`. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** What carries requests. Follows no redirect, repeats nothing, adds no key. */
export interface HttpTransport {
  /** Throws `TransportError`. Closes the connection when the signal aborts. */
  send(request: TransportRequest, signal: AbortSignal): Promise<TransportResponse>;
}

/** A connection that failed, with what the caller must know to decide about another try. */
export class TransportError extends Error {
  readonly kind: ErrorKind;
  /** False only when the request certainly did not reach the service. */
  readonly maybeReceived: boolean;

  constructor(kind: ErrorKind, detail: string, maybeReceived: boolean, cause?: unknown) {
    super(detail, cause === undefined ? undefined : { cause });
    this.name = "TransportError";
    this.kind = kind;
    this.maybeReceived = maybeReceived;
  }
}
