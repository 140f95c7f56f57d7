import type { FaultId } from "./faults.ts";

/** A request as it came in. */
export interface ReceivedRequest {
  /** Provider id of the service that took it; undefined when none did. */
  readonly service: string | undefined;
  readonly method: string;
  /** Path without query, as it came. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** True when it puts a question to a bot. */
  readonly asks: boolean;
}

/** How an answer ended; `cut` is the simulator's doing, `stopped` the end of the whole simulator. */
export type RequestOutcome = "answered" | "cut" | "closed-by-client" | "stopped";

/** A request in the log, together with what became of it. */
export interface LoggedRequest extends ReceivedRequest {
  /** The fault that was put on its answer. */
  readonly fault: FaultId | undefined;
  /** Undefined while the answer is under way. */
  readonly outcome: RequestOutcome | undefined;
  /** Settles when the answer or the connection has ended; it never rejects. */
  readonly ended: Promise<RequestOutcome>;
}

/** An entry that the server still writes to. */
export interface OpenEntry {
  readonly logged: LoggedRequest;
  noteFault(fault: FaultId): void;
  end(outcome: RequestOutcome): void;
}

/** The latest requests, oldest first, and a way to wait for one. */
export interface RequestLog {
  readonly requests: readonly LoggedRequest[];
  add(received: ReceivedRequest): OpenEntry;
  /** Resolves with the first request that matches, past or future. */
  readonly waitFor: (matches: (request: LoggedRequest) => boolean) => Promise<LoggedRequest>;
}

const keptRequests = 1000;

/** Makes an empty log. */
export function createRequestLog(): RequestLog {
  const requests: LoggedRequest[] = [];
  const waiting = new Set<(request: LoggedRequest) => void>();

  function add(received: ReceivedRequest): OpenEntry {
    const { promise, resolve } = Promise.withResolvers<RequestOutcome>();
    const entry = {
      ...received,
      fault: undefined as FaultId | undefined,
      outcome: undefined as RequestOutcome | undefined,
      ended: promise,
    };
    requests.push(entry);
    requests.splice(0, requests.length - keptRequests);
    for (const notify of waiting) {
      notify(entry);
    }
    return {
      logged: entry,
      noteFault: (fault) => {
        entry.fault = fault;
      },
      end: (outcome) => {
        entry.outcome ??= outcome;
        resolve(entry.outcome);
      },
    };
  }

  function waitFor(matches: (request: LoggedRequest) => boolean): Promise<LoggedRequest> {
    const known = requests.find(matches);
    if (known) {
      return Promise.resolve(known);
    }
    const { promise, resolve } = Promise.withResolvers<LoggedRequest>();
    const notify = (request: LoggedRequest): void => {
      if (matches(request)) {
        waiting.delete(notify);
        resolve(request);
      }
    };
    waiting.add(notify);
    return promise;
  }

  return { requests, add, waitFor };
}
