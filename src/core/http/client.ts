import { type Clock, wait } from "../clock.ts";
import { ChatError, toChatError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { ErrorKind } from "../model.ts";
import type { ChatEvent } from "../chatEvents.ts";
import { registerSecret } from "../registerSecret.ts";
import { limitBytes, readAll, readStart } from "../wire/bytes.ts";
import { isWebPage } from "../wire/html.ts";
import { decodeJson } from "../wire/json.ts";
import { isRefusal } from "../wire/refusal.ts";
import { parse, type Schema } from "../wire/schema.ts";
import { readText } from "../wire/text.ts";
import { readAcknowledgement, refusal, webPageError } from "./acknowledgement.ts";
import { type ClassifyError, toResponseError } from "./errorResponse.ts";
import { planRetry, type Repeat } from "./retry.ts";
import { Tolerance } from "./tolerance.ts";
import {
  type HttpBody,
  type HttpTransport,
  type Timeouts,
  TransportError,
  type TransportResponse,
} from "./transport.ts";

/** One call to a service. */
export interface HttpCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Made with the `path` template. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON; absent means no body at all. */
  readonly json?: unknown;
  /** Sent as it is; excludes `json`. */
  readonly body?: HttpBody;
  /** Statuses beyond 2xx that are an answer too. */
  readonly accepts?: readonly number[];
  /** True when a redirect may lead to another origin, where the key is not sent. */
  readonly allowCrossOriginRedirect?: true;
  /** True for a call that anybody may make: no key is read, and none is sent. */
  readonly isPublic?: true;
  readonly timeouts?: Partial<Timeouts>;
}

/** What a client talks to and through. */
export interface HttpClientOptions {
  readonly transport: HttpTransport;
  /** The account's origin. The key goes nowhere else. */
  readonly origin: string;
  /** Reads the key when a request is about to leave, never earlier. */
  readonly readKey: () => Promise<string | undefined>;
  readonly clock: Clock;
  readonly log: Log;
  readonly classifyError?: ClassifyError;
  /** For the header `User-Agent`: firewalls take a caller without one for an attack. */
  readonly userAgent?: string;
  /** Where what is tolerated is counted. */
  readonly tolerance?: Tolerance;
}

type RetryScheduled = Extract<ChatEvent, { type: "retry-scheduled" }>;

const defaultTimeouts: Timeouts = { headers: 30_000, idle: 60_000 };
/** A service may look at a whole file before it says anything. */
const fileTimeouts: Timeouts = { headers: 120_000, idle: 120_000 };
const maxJsonBytes = 32 * 1024 * 1024;
const maxFileBytes = 256 * 1024 * 1024;
const maxErrorBytes = 64 * 1024;
const maxRedirects = 3;

/** HTTP for one account: adds the key, repeats what may be repeated, and speaks only `ChatError`. */
export class HttpClient {
  /** Counts what is tolerated of this service. */
  readonly tolerance: Tolerance;
  readonly #options: HttpClientOptions;

  constructor(options: HttpClientOptions) {
    this.#options = options;
    this.tolerance = options.tolerance ?? new Tolerance(options.log);
  }

  /** The same client with a service's own reading of its error bodies. */
  withErrors(classifyError: ClassifyError): HttpClient {
    return new HttpClient({ ...this.#options, classifyError, tolerance: this.tolerance });
  }

  /** Calls and checks the JSON answer against a schema. */
  async json<T>(schema: Schema<T>, call: HttpCall, signal: AbortSignal): Promise<T> {
    return (await this.answer(schema, call, signal)).value;
  }

  /**
   * Like `json`, with the status for calls where that tells something, and with how many items of lists could not be
   * read.
   */
  async answer<T>(
    schema: Schema<T>,
    call: HttpCall,
    signal: AbortSignal,
  ): Promise<{ readonly status: number; readonly value: T; readonly leftOut: number }> {
    const { status, body } = await this.#drain(call, signal);
    const what = describeCall(call);
    return await this.#guard(signal, async () => {
      let leftOut = 0;
      const json = await decodeJson(limitBytes(body, maxJsonBytes), what);
      try {
        const value = parse(schema, json, what, (problems) => {
          leftOut = problems.length;
          this.tolerance.leaveOut(what, problems);
        });
        return { status, value, leftOut };
      } catch (error) {
        // What the service says about it tells more than that it is no list.
        if (isRefusal(json)) throw refusal(status, json, what, this.#options.classifyError);
        throw error;
      }
    });
  }

  /** Calls and gives the whole answer as it is. */
  async bytes(
    call: HttpCall,
    signal: AbortSignal,
  ): Promise<Pick<TransportResponse, "headers"> & { readonly content: Uint8Array }> {
    const { headers, body } = await this.#drain(call, signal);
    return await this.#guard(signal, async () => ({
      headers,
      content: await readAll(limitBytes(body, maxFileBytes)),
    }));
  }

  /**
   * Puts a file where a service has said to, usually at another host: without the key, and only once.
   * Throws `ChatError`; the address is a secret, so no error names more than its host.
   */
  async uploadToSignedUrl(address: string, body: HttpBody, signal: AbortSignal): Promise<void> {
    const { transport, origin, clock } = this.#options;
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (!url || !isAsSafe(url, origin))
      throw new ChatError("bad-reply", "the upload address is not safe");
    const what = `PUT ${url.origin}`;
    await this.#guard(signal, async () => {
      const response = await transport.send(
        {
          method: "PUT",
          url,
          headers: { ...this.#caller, "content-type": body.type },
          body,
          timeouts: fileTimeouts,
        },
        signal,
      );
      const text = await readErrorText(response.body, signal);
      if (response.status < 200 || response.status >= 300)
        throw toResponseError({ ...response, text }, what, clock.now(), notAboutTheKey);
      if (isWebPage(text, response.headers)) throw webPageError(what);
    });
  }

  /**
   * Calls where only success counts. Throws `rejected` where a 2xx answer says no, `bad-reply` for a web page.
   * @returns the JSON of the answer, if it is some
   */
  async confirm(call: HttpCall, signal: AbortSignal): Promise<unknown> {
    const { body, ...response } = await this.#drain(call, signal);
    return await this.#guard(signal, async () => {
      const text = await readText(limitBytes(body, maxJsonBytes));
      return readAcknowledgement(
        { ...response, text },
        describeCall(call),
        this.#options.classifyError,
      );
    });
  }

  /**
   * Opens a call whose body is read piece by piece. Yields a `retry-scheduled` before each wait and returns the
   * 2xx answer; the body throws `ChatError`.
   */
  async *open(
    call: HttpCall,
    signal: AbortSignal,
  ): AsyncGenerator<RetryScheduled, TransportResponse> {
    const repeat: Repeat = call.method === "GET" ? "always-safe" : "if-not-received";
    for (let attempt = 1; ; attempt += 1) {
      try {
        const response = await this.#attempt(call, signal);
        return { ...response, body: this.#guardBody(response.body, signal) };
      } catch (thrown) {
        const error = this.#toChatError(thrown, signal);
        const cause = thrown instanceof TransportError ? thrown : undefined;
        const at = planRetry(error, cause, attempt, repeat, this.#options.clock);
        this.#options.log.warn(`${describeCall(call)}: ${error.kind} (${error.message})`);
        if (at === undefined) throw error;
        yield { type: "retry-scheduled", attempt, at, error: error.toData() };
        await wait(this.#options.clock, at - this.#options.clock.now(), signal);
      }
    }
  }

  /** The header that says who calls. */
  get #caller(): Readonly<Record<string, string>> {
    const { userAgent } = this.#options;
    return userAgent === undefined ? {} : { "user-agent": userAgent };
  }

  async #drain(call: HttpCall, signal: AbortSignal): Promise<TransportResponse> {
    const attempts = this.open(call, signal);
    for (;;) {
      const step = await attempts.next();
      if (step.done) return step.value;
    }
  }

  async #attempt(call: HttpCall, signal: AbortSignal): Promise<TransportResponse> {
    const { transport, origin, readKey, clock } = this.#options;
    const key = call.isPublic ? undefined : await readKey();
    if (key === undefined && !call.isPublic) throw new ChatError("no-key", describeCall(call));
    if (key !== undefined) registerSecret(key);
    const { json, body = json === undefined ? undefined : JSON.stringify(json) } = call;
    let url = toUrl(origin, call);
    for (let redirects = 0; ; redirects += 1) {
      const response = await transport.send(
        {
          method: call.method,
          url,
          headers: {
            accept: "application/json, text/plain;q=0.9, */*;q=0.1",
            ...this.#caller,
            ...(key !== undefined && url.origin === origin && { authorization: `Bearer ${key}` }),
            ...(body !== undefined && {
              "content-type": typeof body === "string" ? "application/json" : body.type,
            }),
          },
          ...(body !== undefined && { body }),
          timeouts: {
            ...(call.body || call.allowCrossOriginRedirect ? fileTimeouts : defaultTimeouts),
            ...call.timeouts,
          },
        },
        signal,
      );
      const { status } = response;
      if ((status >= 200 && status < 300) || call.accepts?.includes(status)) return response;
      const text = await readErrorText(response.body, signal);
      const next = redirects < maxRedirects ? redirectTarget(response, call, url) : undefined;
      if (!next) {
        throw toResponseError(
          { ...response, text },
          describeCall(call),
          clock.now(),
          this.#options.classifyError,
        );
      }
      url = next;
    }
  }

  async *#guardBody(
    body: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      throw this.#toChatError(error, signal);
    }
  }

  async #guard<T>(signal: AbortSignal, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw this.#toChatError(error, signal);
    }
  }

  #toChatError(error: unknown, signal: AbortSignal): ChatError {
    if (signal.aborted) return new ChatError("cancelled", "aborted", { cause: error });
    if (error instanceof TransportError)
      return new ChatError(error.kind, error.message, { cause: error });
    return toChatError(error);
  }
}

/** What an error answer says. Where it breaks off or hangs, the status has already said the main thing. */
async function readErrorText(
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<string> {
  try {
    return await readStart(body, maxErrorBytes);
  } catch (error) {
    if (signal.aborted || !(error instanceof TransportError)) throw error;
    return "";
  }
}

/** The address itself is refused, and no key was sent. */
function notAboutTheKey(status: number): ErrorKind | undefined {
  return status === 401 || status === 403 ? "rejected" : undefined;
}

/** A call as the log and errors name it. */
export function describeCall(call: Pick<HttpCall, "method" | "path">): string {
  return `${call.method} ${call.path}`;
}

function toUrl(origin: string, call: HttpCall): URL {
  const url = new URL(origin + call.path);
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

/** Where a redirect leads, if it may be followed: only inside the origin, so that the key stays there. */
function redirectTarget(response: TransportResponse, call: HttpCall, from: URL): URL | undefined {
  const { location } = response.headers;
  if (location === undefined) return undefined;
  const keepsMethod = response.status === 307 || response.status === 308;
  const isRedirect =
    keepsMethod || (call.method === "GET" && [301, 302, 303].includes(response.status));
  if (!isRedirect || !URL.canParse(location, from.href)) return undefined;
  const target = new URL(location, from);
  const stays = target.origin === from.origin;
  return stays || (call.allowCrossOriginRedirect && isAsSafe(target, from.origin))
    ? target
    : undefined;
}

/** True for https, and for what is no less safe than the account's own origin. */
function isAsSafe(url: URL, origin: string): boolean {
  return url.protocol === "https:" || url.origin === origin;
}
