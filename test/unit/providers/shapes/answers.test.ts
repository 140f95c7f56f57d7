import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HttpClient } from "../../../../src/core/http/client.ts";
import { aiChatbotHub } from "../../../../src/providers/aiChatbotHub/index.ts";
import { crbnAi } from "../../../../src/providers/crbnAi/index.ts";
import { collect, cutAt, inPieces } from "../../../helpers/bytes.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../../../helpers/fakes.ts";

const readAnswer = (name: string): string =>
  readFileSync(join("test/fixtures/answers", name), "utf8").replace(/^\uFEFF/, "");

/** The objects of a recorded answer, which stand back to back or on lines. */
const objectsOf = (recorded: string): readonly string[] =>
  recorded.match(/\{(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})*\}/g) ?? [];

const events = (pieces: readonly string[]): string =>
  pieces.map((piece) => `data: ${piece}\n\n`).join("");

/** What a service shows that answers with this, cut into pieces of seven bytes. */
async function shown(descriptor: typeof crbnAi, text: string, type: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const cuts = [...bytes.keys()].filter((place) => place % 7 === 0);
  const clock = new FakeClock();
  const log = new MemoryLog();
  const http = new HttpClient({
    transport: {
      send: async () => ({
        status: 200,
        headers: { "content-type": type },
        body: inPieces(cutAt(bytes, cuts)),
      }),
    },
    origin: "https://service.example",
    readKey: async () => "key",
    clock,
    log,
  });
  const { createClient } = await descriptor.loadClient();
  const provider = createClient({ http, clock, log, notes: new MemoryNotes() });
  const request = { session: { chatbotId: "bot", sessionId: "s" }, text: "Why?" };
  const all = await collect(provider.send(request, new AbortController().signal));
  const end = all.at(-1);
  const deltas = all.map((event) => (event.type === "text-delta" ? event.text : "")).join("");
  return end?.type === "reply-end" && end.text !== undefined ? end.text : deltas;
}

describe("a recorded answer is the same in any framing", () => {
  const text = readAnswer("ai-chatbot-hub.txt").replaceAll("\r\n", "\n");
  const lines = text.split(/(?<=\n)/).map((line) => JSON.stringify(line));
  test.each([
    ["bare", text, "text/plain"],
    ["in quotes", JSON.stringify(text), "text/plain"],
    ["as a document", JSON.stringify({ response: text }), "application/json"],
    ["as events of quoted lines", events(lines), "text/plain"],
    ["as one event", events([text.replaceAll("\n", "\ndata: ")]), "text/event-stream"],
    ["as objects", lines.map((line) => `{"delta":${line}}`).join("\n"), "text/plain"],
  ])("of AI Chatbot Hub: %s", async (_name, body, type) => {
    expect(await shown(aiChatbotHub, body, type)).toBe(text);
  });

  test.each(["crbnai-plain-chat.txt", "crbnai-knowledge-bot.txt"])(
    "of CRBNai: %s",
    async (name) => {
      const recorded = readAnswer(name);
      const objects = objectsOf(recorded);
      const asRecorded = await shown(crbnAi, recorded, "text/plain");
      expect(asRecorded.length).toBeGreaterThan(50);
      for (const body of [objects.join(""), `[${objects.join()}]`, events(objects)])
        for (const type of ["application/json", "text/plain", "text/event-stream"])
          expect(await shown(crbnAi, body, type)).toBe(asRecorded);
    },
  );
});
