import { HttpClient } from "../../src/core/http/client.ts";
import type { TransportRequest } from "../../src/core/http/transport.ts";
import type { ResourceKind } from "../../src/core/resources.ts";
import { createClient as createOldClient } from "../../src/providers/siteGpt/client.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../helpers/fakes.ts";

/** What a test lets the service answer: a payload in an envelope, or a whole body with its status. */
export type Answer =
  | { readonly data: unknown }
  | { readonly status?: number; readonly body: unknown };

/** A client of a service that answers as a test says, and what was asked of it as `METHOD path?query body`. */
export function answering(answer: (call: string) => Answer, createClient = createOldClient) {
  const calls: string[] = [];
  const requests: TransportRequest[] = [];
  const log = new MemoryLog();
  const clock = new FakeClock();
  const http = new HttpClient({
    transport: {
      send: async (request) => {
        const { method, url, body } = request;
        const json = typeof body === "string" ? body : "";
        const call = `${method} ${url.pathname}${url.search} ${json}`.trim();
        calls.push(call);
        requests.push(request);
        const given = answer(call);
        const success =
          createClient === createOldClient ? { success: true, message: "" } : { ok: true };
        const whole = "data" in given ? { ...success, ...given } : given.body;
        const status = "data" in given ? 200 : (given.status ?? 200);
        return { status, headers: {}, body: bytesOf(JSON.stringify(whole)) };
      },
    },
    origin: "https://sitegpt.example",
    readKey: async () => "key",
    clock,
    log,
  });
  const provider = createClient({ http, clock, log, notes: new MemoryNotes() });
  const kind = (id: string): ResourceKind => {
    const found = provider.resources.find((one) => one.id === id);
    if (!found) throw new Error(`no kind ${id}`);
    return found;
  };
  return { provider, kind, calls, requests, log, clock };
}

/** A refusal in the service's envelope. */
export function refusing(status: number, code: string, details: unknown = null): Answer {
  const error = { code, message: "No.", details };
  return { status, body: { success: false, message: "No.", data: null, error } };
}

async function* bytesOf(text: string) {
  yield new TextEncoder().encode(text);
}
