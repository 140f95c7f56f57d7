import { describe, expect, test } from "vitest";
import { HttpClient } from "../../src/core/http/client.ts";
import type { ResourceKind } from "../../src/core/resources.ts";
import { aiChatbotHub } from "../../src/providers/aiChatbotHub/index.ts";
import { resourceKinds } from "../../src/providers/aiChatbotHub/resources/kinds.ts";
import { FakeClock, MemoryLog } from "../helpers/fakes.ts";
import { noSignal, openProvider } from "./openProvider.ts";

const scope = { chatbotId: "bot" };

/**
 * A kind whose service answers every call with this, and what was asked of it.
 * @param statusOf for a body that was sent
 */
function answering(id: string, answer: unknown, statusOf = (_body: string): number => 200) {
  const calls: string[] = [];
  const http = new HttpClient({
    transport: {
      send: async ({ method, url, body }) => {
        const json = typeof body === "string" ? body : "";
        calls.push(`${method} ${url.pathname} ${json}`.trim());
        return { status: statusOf(json), headers: {}, body: bytesOf(JSON.stringify(answer)) };
      },
    },
    origin: "https://hub.example",
    readKey: async () => "key",
    clock: new FakeClock(),
    log: new MemoryLog(),
  });
  const kind = resourceKinds.find((one) => one.id === id)?.connect({ http });
  if (!kind) throw new Error(`no kind ${id}`);
  return { kind, calls };
}

async function* bytesOf(text: string) {
  yield new TextEncoder().encode(text);
}

const agent = { uuid: "a", name: "One", type: "background", meta: {} };
const source = { uuid: "s", title: "One", type: "link", status: "success" };

test("a limit in the middle of several pages leaves it known which were added", async () => {
  const statusOf = (body: string): number => (body.includes("/b") ? 402 : 200);
  const { kind, calls } = answering(
    "data-sources",
    { ...source, message: "No credits." },
    statusOf,
  );
  const urls = ["https://site/a", "https://site/b", "https://site/c"];
  expect(await kind.addUrls?.(scope, urls, noSignal)).toEqual([
    { id: "https://site/a" },
    { id: "https://site/b", error: "No credits." },
    { id: "https://site/c", error: "No credits." },
  ]);
  expect(calls).toHaveLength(2);
});

test.each([
  ["numbers", [1, 2], ["1", "2"]],
  ["missing", undefined, undefined],
  ["something else", "1,2", undefined],
])(
  "data sources of a tag that are %s do not look like none, which saving would make true",
  async (_what, data_source_uuids, expected) => {
    const { kind } = answering("source-tags", [{ uuid: "t", name: "T", data_source_uuids }]);
    const value = await kind.read({ ...scope, id: "t" }, noSignal);
    expect(value["data_source_uuids"]).toEqual(expected);
  },
);

test("data sources of an agent may be numbers", async () => {
  const { kind } = answering("agents", [{ ...agent, data_source_uuids: [1, 2] }]);
  const value = await kind.read({ ...scope, id: "a" }, noSignal);
  expect(value["data_source_uuids"]).toEqual(["1", "2"]);
});

describe("the traps of AI Chatbot Hub", () => {
  test("5: show_citation is read as show_citations", async () => {
    const { kind } = answering("chatbot-settings", { uuid: "bot", meta: { show_citation: true } });
    const value = await kind.read({ ...scope, id: "bot" }, noSignal);
    expect(value["show_citations"]).toBe(true);
  });

  test("6: settings are nested when read and flat when sent", async () => {
    const { kind, calls } = answering("agents", [{ ...agent, meta: { model: "gpt-4o-8k" } }]);
    const before = await kind.read({ ...scope, id: "a" }, noSignal);
    expect(before).toEqual({ uuid: "a", name: "One", type: "background", model: "gpt-4o-8k" });
    const update = answering("agents", agent);
    const after = { ...before, model: "gpt-4o-16k" };
    await update.kind.update?.({ ...scope, id: "a" }, { before, after }, noSignal);
    expect(update.calls).toEqual(['POST /api/v1/agent/a/update {"model":"gpt-4o-16k"}']);
    expect(calls).toHaveLength(1);
  });

  test("7: deletes differ in their verbs", async () => {
    const calls: string[] = [];
    for (const id of ["agents", "source-tags", "data-sources"]) {
      const one = answering(id, { success: true });
      await one.kind.remove?.(scope, ["x"], noSignal);
      calls.push(...one.calls);
    }
    const several = answering("data-sources", { success: true });
    await several.kind.remove?.(scope, ["x", "y"], noSignal);
    expect([...calls, ...several.calls]).toEqual([
      "DELETE /api/v1/agent/x/delete",
      "DELETE /api/v1/source-tag/x/delete",
      "POST /api/v1/data-source/x/delete",
      'POST /api/v1/data-sources/delete {"uuids":["x","y"]}',
    ]);
  });

  test("7: a delete whose flag says no has failed", async () => {
    const { kind } = answering("agents", { success: false });
    await expect(kind.remove?.(scope, ["x"], noSignal)).rejects.toMatchObject({ kind: "rejected" });
  });

  test("8: stickness keeps its name, and a bias out of range is no error", async () => {
    const { kind } = answering("agents", [{ ...agent, meta: { stickness: 0.2, bias: -10 } }]);
    const value = await kind.read({ ...scope, id: "a" }, noSignal);
    expect(value).toMatchObject({ stickness: 0.2, bias: -10 });
  });

  test("8: bias and stickness can be given to a new agent, but not to a background one", async () => {
    const { kind, calls } = answering("agents", agent);
    const properties = (id: string) =>
      Object.keys(kind.creations?.find((way) => way.id === id)?.schema.properties ?? {});
    expect(properties("user-facing")).toEqual(["name", "bias", "stickness"]);
    expect(properties("background")).toEqual(["name"]);
    const value = { name: "One", bias: 0.5, stickness: 0.25 };
    await kind.creations?.[0]?.create(scope, value, noSignal);
    expect(calls).toEqual([
      'POST /api/v1/chatbot/bot/agent/create {"name":"One","bias":0.5,"stickness":0.25,"type":"user-facing"}',
    ]);
  });

  test.each([
    [1, true],
    [0, false],
    [true, true],
    [false, false],
  ])("9: enabled %j is %j", async (enabled, expected) => {
    const { kind } = answering("agents", [{ ...agent, enabled }]);
    expect((await kind.read({ ...scope, id: "a" }, noSignal))["enabled"]).toBe(expected);
  });

  test("10: tags of an agent are an array", async () => {
    const tags = [{ name: "angry", criteria: "shouts", color: "#ff0000" }];
    const { kind } = answering("agents", [{ ...agent, meta: { tags } }]);
    expect((await kind.read({ ...scope, id: "a" }, noSignal))["tags"]).toEqual(tags);
  });

  test.each(["", "{}", "null", "{broken", { question: "Q", answer: "A" }])(
    "11: meta_json %j fails no data source",
    async (meta_json) => {
      const { kind } = answering("data-sources", [{ ...source, meta_json }]);
      const value = await kind.read({ ...scope, id: "s" }, noSignal);
      expect(value["question"]).toBe(typeof meta_json === "object" ? "Q" : undefined);
    },
  );

  test("13: sizes come as numbers and as text", async () => {
    const { kind } = answering("data-sources", [{ ...source, tokens: "512", file_size: 2048 }]);
    const value = await kind.read({ ...scope, id: "s" }, noSignal);
    expect(value).toMatchObject({ tokens: 512, file_size: 2048 });
  });

  test.each([
    ["success", undefined],
    ["fail", "failed"],
    ["error:token", "failed"],
    ["queued", "working"],
    ["never heard of", "working"],
    ["", undefined],
  ])("14: status %s shows as %s", async (status, state) => {
    const { kind } = answering("data-sources", [{ ...source, status }]);
    expect((await kind.list(scope, noSignal))[0]?.state).toBe(state);
  });

  test("15: the part of an upload is named file, and 409 means that it is there already", async () => {
    const { provider, bot, simulator } = await openProvider(aiChatbotHub);
    const kind = provider.resources.find(({ id }) => id === "data-sources");
    const content = new TextEncoder().encode("## Tides\n\nHigh water is at six. \u{1f30a}");
    const file = { name: "tides.txt", type: "text/plain", content };
    const target = { chatbotId: bot.id };
    const sent: number[] = [];
    const onProgress = (bytes: number): void => void sent.push(bytes);
    const first = await kind?.upload?.(target, file, { signal: noSignal, onProgress });
    const second = await kind?.upload?.(target, file, { signal: noSignal });
    expect(simulator.requests.at(-1)?.headers["content-type"]).toMatch(/^multipart\/form-data; b/);
    expect(simulator.requests.at(-1)?.body).toContain('name="file"; filename="tides.txt"');
    expect(first).toEqual({ resource: expect.objectContaining({ title: "tides.txt" }) as unknown });
    expect(second).toEqual({ resource: first?.resource, isDuplicate: true });
    expect(sent.at(-1)).toBe(content.byteLength);
    const wrong = { ...file, name: "tides.zip" };
    await expect(kind?.upload?.(target, wrong, { signal: noSignal })).rejects.toMatchObject({
      kind: "rejected",
      serviceMessage: "file type not allowed",
    });
  });

  test("16: retrain hides the failures of single items under one 200", async () => {
    const { kind, calls } = answering("data-sources", [
      { uuid: "s", status: "restarted scraping" },
      { uuid: "t", error: "invalid data source" },
    ]);
    expect(await kind.retrain?.(scope, ["s", "t"], noSignal)).toEqual([
      { id: "s" },
      { id: "t", error: "invalid data source" },
    ]);
    expect(calls).toEqual(['POST /api/v1/data-sources/url/re-scrape {"uuids":["s","t"]}']);
  });

  test("20: a new agent is disabled, and an update enables it", async () => {
    const { provider, bot } = await openProvider(aiChatbotHub);
    const kind = provider.resources?.find(({ id }) => id === "agents") as ResourceKind;
    const way = kind.creations?.find(({ id }) => id === "pre-canned");
    const value = { name: "Closed", default_message: "We are closed." };
    const made = await way?.create({ chatbotId: bot.id }, value, noSignal);
    const address = { chatbotId: bot.id, id: made?.id ?? "" };
    const before = await kind.read(address, noSignal);
    expect(before).toMatchObject({ ...value, type: "pre-canned", enabled: false });
    const after = await kind.update?.(
      address,
      { before, after: { ...before, enabled: true } },
      noSignal,
    );
    expect(after?.["enabled"]).toBe(true);
  });
});

test("4.18: a file can be uploaded with the address that its citations link to", async () => {
  const open = await openProvider(aiChatbotHub);
  const kind = open.provider.resources.find(({ id }) => id === "data-sources");
  const way = kind?.creations?.find(({ id }) => id === "upload");
  const link = "https://docs.example/tides";
  const place = { chatbotId: open.bot.id };
  const file = {
    name: "tides.txt",
    type: "text/plain",
    content: new TextEncoder().encode("High water is at six."),
  };
  const made = await way?.create(place, { reference_source_link: link }, noSignal, file);
  const value = await kind?.read({ ...place, id: made?.id ?? "" }, noSignal);
  expect(value).toMatchObject({ file_name: "tides.txt", reference_source_link: link });
  await expect(way?.create(place, { reference_source_link: link }, noSignal)).rejects.toMatchObject(
    { kind: "bug" },
  );
});

test("a new data source is trained step by step, and retrained where it is a page", async () => {
  const { provider, bot } = await openProvider(aiChatbotHub);
  const kind = provider.resources?.find(({ id }) => id === "data-sources") as ResourceKind;
  const target = { chatbotId: bot.id };
  const made = await kind.creations
    ?.find(({ id }) => id === "url")
    ?.create(target, { url: "https://harbor.example/new" }, noSignal);
  const address = { ...target, id: made?.id ?? "" };
  const seen: unknown[] = [];
  for (let look = 0; look < 5; look += 1) seen.push((await kind.read(address, noSignal))["status"]);
  expect(seen).toEqual(["queued", "running", "embedding", "success", "success"]);
  const results = await kind.retrain?.(target, [address.id, "unknown"], noSignal);
  expect(results).toEqual([{ id: address.id }, { id: "unknown", error: "invalid data source" }]);
  expect((await kind.read(address, noSignal))["status"]).toBe("queued");
});
