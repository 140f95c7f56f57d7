import { expect, test } from "vitest";
import type { ResourceKind } from "../../src/core/resources.ts";
import { siteGpt } from "../../src/providers/siteGpt/index.ts";
import { collect } from "../helpers/bytes.ts";
import { kindOf, scopeOf, textFile } from "./endpoints/endpoint.ts";
import { newSession, noSignal, type OpenProvider, openProvider } from "./openProvider.ts";
import { answering, refusing } from "./siteGptAnswers.ts";

const scope = { chatbotId: "365350385462882098" };
const address = { ...scope, id: scope.chatbotId };
const upload = async (kind: ResourceKind, name: string, text: string) =>
  kind.upload?.(scope, textFile(name, text), { signal: noSignal });

/** The custom text, and what was sent of it. */
function customContent() {
  const { kind, calls } = answering(() => ({ data: {} }));
  const read = async () =>
    (await kind("sitegpt-custom-content").read(address, noSignal))["text"] as string;
  return { custom: kind("sitegpt-custom-content"), read, calls };
}

async function ask(open: OpenProvider, text: string) {
  const session = await newSession(open);
  const events = await collect(open.provider.send({ session, text }, noSignal));
  return {
    text: events.flatMap((event) => (event.type === "text-delta" ? [event.text] : [])).join(""),
    titles: events.flatMap((event) => (event.type === "source-found" ? [event.source.title] : [])),
  };
}

test("a taught answer is given and cited from then on, and is gone with the text", async () => {
  const open = await openProvider(siteGpt);
  const custom = kindOf(open, "sitegpt-custom-content");
  const question = "When is the quokka fed?";
  const correction = { question, answer: "The quokka is fed at nine, with zucchini." };
  await custom.teach?.(scopeOf(open), correction, noSignal);
  const taught = await ask(open, question);
  expect(taught.text).toContain("zucchini");
  expect(taught.titles).toContain("Custom content");
  const id = open.bot.id;
  const before = await custom.read({ ...scopeOf(open), id }, noSignal);
  expect(before).toEqual({ text: `## ${question}\n\n${correction.answer}` });
  await custom.update?.({ ...scopeOf(open), id }, { before, after: { text: "" } }, noSignal);
  expect((await ask(open, question)).text).not.toContain("zucchini");
});

test("answers and files are added to what was written last, also when they come at once", async () => {
  const { custom, read, calls } = customContent();
  await custom.update?.(address, { before: {}, after: { text: "# Tides" } }, noSignal);
  const results = await Promise.all([
    upload(custom, "sea.md", "It is wet."),
    custom.teach?.(scope, { question: "Why?", answer: "Rain." }, noSignal),
  ]);
  expect(results).toEqual([
    { resource: { id: scope.chatbotId, title: "sea.md" } },
    { id: scope.chatbotId, title: "Why?" },
  ]);
  expect(await read()).toMatch(
    /^# Tides\n\n<!--.*-->\n## sea\.md\n\nIt is wet\.\n<!--.*-->\n\n## Why\?\n\nRain\.$/,
  );
  expect(calls).toHaveLength(3);
});

test("a file that is sent again replaces its section, and the same file is a duplicate", async () => {
  const { custom, read, calls } = customContent();
  await upload(custom, "a --> b.md", "One.");
  await upload(custom, "c.md", "Two.");
  expect(await upload(custom, "a --> b.md", "One.")).toMatchObject({ isDuplicate: true });
  expect(calls).toHaveLength(2);
  expect(await upload(custom, "a --> b.md", "Three.")).not.toHaveProperty("isDuplicate");
  expect(await read()).not.toContain("One.");
  expect(await read()).toContain("Three.");
  expect(await read()).toContain("Two.");
  expect((await read()).match(/## a --> b\.md/g)).toHaveLength(1);
});

test("a text that is too long, and a file that is no text, are not sent", async () => {
  const { custom, read, calls } = customContent();
  await custom.update?.(address, { before: {}, after: { text: "x".repeat(10_000) } }, noSignal);
  const correction = { question: "Why?", answer: "Because." };
  await expect(custom.teach?.(scope, correction, noSignal)).rejects.toMatchObject({
    kind: "too-large",
  });
  const file = { name: "a.txt", type: "text/plain", content: Uint8Array.of(0xff, 0xfe) };
  const broken = custom.upload?.(scope, file, { signal: noSignal });
  await expect(broken).rejects.toMatchObject({ kind: "rejected" });
  expect(calls).toHaveLength(1);
  expect(await read()).toHaveLength(10_000);
});

test("what the service refuses is not remembered, and the next one goes on", async () => {
  let isRefused = true;
  const { kind } = answering(() => (isRefused ? refusing(403, "ANY") : { data: {} }));
  const custom = kind("sitegpt-custom-content");
  await expect(upload(custom, "a.md", "One.")).rejects.toMatchObject({ kind: "forbidden" });
  expect(await custom.read(address, noSignal)).toEqual({ text: "" });
  isRefused = false;
  expect(await upload(custom, "a.md", "One.")).not.toHaveProperty("isDuplicate");
});

test("a thousand addresses go in one call, and each that was refused says why", async () => {
  const { kind, calls } = answering((call) =>
    call.includes("https://site/1000") ? refusing(400, "ANY") : { data: { ingestJobId: "j" } },
  );
  const urls = Array.from({ length: 1001 }, (_, index) => `https://site/${index}`);
  const results = await kind("sitegpt-links").addUrls?.(scope, urls, noSignal);
  expect(calls).toHaveLength(2);
  expect(results?.filter(({ error }) => error === undefined)).toHaveLength(1000);
  expect(results?.at(-1)).toEqual({ id: "https://site/1000", error: "No." });
});

test("a limit behind the first thousand addresses leaves it known which were taken", async () => {
  const { kind } = answering((call) =>
    call.includes("https://site/1000")
      ? refusing(403, "MESSAGES_LIMIT_REACHED")
      : { data: { ingestJobId: "j" } },
  );
  const urls = Array.from({ length: 1001 }, (_, index) => `https://site/${index}`);
  const results = await kind("sitegpt-links").addUrls?.(scope, urls, noSignal);
  expect(results?.filter(({ error }) => error !== undefined)).toEqual([
    { id: "https://site/1000", error: "No." },
  ]);
});

test("a website is added with what else is wanted, and read as what is known of it", async () => {
  const data = { ingestJobId: "job", documentsQueued: 3 };
  const { kind, calls } = answering(() => ({ data }));
  const links = kind("sitegpt-links");
  const value = { url: "https://a", config: { depth: 2 }, syncFrequency: "DAILY" };
  const way = links.creations?.find(({ id }) => id === "website");
  expect(await way?.create(scope, value, noSignal)).toEqual({ id: "job", title: "https://a" });
  const [call = ""] = calls;
  expect(JSON.parse(call.slice(call.indexOf("{")))).toEqual({
    sourceType: "WEBSITE",
    config: { url: "https://a", depth: 2 },
    syncFrequency: "DAILY",
  });
  expect(await links.read({ ...scope, id: "job" }, noSignal)).toEqual({
    url: "https://a",
    sourceType: "WEBSITE",
    ...data,
  });
  await expect(links.read({ ...scope, id: "other" }, noSignal)).rejects.toMatchObject({
    kind: "not-found",
  });
});

test("the old way to add a page is marked as given up", async () => {
  const { kind, calls } = answering(() => ({ data: {} }));
  const way = kind("sitegpt-links").creations?.find(({ isDeprecated }) => isDeprecated);
  const made = await way?.create(scope, { url: "https://a", urlType: "WEB" }, noSignal);
  expect(made).toEqual({ id: "https://a", title: "https://a" });
  expect(calls).toEqual([
    `POST /api/v0/chatbots/${scope.chatbotId}/links {"links":[{"url":"https://a","urlType":"WEB"}]}`,
  ]);
});

test("an icon is sent as a file, and then the settings have one", async () => {
  const open = await openProvider(siteGpt);
  const icons = kindOf(open, "sitegpt-icons");
  const read = async () => icons.read({ ...scopeOf(open), id: "WATERMARK" }, noSignal);
  expect(await read()).toEqual({ iconType: "WATERMARK" });
  const file = textFile("w.svg", "<svg/>", "image/svg+xml");
  const replace = icons.actions?.[0];
  await replace?.run({ ...scopeOf(open), id: "WATERMARK" }, { value: {}, file }, noSignal);
  const form = open.simulator.requests.find(({ path }) => path.endsWith("/icons"));
  expect(form?.body).toContain('name="iconSrc"; filename="w.svg"');
  expect(await read()).toMatchObject({ iconSrcId: expect.stringMatching(/^\d{18}$/) as string });
  await icons.remove?.(scopeOf(open), ["WATERMARK"], noSignal);
  expect(await read()).toEqual({ iconType: "WATERMARK" });
});

test("a follow-up prompt that was made to call a person is known at once", async () => {
  const open = await openProvider(siteGpt);
  const kind = kindOf(open, "sitegpt-follow-up-prompts");
  const offered = async () => {
    const session = await newSession(open);
    const request = { session, text: open.bot.question };
    const events = await collect(open.provider.send(request, noSignal));
    const prompts = events.flatMap((e) => (e.type === "prompts-offered" ? e.prompts : []));
    return prompts.filter((one) => one.kind === "escalation").map(({ title }) => title);
  };
  const before = await offered();
  const value = { title: "A human!", description: "Get me one.", isEscalationPrompt: true };
  await kind.creations?.[0]?.create(scopeOf(open), value, noSignal);
  expect(await offered()).toEqual([...before, "A human!"]);
});
