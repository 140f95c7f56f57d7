import { describe, expect, test } from "vitest";
import { redact } from "../../src/core/redact.ts";
import { plainChats } from "../../src/providers/crbnAi/plainChats.ts";
import { act, json, play } from "./crbnAiService.ts";
import { noSignal } from "./openProvider.ts";

const scope = { chatbotId: "kb_1" };
const bot = { id: "kb_1", title: "Sea" };
const documentOf = (status: string) => ({ id: "doc_1", name: "a.md", status });

test("a note about metadata that was cut off hides no document", async () => {
  const { kind, notes } = play(() => json({ ...bot, documents: [documentOf("READY")] }));
  await notes.writeText("crbnai document doc_1 user_metadata", '{"team":');
  const value = await kind("crbnai-documents").read({ ...scope, id: "doc_1" }, noSignal);
  expect(value).toEqual(documentOf("READY"));
});

describe("the traps of CRBNai's resources", () => {
  test("2: either family of chats has its own way to make one", async () => {
    const { kind, calls } = play(() => json({ id: "c" }));
    const plain = { chatbotId: plainChats.id };
    const made = { external_id: "ticket-7", user_metadata: { a: 1 } };
    await kind("crbnai-chat").creations?.[0]?.create(scope, made, noSignal);
    await kind("crbnai-chat").creations?.[0]?.create(scope, {}, noSignal);
    await kind("crbnai-plain-chat").creations?.[0]?.create(plain, { content: "Tides" }, noSignal);
    expect(calls).toEqual([
      'POST /api/knowledge-bots/kb_1/chats {"external_id":"ticket-7","user_metadata":{"a":1}}',
      "POST /api/knowledge-bots/kb_1/chats {}",
      'POST /api/chats {"content":"Tides"}',
    ]);
  });

  test.each([
    ["READY", undefined],
    ["ready", undefined],
    ["PARSE_FAILED", "failed"],
    ["Error", "failed"],
    ["PROCESSING", "working"],
    ["lorem", "working"],
    ["", undefined],
  ])("26: status %s shows as %s", async (status, state) => {
    const { kind } = play(() => json({ ...bot, documents: [documentOf(status)] }));
    const [document] = await kind("crbnai-documents").list(scope, noSignal);
    expect([document?.detail, document?.state]).toEqual([state && status, state]);
  });

  test("16: external_id in bodies is externalId in the query", async () => {
    const chat = { id: "kbc_1", external_id: "a b", created_at: "2024-01-01" };
    const { kind, calls } = play(() => json([chat]));
    const found = await act(kind("crbnai-bot-settings"), "find-chats", "kb_1", {
      externalId: "a b",
    });
    expect(calls).toEqual(["GET /api/knowledge-bots/kb_1/chats?externalId=a+b"]);
    expect(found).toEqual({
      kind: "text",
      languageId: "markdown",
      text: "# a b (1)\n\n- **a b** `kbc_1` 2024-01-01\n",
    });
  });

  test("17: documents are addressed alike, whatever the parameter is called", async () => {
    const { kind, calls } = play((call) => (call.startsWith("GET") ? json(bot) : { pieces: [] }));
    const documents = kind("crbnai-documents");
    await documents.remove?.(scope, ["x"], noSignal);
    await act(documents, "download", "x").catch(() => undefined);
    expect(calls.slice(0, 2)).toEqual(["DELETE /api/documents/x", "GET /api/documents/x/download"]);
  });

  test.each(["0b6f3c1a-6a3e-4d0a-9b7e-2f1a5c3d4e5f", "doc_01hzy3v8q4", "a/b ?"])(
    "18: the id %s is opaque",
    async (id) => {
      const listed = { ...bot, documents: [{ id }] };
      const { kind, calls } = play(() => json(listed));
      const [document] = await kind("crbnai-documents").list(scope, noSignal);
      await kind("crbnai-documents").remove?.(scope, [document?.id ?? ""], noSignal);
      expect(calls.at(-1)).toBe(`DELETE /api/documents/${encodeURIComponent(id)}`);
    },
  );

  test("20: only ids are needed", async () => {
    const { kind } = play((call) => json(call.includes("/kb_1") ? { id: "kb_1" } : [{ id: "x" }]));
    const settings = { ...scope, id: "kb_1" };
    expect(await kind("crbnai-bot-settings").read(settings, noSignal)).toEqual({ id: "kb_1" });
    expect(await kind("crbnai-documents").list(scope, noSignal)).toEqual([]);
    for (const id of ["crbnai-bots", "crbnai-recipes", "crbnai-api-keys"]) {
      expect(await kind(id).list(scope, noSignal)).toEqual([{ id: "x", title: "x" }]);
    }
  });

  test("20: null stands only where the service means something by it", async () => {
    const { kind } = play(() => json({ ...bot, description: null, user_metadata: null }));
    const value = await kind("crbnai-bot-settings").read({ ...scope, id: "kb_1" }, noSignal);
    expect(value).toEqual({ ...bot, user_metadata: null });
  });

  test("20: an update sends what can be set, as it is, and never what the service sets", async () => {
    const fixed = { owner_id: "user_1", language_model: "m", created_at: "2024-01-01" };
    const set = { title: "Sea", description: "Tides", embeddable: true, user_metadata: { a: 1 } };
    const stored = { id: "kb_1", ...fixed, ...set, documents: [{ id: "doc_1" }] };
    const { kind, calls } = play(() => json(stored));
    const address = { ...scope, id: "kb_1" };
    const values = { before: { title: "Sea" }, after: { title: "Ocean" } };
    await kind("crbnai-bot-settings").update?.(address, values, noSignal);
    expect(calls).toEqual([
      "GET /api/knowledge-bots/kb_1",
      `PUT /api/knowledge-bots/kb_1 ${JSON.stringify({ ...set, title: "Ocean" })}`,
    ]);
  });

  test("21: llm_config is a text when a plain chat is made and an object when it is read", async () => {
    const llm_config = { model: "gpt-35-turbo", vendor: "openai" };
    const chat = { id: "c", title: "Tides", llm_config };
    const { kind, calls } = play((call) => json(call.startsWith("GET") ? [chat] : chat));
    const plain = { chatbotId: plainChats.id };
    const value = { content: "Tides", llm_config: "gpt-35-turbo" };
    await kind("crbnai-plain-chat").creations?.[0]?.create(plain, value, noSignal);
    expect(calls).toEqual([`POST /api/chats ${JSON.stringify(value)}`]);
    const read = await kind("crbnai-plain-chat").read({ ...plain, id: "c" }, noSignal);
    expect(read).toEqual({ id: "c", title: "Tides", llm_config });
  });

  test("22: summarize is told what was said before", async () => {
    const { kind, calls } = play(() => ({ pieces: ['{"delta":"At six."}'] }));
    const history = [{ role: "user", content: "What is it about?" }];
    await act(kind("crbnai-bot-settings"), "summarize", "kb_1", { query: "When?", history });
    expect(calls).toEqual([
      'POST /api/knowledge-bots/kb_1/summarize {"query":"When?","history":[{"role":"user","content":"What is it about?"}]}',
    ]);
  });

  test("22: summarize answers a question, wants a history, and cites at the end", async () => {
    const [one, two] = ["11111111-1111-4111-8111-111111111111", "two"];
    const objects = [
      { id: one, content: "First\nline", document_name: "a.pdf", page_number: 3, type: "section" },
      { id: two, content: "Never cited", document_name: "b.pdf", type: "section" },
      { delta: `Six [${one}]`, type: "delta" },
      { delta: ".", type: "delta" },
    ];
    const pieces = objects.map((object) => JSON.stringify(object));
    const { kind, calls } = play(() => ({ pieces }));
    const result = await act(kind("crbnai-bot-settings"), "summarize", "kb_1", { query: "When?" });
    expect(calls).toEqual([
      'POST /api/knowledge-bots/kb_1/summarize {"query":"When?","history":[]}',
    ]);
    expect(result).toEqual({
      kind: "text",
      languageId: "markdown",
      text: `Six [${one}].\n\n---\n\n**[${one}]** a.pdf, 3\n\n> First\n> line\n`,
    });
  });

  test.each([
    ["that breaks off", '{"delta":"Six","type":"del'],
    ["without a text", JSON.stringify({ id: "s", content: "x", type: "section" })],
  ])("12: an answer of summarize %s is a bad reply", async (_name, piece) => {
    const { kind } = play(() => ({ pieces: [piece] }));
    const result = act(kind("crbnai-bot-settings"), "summarize", "kb_1", { query: "When?" });
    await expect(result).rejects.toMatchObject({ kind: "bad-reply" });
  });

  test.each(["", "{}", '{"id":"x","token_hash":"h"}', "OK"])(
    "24: a delete may answer %j",
    async (answer) => {
      const { kind, calls } = play(() => ({ pieces: [answer] }));
      for (const id of ["crbnai-bots", "crbnai-documents", "crbnai-api-keys"]) {
        await kind(id).remove?.(scope, ["x", "y"], noSignal);
      }
      expect(calls).toEqual(
        ["knowledge-bots", "documents", "accounts/me/api-keys"].flatMap((path) => [
          `DELETE /api/${path}/x`,
          `DELETE /api/${path}/y`,
        ]),
      );
    },
  );

  test("25: nothing is sent for an empty id", async () => {
    const { provider, kind, calls } = play(() => json({ id: "x" }));
    const plain = { chatbotId: plainChats.id, sessionId: "" };
    const attempts = [
      async () => provider.listMessages(plain, noSignal),
      async () => kind("crbnai-documents").remove?.(scope, [""], noSignal),
      async () => kind("crbnai-bots").remove?.(scope, ["x", ""], noSignal),
      async () => kind("crbnai-bot-settings").read({ chatbotId: "", id: "" }, noSignal),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({ kind: "bug" });
    }
    expect(calls).toEqual([]);
  });
});

test("a new key is a secret from the moment it is made, whatever it looks like", async () => {
  const { kind } = play(() => json({ id: "k", token: "unlike any other" }));
  const made = await kind("crbnai-api-keys").creations?.[0]?.create(scope, {}, noSignal);
  expect(made).toEqual({ id: "k", title: "k", secret: "unlike any other" });
  expect(redact("it is unlike any other")).toBe("it is [redacted]");
});
