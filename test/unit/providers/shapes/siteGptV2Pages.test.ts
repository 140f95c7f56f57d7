import { expect, test } from "vitest";
import { HttpClient } from "../../../../src/core/http/client.ts";
import { inPieces } from "../../../helpers/bytes.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../../../helpers/fakes.ts";
import { everyChange } from "./mutations.ts";
import { lastPage, siteGptV2, siteGptV2Examples, succeeded } from "./siteGptV2Examples.ts";

const noSignal = new AbortController().signal;

/** A client whose service gives this to a GET, by whether it has a cursor. */
async function openClient(answer: (isFirst: boolean) => unknown) {
  const log = new MemoryLog();
  const clock = new FakeClock();
  const http = new HttpClient({
    transport: {
      send: async ({ url }) => {
        const text = JSON.stringify(answer(!url.searchParams.has("cursor")));
        return { status: 200, headers: {}, body: inPieces([new TextEncoder().encode(text)]) };
      },
    },
    origin: "https://service.example",
    readKey: async () => "key",
    clock,
    log,
  });
  const { createClient } = await siteGptV2.loadClient();
  return { provider: createClient({ http, clock, log, notes: new MemoryNotes() }), http, log };
}

test("a list goes on, or it is logged that it cannot, whatever the end of a page is like", async () => {
  const firstPage = { limit: 1, hasNextPage: true, nextCursor: "next" };
  for (const changed of everyChange({ pagination: firstPage })) {
    const page = (isFirst: boolean) => ({
      conversations: [{ threadId: isFirst ? "one" : "two" }],
      ...(isFirst ? changed : { pagination: lastPage }),
    });
    const { provider, http, log } = await openClient((isFirst) => succeeded(page(isFirst)));
    const { length } = await provider.listSessions("bot", noSignal);
    const { leftOut } = http.tolerance.counts;
    const pagination = changed["pagination"] ?? changed["PAGINATION"];
    const saysNothing = pagination === undefined || pagination === null;
    const end: unknown = JSON.parse(JSON.stringify(pagination ?? null));
    const saysEnd =
      typeof end === "object" && end !== null && "nextCursor" in end && end.nextCursor === null;
    const isWhole = length === 2 || leftOut === 1;
    expect(isWhole || saysNothing || saysEnd, JSON.stringify(changed)).toBe(true);
    expect(log.lines).toHaveLength(leftOut);
  }
});

test("a list ends where a page only repeats, and where it comes without end it is not read for ever", async () => {
  let pages = 0;
  const { provider } = await openClient(() => {
    pages += 1;
    const pagination = { hasNextPage: true, nextCursor: `page ${pages}` };
    return succeeded({ conversations: [{ threadId: "one" }], pagination });
  });
  expect(await provider.listSessions("bot", noSignal)).toHaveLength(1);
  expect(pages).toBe(2);
});

test.each(siteGptV2Examples)("$name come under any key, and under none", async (one) => {
  for (const body of [
    succeeded({ things: one.items, pagination: lastPage }),
    succeeded(one.items),
  ]) {
    const { provider, http } = await openClient((isFirst) => (isFirst ? body : succeeded([])));
    const read = await one.read(provider, noSignal, () => undefined);
    expect(Array.isArray(read) ? read.length : 0).toBeGreaterThanOrEqual(one.items.length);
    expect(http.tolerance.counts.leftOut).toBe(0);
  }
});

/** One thing alone: its kind, the key that it stands under, and what is shown of it. */
const details = [
  ["sitegpt-v2-account", "", { user: { email: "ana@a.example" }, auth: { scopes: ["a:read"] } }],
  ["sitegpt-v2-chatbots", "chatbot", { id: "1", title: "Help", description: "About it" }],
  ["sitegpt-v2-chatbot", "chatbot", { id: "1", title: "Help", description: "About it" }],
  ["sitegpt-v2-documents", "document", { id: "1", name: "a.md", status: "SUCCESS", error: "e" }],
  ["sitegpt-v2-ingest-jobs", "job", { id: "1", name: "Handbook", url: "https://a.example" }],
  ["sitegpt-v2-sources", "source", { id: "1", name: "Drive", connector: "BOX" }],
  ["sitegpt-v2-leads", "lead", { id: "1", email: "ana@a.example", name: "Ana", phone: "+1" }],
  [
    "sitegpt-v2-conversation",
    "conversation",
    { threadId: "1", title: "Refund", important: true, tagIds: ["tag"], pageUrl: "https://a.b" },
  ],
  ["sitegpt-v2-settings", "setting", { supportEmail: "a@b.example", historyCount: 3 }],
] as const;

test.each(details)(
  "%s: what a member holds is shown, of whatever type it is",
  async (id, key, value) => {
    for (const name of Object.keys(value)) {
      const members: Record<string, unknown> = { ...value };
      const original = members[name];
      for (const other of [7, true, "text", [original], { value: original }]) {
        const changed = { ...members, [name]: other };
        const { provider } = await openClient(() =>
          succeeded(key === "" ? changed : { [key]: changed }),
        );
        const kind = provider.resources.find((one) => one.id === id);
        const address = { chatbotId: "1", id: id === "sitegpt-v2-account" ? "me" : "1" };
        const read = await kind?.read(address, noSignal).catch((error: unknown) => error);
        const held = typeof other === "object" ? original : other;
        if (!(read instanceof Error)) expect(JSON.stringify(read)).toContain(JSON.stringify(held));
      }
    }
  },
);

test("the settings are shown whatever stands around them", async () => {
  const settings = { supportEmail: "a@b.example" };
  for (const data of [{ setting: settings }, { settings }, settings]) {
    const { provider } = await openClient(() => succeeded(data));
    const kind = provider.resources.find((one) => one.id === "sitegpt-v2-settings");
    expect(await kind?.read({ chatbotId: "1", id: "1" }, noSignal)).toEqual({ settings });
  }
  const { provider } = await openClient(() => succeeded({ setting: "none" }));
  const kind = provider.resources.find((one) => one.id === "sitegpt-v2-settings");
  await expect(kind?.read({ chatbotId: "1", id: "1" }, noSignal)).rejects.toMatchObject({
    kind: "bad-reply",
  });
});
