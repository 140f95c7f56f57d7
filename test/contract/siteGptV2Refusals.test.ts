import { describe, expect, test } from "vitest";
import { HttpClient } from "../../src/core/http/client.ts";
import type { TransportRequest } from "../../src/core/http/transport.ts";
import { createClient } from "../../src/providers/siteGpt/v2/client.ts";
import { collect, inPieces } from "../helpers/bytes.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../helpers/fakes.ts";
import { noSignal } from "./openProvider.ts";
import { answering, message, refusing } from "./siteGptV2Answers.ts";

const chatbotId = "365062873485935184";
const session = { chatbotId, sessionId: "t" };
const scope = { chatbotId };

/** A client of a service that answers every request in the same raw way. */
function raw(status: number, text: string, headers: Readonly<Record<string, string>> = {}) {
  const requests: TransportRequest[] = [];
  const clock = new FakeClock();
  const log = new MemoryLog();
  const http = new HttpClient({
    transport: {
      send: async (request) => {
        requests.push(request);
        return { status, headers, body: inPieces([new TextEncoder().encode(text)]) };
      },
    },
    origin: "https://sitegpt.example",
    readKey: async () => "sgpt_very_secret",
    clock,
    log,
  });
  return {
    provider: createClient({ http, clock, log, notes: new MemoryNotes() }),
    requests,
    clock,
  };
}

describe("refusals of SiteGPT v2 (1.6, deviation 10)", () => {
  test.each([
    [401, "TOKEN_NOT_VALID", "bad-key"],
    [400, "AUTHORIZATION_HEADER_REQUIRED", "bad-key"],
    [403, "TOKEN_SCOPE_NOT_ALLOWED", "forbidden"],
    [403, "ANALYTICS_LOCKED", "forbidden"],
    [404, "CHATBOT_NOT_FOUND", "not-found"],
    [400, "DOCUMENT_NOT_FOUND", "not-found"],
    [400, "VALIDATION_FAILED", "rejected"],
    [403, "MESSAGES_LIMIT_REACHED", "out-of-quota"],
    [429, "PAGES_LIMIT_REACHED", "out-of-quota"],
    [409, "SOMETHING_NEW", "rejected"],
    [500, "SERVER_ERROR", "server"],
  ])("%i %s is %s", async (status, code, kind) => {
    const { provider } = answering(() => refusing(status, code));
    await expect(provider.listChatbots(noSignal)).rejects.toMatchObject({ kind, code });
  });

  test("a limit of the plan is not asked again, whatever its status", async () => {
    const { provider, calls } = answering(() => refusing(429, "MESSAGES_LIMIT_REACHED"));
    await expect(
      collect(provider.send({ session, text: "Hello?" }, noSignal)),
    ).rejects.toMatchObject({ kind: "out-of-quota" });
    expect(calls).toHaveLength(1);
  });

  test.each([
    ["read", "chatbots:read", async ({ provider }: Answering) => provider.listChatbots(noSignal)],
    [
      "ask",
      "conversations:write",
      async ({ provider }: Answering) => collect(provider.send({ session, text: "?" }, noSignal)),
    ],
    [
      "delete",
      "conversations:delete",
      async ({ provider }: Answering) => provider.deleteSession?.(session, noSignal),
    ],
    [
      "upload",
      "knowledge:write",
      async ({ kind }: Answering) =>
        kind("sitegpt-v2-documents").addUrls?.(scope, ["https://a.example"], noSignal),
    ],
    [
      "forget",
      "knowledge:delete",
      async ({ kind }: Answering) =>
        kind("sitegpt-v2-documents").remove?.(scope, ["a", "b"], noSignal),
    ],
    [
      "drop leads",
      "leads:delete",
      async ({ kind }: Answering) => kind("sitegpt-v2-leads").remove?.(scope, ["a", "b"], noSignal),
    ],
    [
      "revoke",
      "tokens:write",
      async ({ kind }: Answering) => kind("sitegpt-v2-tokens").remove?.(scope, ["a"], noSignal),
    ],
  ])("a key that may not %s is told that it lacks %s", async (_what, name, run) => {
    const open = answering(() => refusing(403, "TOKEN_SCOPE_NOT_ALLOWED", { hint: "Ask Ana." }));
    await expect(run(open)).rejects.toMatchObject({
      kind: "forbidden",
      serviceMessage: `No. Ask Ana. (${name})`,
    });
  });

  test("a scope that the service names is not said twice", async () => {
    const hint = "Create a token with chatbots:read.";
    const { provider } = answering(() => refusing(403, "TOKEN_SCOPE_NOT_ALLOWED", { hint }));
    await expect(provider.listChatbots(noSignal)).rejects.toMatchObject({
      serviceMessage: `No. ${hint}`,
    });
  });

  test.each([
    ["nothing", {}, "No."],
    ["a text", { details: "urls" }, "No."],
    ["texts", { details: ["urls[0] is not a URL"] }, "No. urls[0] is not a URL"],
    ["an object", { details: { chatbotId: "1" } }, "No. 1"],
    ["advice", { hint: "Try later." }, "No. Try later."],
  ])("details that are %s are read (trap 16, deviation 2)", async (_case, more, words) => {
    const { provider } = answering(() => refusing(400, "VALIDATION_FAILED", more));
    await expect(provider.listChatbots(noSignal)).rejects.toMatchObject({ serviceMessage: words });
  });

  test("a refusal under a success, and one of the older API, are refusals (deviation 22)", async () => {
    const body = { ok: false, error: { code: "TOKEN_NOT_VALID", message: "No." } };
    await expect(answering(() => ({ body })).provider.listChatbots(noSignal)).rejects.toMatchObject(
      { kind: "bad-key" },
    );
    const error = { code: "API_KEY_NOT_VALID", message: "No.", details: null };
    const old = answering(() => ({ status: 400, body: { success: false, data: null, error } }));
    await expect(old.provider.listChatbots(noSignal)).rejects.toMatchObject({ kind: "bad-key" });
  });
});

describe("answers of SiteGPT v2 that are odd (deviations 1, 18, 19 and 24)", () => {
  test.each([
    ["without meta", { ok: true }],
    ["with an id at the top", { ok: true, requestId: "req_1" }],
    ["with a warning", { ok: true, meta: { requestId: "req_1" }, warnings: ["Less."] }],
  ])("a success %s is one", async (_case, more) => {
    const body = { ...more, data: { chatbots: [{ id: "1", title: "One" }] } };
    const { provider } = answering(() => ({ body }));
    expect(await provider.listChatbots(noSignal)).toMatchObject([{ id: "1", name: "One" }]);
  });

  test("a chatbot is called by its title, else by its name", async () => {
    const { provider } = answering(() => ({
      data: { chatbots: [{ id: "1", name: "One" }, { id: "2" }] },
    }));
    const names = (await provider.listChatbots(noSignal)).map(({ name }) => name);
    expect(names).toEqual(["One", "2"]);
  });

  test("a web page under 502 and text under 200 are failures, nothing under 204 is a yes", async () => {
    const page = raw(502, "<html>Bad gateway</html>", { "content-type": "text/html" });
    await expect(page.provider.listChatbots(noSignal)).rejects.toMatchObject({ kind: "server" });
    await expect(raw(200, "fine").provider.listChatbots(noSignal)).rejects.toMatchObject({
      kind: "bad-reply",
    });
    await expect(raw(204, "").provider.deleteSession?.(session, noSignal)).resolves.toBeUndefined();
  });

  test("the key does not follow a redirect to another origin", async () => {
    const { provider, requests } = raw(302, "", { location: "https://elsewhere.example/" });
    await expect(provider.listChatbots(noSignal)).rejects.toMatchObject({ name: "ChatError" });
    expect(requests.map(({ url }) => url.origin)).toEqual(["https://sitegpt.example"]);
  });

  test("creating under 201 is creating", async () => {
    const data = { chatbot: { id: "7", title: "New" } };
    const { kind } = answering(() => ({ status: 201, body: { ok: true, data } }));
    const [way] = kind("sitegpt-v2-chatbots").creations ?? [];
    expect(await way?.create(scope, { title: "New" }, noSignal)).toEqual({ id: "7", title: "New" });
  });

  test("429 and 500 are asked again where that is safe (deviation 17)", async () => {
    let count = 0;
    const busy = answering(() =>
      (count += 1) < 3 ? refusing(429, "RATE_LIMIT") : { data: { conversations: [] } },
    );
    expect(await busy.provider.listSessions(chatbotId, noSignal)).toEqual([]);
    const down = answering(() => refusing(500, "SERVER_ERROR"));
    await expect(
      collect(down.provider.send({ session, text: "Hello?" }, noSignal)),
    ).rejects.toMatchObject({ kind: "server" });
    expect(down.calls).toHaveLength(1);
    const well = answering(() => ({ data: { message } }));
    expect(await collect(well.provider.send({ session, text: "Hello?" }, noSignal))).toHaveLength(
      3,
    );
  });
});

type Answering = ReturnType<typeof answering>;
