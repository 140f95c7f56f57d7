import { describe, expect, test } from "vitest";
import { editionsOf } from "../../src/core/editions.ts";
import { siteGpt } from "../../src/providers/siteGpt/index.ts";
import { collect } from "../helpers/bytes.ts";
import { create, kindOf, scopeOf, textFile } from "./endpoints/endpoint.ts";
import { newSession, noSignal, type OpenProvider, openProvider } from "./openProvider.ts";
import { answering, refusing } from "./siteGptV2Answers.ts";

const chatbotId = "365062873485935184";
const scope = { chatbotId };
const base = `/api/v2/chatbots/${chatbotId}`;
const kindId = "sitegpt-v2-documents";

async function openV2(): Promise<OpenProvider> {
  const [, descriptor] = editionsOf(siteGpt);
  if (!descriptor) throw new Error("no v2");
  return openProvider(descriptor);
}

async function ask(open: OpenProvider, text: string): Promise<string> {
  const session = await newSession(open);
  const events = await collect(open.provider.send({ session, text }, noSignal));
  return events.flatMap((event) => (event.type === "text-delta" ? [event.text] : [])).join("");
}

describe("documents of SiteGPT v2", () => {
  test("a file is learned by and by, answered from, edited as Markdown and forgotten (deviation 15)", async () => {
    const open = await openV2();
    const documents = kindOf(open, kindId);
    const text = "# Quokka\n\nThe quokka is fed at nine, with zucchini.\n";
    const result = await documents.upload?.(scopeOf(open), textFile("quokka.md", text), {
      signal: noSignal,
    });
    const id = result?.resource.id ?? "";
    const states: (string | undefined)[] = [];
    for (let poll = 0; poll < 3; poll += 1) {
      const listed = await documents.list(scopeOf(open), noSignal);
      states.push(listed.find((one) => one.id === id)?.state);
    }
    expect(states).toEqual(["working", "working", undefined]);
    expect(await ask(open, "When is the quokka fed?")).toContain("zucchini");
    const address = { ...scopeOf(open), id };
    const before = await documents.read(address, noSignal);
    expect(before["content"]).toBe(text);
    const content = text.replace("zucchini", "apples");
    const after = { ...before, content };
    expect(await documents.update?.(address, { before, after }, noSignal)).toMatchObject({
      content,
    });
    expect(await ask(open, "When is the quokka fed?")).toContain("apples");
    await documents.remove?.(scopeOf(open), [id], noSignal);
    expect(await ask(open, "When is the quokka fed?")).not.toContain("apples");
  });

  test("a file goes as base64, whatever is in it", async () => {
    const content = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
    const { kind, calls } = answering(() => ({ data: { documents: [{ id: "d" }] } }));
    const file = { name: "a.bin", type: "application/octet-stream", content };
    await kind(kindId).upload?.(scope, file, { signal: noSignal });
    const [, path, json = ""] = /^POST (\S+) (.*)$/s.exec(calls[0] ?? "") ?? [];
    expect(path).toBe(`${base}/knowledge/files`);
    const { files } = JSON.parse(json) as { files: { base64: string }[] };
    expect(Buffer.from(files[0]?.base64 ?? "", "base64").equals(Buffer.from(content))).toBe(true);
  });

  test.each([
    ["an error", { id: "d", status: "QUEUED", error: "Too large" }, "Too large"],
    ["a status", { id: "d", status: "failed", error: null }, "failed"],
  ])(
    "a file that is refused by %s inside a success has failed (trap 10)",
    async (_by, document, words) => {
      const { kind } = answering(() => ({ data: { documents: [document] } }));
      await expect(
        kind(kindId).upload?.(scope, textFile("a.md", "A"), { signal: noSignal }),
      ).rejects.toMatchObject({ kind: "rejected", serviceMessage: words });
    },
  );

  test("a file of which the answer says nothing is found in the list (deviation 13)", async () => {
    const document = { id: "d", name: "a.md", status: "QUEUED" };
    const { kind } = answering((call) => ({
      data: { documents: call.startsWith("GET") ? [document] : [] },
    }));
    const result = await kind(kindId).upload?.(scope, textFile("a.md", "A"), { signal: noSignal });
    expect(result?.resource).toMatchObject({ id: "d", state: "working" });
  });

  test("a file that is listed later than an older one of its name is waited for", async () => {
    const older = { id: "older", name: "a.md", createdAt: "2025-12-31T00:00:00.000Z" };
    const newer = { id: "newer", name: "a.md", createdAt: "2026-01-01T12:00:00.000Z" };
    let looks = 0;
    const { kind } = answering((call) => {
      if (!call.startsWith("GET")) return { data: { documents: [] } };
      looks += 1;
      return { data: { documents: looks < 3 ? [older] : [newer, older] } };
    });
    const result = await kind(kindId).upload?.(scope, textFile("a.md", "A"), { signal: noSignal });
    expect(result?.resource.id).toBe("newer");
  });

  test.each([
    ["is not listed", ["2025-12-31T00:00:00.000Z"]],
    ["may be one of several without a time", [null, null]],
  ])("a file that %s is no older one", async (_how, times) => {
    const documents = times.map((createdAt, index) => ({
      id: String(index),
      name: "a.md",
      createdAt,
    }));
    const { kind } = answering((call) => ({
      data: { documents: call.startsWith("GET") ? documents : [] },
    }));
    const upload = kind(kindId).upload?.(scope, textFile("a.md", "A"), { signal: noSignal });
    await expect(upload).rejects.toMatchObject({ kind: "bad-reply" });
  });

  test("the state is that of the status, however it is spelled", async () => {
    const statuses = ["SUCCESS", "success", "QUEUED", "Failed", "NEW_ONE", null];
    const { kind } = answering(() => ({
      data: { documents: statuses.map((status, index) => ({ id: String(index), status })) },
    }));
    const states = (await kind(kindId).list(scope, noSignal)).map(({ state }) => state);
    expect(states).toEqual([undefined, undefined, "working", "failed", "working", undefined]);
  });

  test.each([
    ["letters", "x".repeat(500_000)],
    // The service may count as JavaScript does, or as people do.
    ["an emoji, counted as two", `😀${"x".repeat(499_998)}`],
    ["emoji, counted as one", "😀".repeat(500_000)],
  ])("a text of %s that was cut off is not offered for editing", async (_name, rawText) => {
    const { kind, calls } = answering(() => ({
      data: { document: { id: "d" }, content: { rawText } },
    }));
    expect(await kind(kindId).read({ ...scope, id: "d" }, noSignal)).toEqual({ id: "d" });
    expect(calls).toEqual([`GET ${base}/documents/d?includeContent=true&maxContentChars=500000`]);
  });

  test("a text that was cut off, and so is not shown, is not replaced", async () => {
    const { kind, calls } = answering(() => ({
      data: { document: { id: "d" }, content: { rawText: "x".repeat(500_000) } },
    }));
    const documents = kind(kindId);
    const before = await documents.read({ ...scope, id: "d" }, noSignal);
    const values = { before, after: { ...before, content: "A few words." } };
    const update = documents.update?.({ ...scope, id: "d" }, values, noSignal);
    await expect(update).rejects.toMatchObject({ kind: "too-large" });
    expect(calls.filter((call) => call.startsWith("PATCH"))).toEqual([]);
  });

  test("a document without a text can be given one", async () => {
    const { kind, calls } = answering(() => ({ data: { document: { id: "d" }, content: null } }));
    const values = { before: {}, after: { content: "A few words." } };
    await kind(kindId).update?.({ ...scope, id: "d" }, values, noSignal);
    expect(calls).toContain(`PATCH ${base}/documents/d {"content":"A few words."}`);
  });

  test("an edit that the service refuses inside a success is not saved", async () => {
    const { kind } = answering(() => ({ data: { document: { id: "d", error: "Too long" } } }));
    const values = { before: {}, after: { content: "A" } };
    await expect(
      kind(kindId).update?.({ ...scope, id: "d" }, values, noSignal),
    ).rejects.toMatchObject({ kind: "rejected", serviceMessage: "Too long" });
  });

  test("one is deleted by itself, several in one call, each confirmed (trap 9)", async () => {
    const { kind, calls } = answering((call) => ({
      data: { itemsDeleted: call.startsWith("POST") ? 2 : 1 },
    }));
    await kind(kindId).remove?.(scope, ["a/b"], noSignal);
    await kind(kindId).remove?.(scope, ["a", "b"], noSignal);
    expect(calls).toEqual([
      `DELETE ${base}/documents/a%2Fb?confirm=true`,
      `POST ${base}/documents/delete?confirm=true {"documentIds":["a","b"],"confirm":true}`,
    ]);
  });

  test.each([
    ["none of one", ["a"], 0],
    ["one of two", ["a", "b"], 1],
  ])("a success that has deleted %s is none (7.5, 7.6)", async (_count, ids, itemsDeleted) => {
    const { kind } = answering(() => ({ data: { itemsDeleted } }));
    const removal = kind(kindId).remove?.(scope, ids, noSignal);
    await expect(removal).rejects.toMatchObject({ kind: "not-found" });
  });

  test("what is skipped in a resync is told", async () => {
    const { kind } = answering((call) =>
      call.includes('"b"')
        ? { data: { itemsQueued: 0, itemsSkipped: 1 } }
        : { data: { itemsQueued: 1, itemsSkipped: 0 } },
    );
    expect(await kind(kindId).retrain?.(scope, ["a", "b"], noSignal)).toEqual([
      { id: "a" },
      { id: "b", error: "itemsSkipped: 1" },
    ]);
  });

  test("a limit in the middle of a resync leaves it known what was done before", async () => {
    const { kind, calls } = answering((call) =>
      call.includes('"b"')
        ? refusing(403, "RESYNC_LIMIT_REACHED")
        : { data: { itemsQueued: 1, itemsSkipped: 0 } },
    );
    expect(await kind(kindId).retrain?.(scope, ["a", "b", "c"], noSignal)).toEqual([
      { id: "a" },
      { id: "b", error: "No." },
      { id: "c", error: "No." },
    ]);
    expect(calls).toHaveLength(2);
  });

  test("a limit that is reached before anything was done is thrown", async () => {
    const { kind } = answering(() => refusing(403, "RESYNC_LIMIT_REACHED"));
    const resync = kind(kindId).retrain?.(scope, ["a", "b"], noSignal);
    await expect(resync).rejects.toMatchObject({ kind: "out-of-quota" });
  });

  test("a limit behind the first thousand addresses leaves it known which were taken", async () => {
    const { kind } = answering((call) =>
      call.includes("https://site/1000")
        ? refusing(403, "LINKS_LIMIT_REACHED")
        : { data: { documents: [] } },
    );
    const urls = Array.from({ length: 1001 }, (_, index) => `https://site/${index}`);
    const results = await kind(kindId).addUrls?.(scope, urls, noSignal);
    expect(results?.filter(({ error }) => error !== undefined)).toEqual([
      { id: "https://site/1000", error: "No." },
    ]);
  });

  test("a thousand addresses go in one call, and each that was refused says why", async () => {
    const { kind, calls } = answering((call) =>
      call.includes("https://site/1000")
        ? refusing(400, "VALIDATION_FAILED")
        : {
            data: {
              documents: Array.from({ length: 1000 }, (_, index) => ({
                id: String(index),
                error: index === 3 ? "Not found" : null,
              })),
            },
          },
    );
    const urls = Array.from({ length: 1001 }, (_, index) => `https://site/${index}`);
    const results = await kind(kindId).addUrls?.(scope, urls, noSignal);
    expect(calls).toHaveLength(2);
    expect(results?.filter(({ error }) => error !== undefined)).toEqual([
      { id: "https://site/3", error: "Not found" },
      { id: "https://site/1000", error: "No." },
    ]);
  });

  test("complaints of which nobody knows whose they are, all have", async () => {
    const { kind } = answering(() => ({ data: { documents: [{ id: "1", error: "Blocked" }] } }));
    expect(
      await kind(kindId).addUrls?.(scope, ["https://a.example", "https://b.example"], noSignal),
    ).toEqual([
      { id: "https://a.example", error: "Blocked" },
      { id: "https://b.example", error: "Blocked" },
    ]);
  });

  test("what the plan makes less of is told (trap 14, deviation 16)", async () => {
    const open = await openV2();
    const url = "https://help.orchard.example";
    const created = await create(open, kindId, { url, syncFrequency: "DAILY" }, "website");
    expect(created.notice).toContain("Your plan syncs once a week at most.");
    expect(created.notice).toContain('"WEEKLY"');
    expect(await create(open, kindId, { url }, "website")).not.toHaveProperty("notice");
    await expect(
      create(open, kindId, { url: "https://refused.example" }, "website"),
    ).rejects.toMatchObject({ kind: "rejected" });
  });

  test("what is read by and by has no id yet", async () => {
    const { kind } = answering(() => ({ data: { ingestJobRunId: "run_1", documents: [] } }));
    const way = kind(kindId).creations?.find(({ id }) => id === "sitemap");
    const url = "https://a.example/sitemap.xml";
    expect(await way?.create(scope, { url }, noSignal)).toEqual({
      id: url,
      title: url,
      isQueued: true,
    });
  });

  test("the custom text replaces the one before (trap 13)", async () => {
    const open = await openV2();
    const first = await create(open, kindId, { text: "One." }, "text");
    const second = await create(open, kindId, { text: "Two." }, "text");
    const ids = (await kindOf(open, kindId).list(scopeOf(open), noSignal)).map(({ id }) => id);
    expect(ids).toContain(second.id);
    expect(ids).not.toContain(first.id);
  });

  test("a taught answer is given from then on", async () => {
    const open = await openV2();
    const question = "When is the quokka fed?";
    const correction = { question, answer: "The quokka is fed at nine, with zucchini." };
    await kindOf(open, kindId).teach?.(scopeOf(open), correction, noSignal);
    expect(await ask(open, question)).toContain("zucchini");
  });
});
