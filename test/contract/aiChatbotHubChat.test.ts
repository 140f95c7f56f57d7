import { describe, expect, test } from "vitest";
import { HttpClient } from "../../src/core/http/client.ts";
import type { TransportRequest } from "../../src/core/http/transport.ts";
import type { ChatEvent } from "../../src/core/chatEvents.ts";
import { wholeAccount } from "../../src/core/resources.ts";
import { createClient } from "../../src/providers/aiChatbotHub/client.ts";
import { toSources } from "../../src/providers/aiChatbotHub/messages.ts";
import { collect, inPieces } from "../helpers/bytes.ts";
import { openChat } from "../helpers/openChat.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../helpers/fakes.ts";
import { noSignal } from "./openProvider.ts";

const turn = { uuid: "u2", query: "why?", finish_reason: "stop", cite_data_json: "{}" };

/** A client whose service answers each request with these pieces, under this content type. */
function answering(
  answer: (request: TransportRequest) => readonly string[],
  type = "text/plain; charset=utf-8",
) {
  const requests: TransportRequest[] = [];
  const clock = new FakeClock();
  const log = new MemoryLog();
  const http = new HttpClient({
    transport: {
      send: async (request) => {
        requests.push(request);
        const pieces = answer(request).map((piece) => new TextEncoder().encode(piece));
        return {
          status: 200,
          headers: { "content-type": type },
          body: inPieces(pieces),
        };
      },
    },
    origin: "https://hub.example",
    readKey: async () => "the-key",
    clock,
    log,
  });
  const client = createClient({ http, clock, log, notes: new MemoryNotes() });
  const calls = () =>
    requests.map(({ method, url, body }) =>
      `${method} ${url.pathname} ${typeof body === "string" ? body : ""}`.trim(),
    );
  const ask = async (text: string): Promise<readonly ChatEvent[]> => {
    const session = { chatbotId: "bot", sessionId: "s" };
    return collect(client.send({ session, text }, noSignal));
  };
  return { client, http, requests, calls, ask };
}

const textOf = (events: readonly ChatEvent[]): string =>
  events.map((event) => (event.type === "text-delta" ? event.text : "")).join("");
const isStream = ({ url }: TransportRequest): boolean => url.pathname.endsWith("/message/stream");

describe("the traps of AI Chatbot Hub's chat", () => {
  test("1: the stream is bare text, and nothing in it is a frame", async () => {
    const pieces = ["data: not a frame\n", "", "\n\n", "[DONE]\n", '{"a":1}', "\n  end  \n"];
    const { ask } = answering((request) => (isStream(request) ? pieces : ["[]"]));
    expect(textOf(await ask("why?"))).toBe(pieces.join(""));
  });

  test.each([
    ["an event stream", "text/event-stream", ["da", "ta: be\n\n", "data: cause\n", "\n"]],
    ["an event stream of JSON", "text/plain", ['data: {"delta":"be"}\n\ndata: {"delta":"cause"}']],
    ["a string in quotes", "text/plain", ['"bec', 'ause"']],
    ["a document", "application/json", ['{"response":"bec', 'ause"}']],
  ])("1: %s in the place of bare text shows nothing but its text", async (_name, type, pieces) => {
    const { ask, http } = answering(() => pieces, type);
    const events = await ask("why?");
    expect(textOf(events)).toBe("because");
    expect(events.at(-1)).toEqual({ type: "reply-end", outcome: "complete" });
    expect(http.tolerance.counts).toEqual({ leftOut: 0, reframed: 1 });
  });

  test("an error under status 200 is no answer", async () => {
    const { ask } = answering(() => ['{"error": "The bot is', ' overloaded."}']);
    await expect(ask("why?")).rejects.toMatchObject({
      kind: "server",
      serviceMessage: "The bot is overloaded.",
    });
  });

  test("an error under status 200 is no list, and keeps its words", async () => {
    const { client } = answering(() => ['{"error": "No such bot."}']);
    await expect(client.listChatbots(noSignal)).rejects.toMatchObject({
      kind: "rejected",
      serviceMessage: "No such bot.",
    });
  });

  test("2: the id of an answer comes from a second call, which finds it by question and newness", async () => {
    const records = [
      { ...turn, uuid: "u1", response: "old" },
      { ...turn, uuid: "u3", query: "another?", response: "of somebody else" },
      { ...turn, query: " why? ", response: "because" },
    ];
    let isAsked = false;
    const { client, calls } = answering((request) => {
      isAsked ||= isStream(request);
      return isStream(request)
        ? ["because"]
        : [JSON.stringify(isAsked ? records : records.slice(0, 1))];
    });
    const address = { chatbotId: "bot", sessionId: "s" };
    const { chat, idleAtLast } = await openChat({ connect: async () => client, address });
    chat.ask("why?");
    await idleAtLast();
    expect(chat.state.messages.slice(-2).map(({ recordId, text }) => [recordId, text])).toEqual([
      ["u2", " why? "],
      ["u2", "because"],
    ]);
    expect(calls()).toHaveLength(3);
  });

  test("3 and 25: a question goes to the stream, and is all that is sent", async () => {
    const { ask, calls } = answering((request) => (isStream(request) ? ["because"] : ["[]"]));
    await ask("why?");
    expect(calls()[0]).toBe('POST /api/v1/session/s/message/stream {"query":"why?"}');
  });

  test("4: a chatbot is made under the path that works, not the printed one", async () => {
    const { client, calls } = answering(() => ['{"uuid":"b","name":"New","meta":{}}']);
    const kind = client.resources.find(({ id }) => id === "chatbots");
    await kind?.creations?.[0]?.create({ chatbotId: wholeAccount }, { name: "New" }, noSignal);
    expect(calls()).toEqual(['POST /api/v1/chatbot/create {"name":"New"}']);
  });

  test.each([
    ["url", "https://docs.example/a", "https://docs.example/a"],
    ["link", "https://docs.example/a", "https://docs.example/a"],
    ["upload", "guide.pdf", undefined],
    ["file", "guide.pdf", undefined],
  ])("12: a citation of type %s is read", (type, file_name, url) => {
    const cite_data_json = { "1.1": { title: "Guide", type, file_name } };
    const [source] = toSources({ ...turn, cite_data_json });
    expect(source?.title).toBe("Guide");
    expect(source?.url).toBe(url);
  });

  test("17: the messages to delete stand in the body", async () => {
    const { client, calls } = answering(() => ['{"success":true}']);
    await client.deleteMessages?.({ chatbotId: "bot", sessionId: "s" }, ["a", "b"], noSignal);
    expect(calls()).toEqual(['POST /api/v1/messages/delete {"uuids":["a","b"]}']);
  });

  test("18: ids are any text, and are encoded", async () => {
    const { client, calls } = answering(() => ["[]"]);
    await client.listSessions("0a1b2c3d4e5f60718293a4b5c6d7e8f9", noSignal);
    await client.listSessions("../session/x y", noSignal);
    expect(calls()).toEqual([
      "GET /api/v1/chatbot/0a1b2c3d4e5f60718293a4b5c6d7e8f9/sessions",
      "GET /api/v1/chatbot/..%2Fsession%2Fx%20y/sessions",
    ]);
  });

  test("21: every call brings the key", async () => {
    const { client, requests, ask } = answering((request) =>
      isStream(request)
        ? ["because"]
        : [request.url.pathname.endsWith("s") ? "[]" : '{"uuid":"s"}'],
    );
    await ask("why?");
    await client.listChatbots(noSignal);
    const keys = requests.map(({ headers }) => headers["authorization"]);
    expect(new Set(keys)).toEqual(new Set(["Bearer the-key"]));
  });

  test("24: a list of ten thousand sessions comes in one body", async () => {
    const sessions = Array.from({ length: 10_000 }, (_, index) => ({ uuid: `s${index}` }));
    const { client, calls } = answering(() => [JSON.stringify(sessions)]);
    expect(await client.listSessions("bot", noSignal)).toHaveLength(10_000);
    expect(calls()).toHaveLength(1);
  });
});
