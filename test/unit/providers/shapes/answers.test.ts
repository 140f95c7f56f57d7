import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HttpClient } from "../../../../src/core/http/client.ts";
import { aiChatbotHub } from "../../../../src/providers/aiChatbotHub/index.ts";
import type { ChatEvent } from "../../../../src/core/chatEvents.ts";
import { editionsOf } from "../../../../src/core/editions.ts";
import type { ProviderDescriptor } from "../../../../src/core/provider.ts";
import { siteGpt } from "../../../../src/providers/siteGpt/index.ts";
import { crbnAi } from "../../../../src/providers/crbnAi/index.ts";
import { cutAt, inPieces } from "../../../helpers/bytes.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../../../helpers/fakes.ts";
import { everyChange } from "./mutations.ts";
import { siteGptV2 } from "./siteGptV2Examples.ts";

const readAnswer = (name: string): string =>
  readFileSync(join("test/fixtures/answers", name), "utf8").replace(/^\uFEFF/, "");

/** The objects of a recorded answer, which stand back to back or on lines. */
const objectsOf = (recorded: string): readonly string[] =>
  recorded.match(/\{(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})*\}/g) ?? [];

const toEvents = (pieces: readonly string[]): string =>
  pieces.map((piece) => `data: ${piece}\n\n`).join("");

/** A client of a service that gives one answer to everything, cut into pieces of seven bytes. */
async function clientOf(descriptor: ProviderDescriptor, text: string, type: string) {
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
  return createClient({ http, clock, log, notes: new MemoryNotes() });
}

/** What is to be seen of an answer, with why there is no more of it. */
async function follow(events: AsyncIterable<ChatEvent>) {
  const all: ChatEvent[] = [];
  let error: unknown;
  try {
    for await (const event of events) all.push(event);
  } catch (thrown) {
    error = thrown;
  }
  const end = all.at(-1);
  const deltas = all.map((event) => (event.type === "text-delta" ? event.text : "")).join("");
  const text = end?.type === "reply-end" && end.text !== undefined ? end.text : deltas;
  return { text, error, events: all };
}

const request = { session: { chatbotId: "bot", sessionId: "s" }, text: "Why?" };

async function ask(descriptor: ProviderDescriptor, text: string, type: string) {
  const provider = await clientOf(descriptor, text, type);
  return follow(provider.send(request, new AbortController().signal));
}

/** What a service shows that answers with this. */
async function shown(descriptor: ProviderDescriptor, text: string, type: string): Promise<string> {
  const { text: all, error } = await ask(descriptor, text, type);
  if (error !== undefined) throw error;
  return all;
}

describe("a recorded answer is the same in any framing", () => {
  const text = readAnswer("ai-chatbot-hub.txt").replaceAll("\r\n", "\n");
  const lines = text.split(/(?<=\n)/).map((line) => JSON.stringify(line));
  test.each([
    ["bare", text, "text/plain"],
    ["in quotes", JSON.stringify(text), "text/plain"],
    ["as a document", JSON.stringify({ response: text }), "application/json"],
    ["as events of quoted lines", toEvents(lines), "text/plain"],
    ["as one event", toEvents([text.replaceAll("\n", "\ndata: ")]), "text/event-stream"],
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
      for (const body of [objects.join(""), `[${objects.join()}]`, toEvents(objects)])
        for (const type of ["application/json", "text/plain", "text/event-stream"])
          expect(await shown(crbnAi, body, type)).toBe(asRecorded);
    },
  );
});

describe.each(editionsOf(siteGpt))("an answer of SiteGPT ($id)", (descriptor) => {
  const said = 'Returns take **30 days**, says "the shop".\n\nAsk again – any time.';
  const message = {
    messageId: "376290410396385873",
    messageType: "NORMAL_MESSAGE",
    question: { text: "Why?", timestamp: "2026-08-12T09:00:00.000Z" },
    answer: { text: said, timestamp: "2026-08-12T09:00:04.000Z" },
    reaction: "NEUTRAL",
    sources: ["https://a.example"],
  };
  const data = { conversation: { threadId: "t-1", mode: "AI" }, message };
  const document = JSON.stringify({ ok: true, success: true, message: "Sent.", data });
  const lines = said.split(/(?<=\n)/).map((line) => JSON.stringify(line));
  const deltas = lines.map((line) => `{"type":"delta","delta":${line}}`);

  test.each([
    ["as documented", document],
    ["as a list", `[${document}]`],
    ["twice", document + document],
    ["as one event", toEvents([document])],
    ["in quotes as a whole", JSON.stringify(document)],
    ["as bare text", said],
    ["in quotes", JSON.stringify(said)],
    ["as events of quoted lines", toEvents(lines)],
    ["as pieces", deltas.join("\n")],
    ["as pieces, and the document behind them", [...deltas, document].join("\n")],
    ["as the text of the envelope", JSON.stringify({ ok: true, data: said })],
    ["as another member", JSON.stringify({ success: true, message: "Sent.", answer: said })],
    ["as its own payload", JSON.stringify({ ok: true, data: { response: said } })],
    ["as the content of the message", JSON.stringify({ data: { message: { content: said } } })],
  ])("is the same %s", async (_form, body) => {
    for (const type of ["application/json", "text/plain", "text/event-stream"])
      expect(await shown(descriptor, body, type)).toBe(said);
  });

  test("is kept, whatever comes behind it", async () => {
    const refusal = JSON.stringify({ ok: false, success: false, error: { code: "LATE" } });
    for (const rest of ["<html>", "]", '{"ok":', refusal, ',,"']) {
      const { text, error } = await ask(descriptor, document + rest, "application/json");
      expect([text, error instanceof Error]).toEqual([said, true]);
    }
  });

  test("is shown, or it is said why not, where a member is dropped, of another type, respelt or wrapped", async () => {
    for (const changed of everyChange(data)) {
      const body = JSON.stringify({ ok: true, success: true, data: changed });
      const { text, error } = await ask(descriptor, body, "application/json");
      const isThere = body.includes(JSON.stringify(said));
      if (isThere && error === undefined) expect(text, body).toBe(said);
    }
  });
});

test("a first answer of SiteGPT v2 names its session as soon as it can", async () => {
  const data = { conversation: { threadId: "t-1" }, message: { answer: { text: "Hi!" } } };
  const body = `${toEvents(['"Hi"', '"!"'])}data: ${JSON.stringify({ ok: true, data })}\n\n`;
  const provider = await clientOf(siteGptV2, body, "text/event-stream");
  const first = { chatbotId: "bot", text: "Why?" };
  if (!provider.sendFirst) throw new Error("the first question makes no session");
  const { text, events: all } = await follow(
    provider.sendFirst(first, new AbortController().signal),
  );
  expect(text).toBe("Hi!");
  expect(all.map(({ type }) => type)).toEqual([
    "reply-start",
    "text-delta",
    "text-delta",
    "session-created",
    "reply-end",
  ]);
});
