import { HttpClient } from "../../src/core/http/client.ts";
import type { ChatProvider } from "../../src/core/provider.ts";
import type { ChatEvent } from "../../src/core/chatEvents.ts";
import type { ActionResult, ResourceKind, ResourceValue } from "../../src/core/resources.ts";
import { createClient } from "../../src/providers/crbnAi/client.ts";
import { collect } from "../helpers/bytes.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../helpers/fakes.ts";
import { noSignal } from "./openProvider.ts";

/** An answer of a service that a test plays itself. */
export interface PlayedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** As they arrive. */
  readonly pieces: readonly (string | Uint8Array)[];
}

/** A client of CRBNai, and what it has asked. */
export interface Played {
  readonly provider: ChatProvider;
  /** Method, address without the origin, and body. */
  readonly calls: readonly string[];
  readonly kind: (id: string) => ResourceKind;
  readonly notes: MemoryNotes;
}

const origin = "https://crbn.example";

/** Plays the service. @param answer for a call such as `GET /api/chats`; undefined becomes a 404 */
export function play(answer: (call: string) => PlayedAnswer | undefined): Played {
  const calls: string[] = [];
  const http = new HttpClient({
    transport: {
      send: async ({ method, url, body = "" }) => {
        const address = url.origin === origin ? url.pathname + url.search : url.href;
        calls.push(`${method} ${address} ${typeof body === "string" ? body : body.type}`.trim());
        const {
          status = 200,
          headers = {},
          pieces,
        } = answer(`${method} ${address}`) ?? {
          status: 404,
          pieces: [],
        };
        return { status, headers, body: arriving(pieces) };
      },
    },
    origin,
    readKey: async () => "key",
    clock: new FakeClock(),
    log: new MemoryLog(),
  });
  const clock = new FakeClock();
  const notes = new MemoryNotes();
  const provider = createClient({ http, clock, log: new MemoryLog(), notes });
  const kind = (id: string): ResourceKind => {
    const found = provider.resources.find((one) => one.id === id);
    if (!found) throw new Error(`no kind ${id}`);
    return found;
  };
  return { provider, calls, kind, notes };
}

/** A whole JSON answer. @param type the content type it claims to have */
export function json(value: unknown, type = "application/json"): PlayedAnswer {
  return { headers: { "content-type": type }, pieces: [JSON.stringify(value)] };
}

/** The chat of the tests with a knowledge bot. */
export const session = { chatbotId: "kb_1", sessionId: "kbc_1" };

/** Asks in a chat whose answer arrives in these pieces. */
export async function listen(
  pieces: PlayedAnswer["pieces"],
  headers: PlayedAnswer["headers"] = {},
): Promise<readonly ChatEvent[]> {
  const { provider } = play(() => ({ headers, pieces }));
  return collect(provider.send({ session, text: "Why?" }, noSignal));
}

/** The text that the events of an answer show. */
export function textOf(events: readonly ChatEvent[]): string {
  return events.map((event) => (event.type === "text-delta" ? event.text : "")).join("");
}

/** Runs an action of a kind. */
export async function act(
  kind: ResourceKind,
  actionId: string,
  id: string,
  value: ResourceValue = {},
): Promise<ActionResult> {
  const action = kind.actions?.find((one) => one.id === actionId);
  if (!action) throw new Error(`no action ${actionId}`);
  return action.run({ chatbotId: session.chatbotId, id }, { value }, noSignal);
}

async function* arriving(pieces: PlayedAnswer["pieces"]) {
  for (const piece of pieces) {
    yield typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
  }
}
