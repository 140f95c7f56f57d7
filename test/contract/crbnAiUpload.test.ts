import { describe, expect, test } from "vitest";
import { json, play, type PlayedAnswer } from "./crbnAiService.ts";
import { textFile } from "./endpoints/endpoint.ts";
import { noSignal } from "./openProvider.ts";

const scope = { chatbotId: "kb_1" };
const bot = { id: "kb_1", title: "Sea" };
const prepared = (member: string) => ({
  uploads: [{ filename: "a.md", [member]: "https://store.example/u?sig=1", path: "p/1" }],
});
const file = textFile("a.md", "High water is at six.", "text/markdown");
const documentOf = (status: string) => ({ id: "doc_1", name: "a.md", status });

/** Uploads to a service that prepares, takes the file and answers the rest like this. */
function uploading(answers: {
  readonly put?: () => PlayedAnswer;
  readonly announced?: PlayedAnswer;
  readonly listed?: unknown;
  readonly member?: string;
}) {
  const played = play((call) => {
    if (call.startsWith("PUT")) return answers.put?.() ?? { pieces: [] };
    if (call.endsWith("/prepare-upload")) return json(prepared(answers.member ?? "signedUrl"));
    if (call.startsWith("POST")) return answers.announced ?? json(documentOf("PROCESSING"));
    return json(answers.listed);
  });
  const upload = async (signal = noSignal) =>
    played.kind("crbnai-documents").upload?.(scope, file, { signal });
  return { ...played, upload };
}

const prepare = 'POST /api/knowledge-bots/kb_1/prepare-upload {"filenames":["a.md"]}';
const put = "PUT https://store.example/u?sig=1 text/markdown";
const announce = 'POST /api/knowledge-bots/kb_1/documents {"path":"p/1","filename":"a.md"}';

test("4.5.3: a document is announced with its metadata, which stands in its details then", async () => {
  const { kind, calls } = uploading({ listed: { ...bot, documents: [documentOf("READY")] } });
  const documents = kind("crbnai-documents");
  const metadata = { team: "ops" };
  const way = documents.creations?.[0];
  const made = await way?.create(scope, { user_metadata: metadata }, noSignal, file);
  expect(calls.at(-1)).toBe(
    'POST /api/knowledge-bots/kb_1/documents {"path":"p/1","filename":"a.md","user_metadata":{"team":"ops"}}',
  );
  const value = await documents.read({ ...scope, id: made?.id ?? "" }, noSignal);
  expect(value).toMatchObject({ name: "a.md", user_metadata: metadata });
});

describe("uploading to CRBNai", () => {
  test.each([
    ["JSON that calls itself text", json(documentOf("PROCESSING"), "text/plain"), 3],
    ["nothing", { pieces: [] }, 4],
    ["no JSON", { pieces: ["OK"] }, 4],
    ["null", { pieces: ["null"] }, 4],
  ])("3: a new document that is answered with %s is known", async (_name, announced, calls) => {
    const older = { id: "doc_0", name: "a.md", created_at: "2024-01-01T00:00:00Z" };
    const newer = { ...documentOf("PROCESSING"), created_at: "2026-01-01T12:00:00Z" };
    const other = { id: "doc_2", name: "b.md", created_at: "2026-01-01T12:00:01Z" };
    const played = uploading({ announced, listed: { ...bot, documents: [newer, older, other] } });
    const resource = {
      id: "doc_1",
      title: "a.md",
      fileName: "a.md",
      detail: "PROCESSING",
      state: "working",
    };
    expect(await played.upload()).toEqual({ resource });
    expect(played.calls).toHaveLength(calls);
  });

  test("3: a new document that is answered with a web page is no older one of its name", async () => {
    const page = { headers: { "content-type": "text/html" }, pieces: ["<html>Sign in</html>"] };
    const older = { id: "doc_0", name: "a.md" };
    const { upload } = uploading({ announced: page, listed: { ...bot, documents: [older] } });
    await expect(upload()).rejects.toMatchObject({ kind: "bad-reply" });
  });

  test("3: a new document that the service refuses inside a success is no older one of its name", async () => {
    const older = { id: "doc_0", name: "a.md" };
    const announced = json({ error: "No space is left." });
    const { upload } = uploading({ announced, listed: { ...bot, documents: [older] } });
    await expect(upload()).rejects.toMatchObject({
      kind: "rejected",
      serviceMessage: "No space is left.",
    });
  });

  test("3: a new document that is listed a little later is waited for, instead of taking an older one", async () => {
    const older = { id: "doc_0", name: "a.md", created_at: "2025-12-31T00:00:00Z" };
    const newer = { ...documentOf("PROCESSING"), created_at: "2026-01-01T12:00:00Z" };
    let looks = 0;
    const { kind } = play((call) => {
      if (call.startsWith("PUT")) return { pieces: [] };
      if (call.endsWith("/prepare-upload")) return json(prepared("signedUrl"));
      if (call.startsWith("POST")) return { pieces: [] };
      looks += 1;
      return json({ ...bot, documents: looks < 3 ? [older] : [newer, older] });
    });
    const result = await kind("crbnai-documents").upload?.(scope, file, { signal: noSignal });
    expect(result?.resource.id).toBe("doc_1");
  });

  test("23: a file that is put to a web page is not announced", async () => {
    const { upload, calls } = uploading({ put: () => ({ pieces: ["<!DOCTYPE html>Sign in"] }) });
    await expect(upload()).rejects.toMatchObject({ kind: "bad-reply" });
    expect(calls).toEqual([prepare, put, prepare, put]);
  });

  test("3: a new document that is neither answered nor listed is a bad reply", async () => {
    const { upload } = uploading({ announced: { pieces: [] }, listed: bot });
    await expect(upload()).rejects.toMatchObject({ kind: "bad-reply" });
  });

  test.each(["signedUrl", "signedURL"])("16: the upload address is in %s", async (member) => {
    const { upload, calls } = uploading({ member });
    await upload();
    expect(calls).toContain(put);
  });

  test.each(["knowledge_base_id", "knowledge_bot_id"])(
    "19: a document whose bot is called %s is read",
    async (name) => {
      const { upload } = uploading({ announced: json({ ...documentOf("READY"), [name]: "kb_1" }) });
      expect((await upload())?.resource).toEqual({ id: "doc_1", title: "a.md", fileName: "a.md" });
    },
  );

  test("23: an upload is three calls, and the file goes out without the key", async () => {
    const { upload, calls } = uploading({});
    await upload();
    expect(calls).toEqual([prepare, put, announce]);
  });

  test("23: an address that fails is replaced once", async () => {
    let puts = 0;
    const once = uploading({ put: () => ({ status: (puts += 1) === 1 ? 403 : 200, pieces: [] }) });
    await once.upload();
    expect(once.calls).toEqual([prepare, put, prepare, put, announce]);
    const always = uploading({ put: () => ({ status: 403, pieces: [] }) });
    // It is the address that is refused, not the key of the account.
    await expect(always.upload()).rejects.toMatchObject({ kind: "rejected" });
    expect(always.calls).toEqual([prepare, put, prepare, put]);
  });

  test("23: an upload that is stopped is not tried again", async () => {
    const stop = new AbortController();
    const { upload, calls } = uploading({
      put: () => {
        stop.abort();
        return { status: 403, pieces: [] };
      },
    });
    await expect(upload(stop.signal)).rejects.toMatchObject({ kind: "cancelled" });
    expect(calls).toEqual([prepare, put]);
  });
});
