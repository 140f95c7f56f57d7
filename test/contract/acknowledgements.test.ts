import { describe, expect, test } from "vitest";
import { HttpClient } from "../../src/core/http/client.ts";
import type { TransportResponse } from "../../src/core/http/transport.ts";
import type { ProviderDescriptor } from "../../src/core/provider.ts";
import { services } from "../helpers/services.ts";
import { inPieces } from "../helpers/bytes.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../helpers/fakes.ts";
import { noSignal } from "./openProvider.ts";

type Answer = Partial<Omit<TransportResponse, "body">> & { readonly text: string };

/** Deletes something of every kind that can be deleted at a service which answers everything like this. */
async function deleteEach(descriptor: ProviderDescriptor, { text, ...rest }: Answer) {
  const http = new HttpClient({
    transport: {
      send: async () => ({
        status: 200,
        headers: {},
        ...rest,
        body: inPieces([new TextEncoder().encode(text)]),
      }),
    },
    origin: "https://service.example",
    readKey: async () => "key",
    clock: new FakeClock(),
    log: new MemoryLog(),
  });
  const { createClient } = await descriptor.loadClient();
  const clock = new FakeClock();
  const { resources } = createClient({
    http,
    clock,
    log: new MemoryLog(),
    notes: new MemoryNotes(),
  });
  const kinds = resources.filter((kind) => kind.remove !== undefined);
  expect(kinds.length).toBeGreaterThan(0);
  return Promise.all(
    kinds.map(async (kind) => ({
      id: kind.id,
      error: await kind.remove?.({ chatbotId: "bot" }, ["x"], noSignal).then(
        () => undefined,
        (thrown: unknown) => thrown,
      ),
    })),
  );
}

const html = { "content-type": "text/html; charset=utf-8" };
const page = "<!DOCTYPE html>\n<html><title>Sign in to the hotel's network</title></html>";

const successes: readonly (readonly [string, Answer])[] = [
  ["nothing", { text: "" }],
  ["white space", { text: "\r\n" }],
  ["nothing under 204", { status: 204, text: "" }],
  ["nothing that calls itself a page", { headers: html, text: "" }],
  ...[
    "{}",
    "null",
    "true",
    "[]",
    '{"success":true}',
    '{"success":1}',
    '{"success":"true"}',
    '{"id":"x"}',
    '{"success":true,"data":null,"message":"Done."}',
    '{"error":null}',
  ].map((text) => [text, { text }] as const),
  ["JSON that calls itself a page", { headers: html, text: '{"success":true}' }],
  ["plain words", { text: "OK" }],
];

const failures: readonly (readonly [string, string, Answer])[] = [
  ["a web page", "bad-reply", { headers: html, text: page }],
  ["a web page under 201", "bad-reply", { status: 201, headers: html, text: page }],
  ["a web page that does not say so", "bad-reply", { text: `\uFEFF\n ${page}` }],
  ["a page that starts with a remark", "bad-reply", { text: "<!-- portal --><html></html>" }],
  ["a page that only its type tells", "bad-reply", { headers: html, text: "<p>Sign in</p>" }],
  ["words that call themselves a page", "bad-reply", { headers: html, text: "Sign in" }],
  ["broken JSON", "bad-reply", { text: '{"success":tr' }],
  ...['{"ok":false}', '{"success":false}', '{"success":"false"}', '{"success":0}', "false"].map(
    (text) => [text, "rejected", { text }] as const,
  ),
  ['{"error":"No."}', "rejected", { text: '{"error":"No."}' }],
  ['{"error":{…}}', "rejected", { text: '{"error":{"message":"No."}}' }],
];

describe.each(services)("$name: a delete that is answered with", (descriptor) => {
  test.each(successes)("%s is done", async (_name, answer) => {
    for (const { id, error } of await deleteEach(descriptor, answer))
      expect(error, id).toBeUndefined();
  });

  test.each(failures)("%s has failed", async (_name, kind, answer) => {
    for (const { id, error } of await deleteEach(descriptor, answer))
      expect(error, id).toMatchObject({ name: "ChatError", kind });
  });

  test("a refusal tells the service's own words", async () => {
    const text = '{"success":false,"message":"It is in use."}';
    for (const { id, error } of await deleteEach(descriptor, { text }))
      expect(error, id).toMatchObject({ serviceMessage: "It is in use." });
  });
});
