import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { deliveryOf } from "./delivery.ts";
import { faultEffects } from "./faultEffects.ts";
import { type FaultRule, createFaultRules } from "./faultRules.ts";
import { createTypedFaults } from "./typedFault.ts";
import { headersOf, readBody, refusePlainly } from "./incoming.ts";
import { type Mount, type SimulatorService, createMount, mountFor } from "./mount.ts";
import { type LoggedRequest, type OpenEntry, createRequestLog } from "./requestLog.ts";
import { type Wait, send, waitByClock } from "./send.ts";

/** How to start a simulator. */
export interface SimulatorOptions {
  readonly services: readonly SimulatorService[];
  /** A free port by default. */
  readonly port?: number;
  /** Milliseconds between two pieces of a streamed answer, 25 by default; tests take 0. */
  readonly pace?: number;
  /** API keys by provider id; a service without one gets a random key. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970 UTC. */
  readonly now?: () => number;
  /** Questions of one more past conversation with each service's first bot, to try a long session; none by default. */
  readonly longSession?: number;
  /** No page of a list has more items than this, whatever is asked for; as the service says by default. */
  readonly mostPerPage?: number;
  /** How it waits between pieces; by the clock unless a test hands in something else. */
  readonly wait?: Wait;
}

/** A running simulator. */
export interface Simulator {
  /** E.g. `http://127.0.0.1:40123`, the same for all services. */
  readonly origin: string;
  /** API keys by provider id. */
  readonly keys: Readonly<Record<string, string>>;
  /** The latest requests, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** Resolves with the first request that matches, past or future. */
  waitForRequest(matches: (request: LoggedRequest) => boolean): Promise<LoggedRequest>;
  /** Lets the requests that a rule describes go wrong; the returned function ends the rule. */
  setFault(rule: FaultRule): () => void;
  clearFaults(): void;
  /** Ends all connections at once and frees the port. */
  stop(): Promise<void>;
}

/** Starts the simulator on 127.0.0.1, and on no other address. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { services, port = 0, pace = 25, keys = {}, now = Date.now, wait = waitByClock } = options;
  const mounts = services.map((service) => createMount(service, now, keys[service.id], options));
  const log = createRequestLog();
  const rules = createFaultRules();
  const typedFault = createTypedFaults();
  const stopping = new AbortController();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A page in a browser can make a name of its own point here; it cannot fake the header.
    if (!allowedHosts.has(request.headers.host ?? "")) {
      refusePlainly(response, 403, "This simulator answers to 127.0.0.1 and localhost only.");
      return;
    }
    const body = await readBody(request);
    if (!body) {
      refusePlainly(response, 413, "The request is too large for the simulator.");
      return;
    }
    const method = request.method ?? "GET";
    const url = new URL(request.url ?? "/", origin);
    const call = {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers: headersOf(request),
    };
    const mount = mountFor(mounts, call.headers, method, call.path);
    const match = mount?.find(method, call.path);
    const entry = log.add({
      ...call,
      service: mount?.id,
      body: body.toString("utf8"),
      asks: match?.kind === "found" && match.route.asks === true,
    });
    const closed = watch(response, entry);
    if (!mount) {
      refusePlainly(response, 404, "No simulated service has this path.");
      return;
    }
    const isAdmitted = mount.admits(call.headers, method, call.path);
    const fault = isAdmitted ? (rules.take(entry.logged) ?? typedFault(entry.logged)) : undefined;
    if (fault) {
      entry.noteFault(fault);
    }
    const effect = fault ? faultEffects[fault] : {};
    const answer = isAdmitted
      ? (effect.replace?.(mount.refuse) ?? mount.answer({ ...call, body }, effect))
      : mount.refuse(401);
    const delivery = deliveryOf(answer);
    const altered = effect.alter?.(delivery, answer.format) ?? delivery;
    await send(altered, response, pace, wait, closed);
    if (altered.ending === "cut") {
      entry.end("cut");
      response.destroy();
    }
  }

  /** Notes in the log how the response ends; the signal is aborted when nobody listens any more. */
  function watch(response: ServerResponse, entry: OpenEntry): AbortSignal {
    const closed = new AbortController();
    response.once("close", () => {
      closed.abort();
      if (response.writableFinished) {
        entry.end("answered");
      } else {
        entry.end(stopping.signal.aborted ? "stopped" : "closed-by-client");
      }
    });
    return closed.signal;
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) {
        response.destroy();
      } else {
        // A fault of the simulator itself: say so to the one who can see it.
        refusePlainly(response, 500, `The simulator failed: ${String(error)}`);
      }
    });
  });
  server.listen({ port, host: "127.0.0.1" });
  await once(server, "listening");
  const actualPort = (server.address() as AddressInfo).port;
  const origin = `http://127.0.0.1:${String(actualPort)}`;
  const allowedHosts = new Set(
    ["127.0.0.1", "localhost"].map((host) => `${host}:${String(actualPort)}`),
  );

  return {
    origin,
    keys: Object.fromEntries(mounts.map((mount: Mount) => [mount.id, mount.key])),
    requests: log.requests,
    waitForRequest: log.waitFor,
    setFault: rules.set,
    clearFaults: rules.clear,
    stop: async () => {
      stopping.abort();
      const end = once(server, "close");
      server.close();
      server.closeAllConnections();
      await end;
    },
  };
}
