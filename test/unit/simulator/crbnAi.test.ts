import { expect, test } from "vitest";
import type { Simulator } from "../../../src/simulator/server.ts";
import { exchange, fetchJson } from "./rawExchange.ts";
import { runSimulator } from "./runningSimulator.ts";

const as = "crbnai";
const question = "How do I hand over the pager?";

interface WireObject {
  type: string;
  id?: string;
  delta?: string;
  page_number?: number;
}

async function openChat(simulator: Simulator, body: object = {}): Promise<string> {
  const bots = await fetchJson<{ id: string; title: string }[]>(simulator, {
    as,
    path: "/api/knowledge-bots",
  });
  const bot = bots.find(({ title }) => title === "Incident Archive")?.id ?? "";
  const path = `/api/knowledge-bots/${bot}/chats`;
  const chat = await fetchJson<{ id: string }>(simulator, { as, method: "POST", path, body });
  return `${path}/${chat.id}/messages`;
}

const ask = (simulator: Simulator, path: string, content: string) =>
  exchange(simulator, { as, method: "POST", path, body: { content } });

/** Reads objects back to back by trying each closing brace; slow, and surely right. */
function objectsIn(text: string): WireObject[] {
  const objects: WireObject[] = [];
  for (let rest = text.trim(); rest !== "";) {
    let end = rest.indexOf("}");
    while (!isJson(rest.slice(0, end + 1))) {
      end = rest.indexOf("}", end + 1);
      if (end < 0) {
        throw new Error(`No object in ${rest}`);
      }
    }
    objects.push(JSON.parse(rest.slice(0, end + 1)) as WireObject);
    rest = rest.slice(end + 1).trim();
  }
  return objects;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const textIn = (objects: WireObject[]): string => objects.map(({ delta = "" }) => delta).join("");

test("an answer is passages, then deltas, whose text cites the passages by id", async () => {
  const simulator = await runSimulator();
  const path = await openChat(simulator);
  const answer = await ask(simulator, path, question);
  expect(answer.headers["content-type"]).toBe("application/json");
  const objects = objectsIn(answer.text);
  const firstDelta = objects.findIndex(({ type }) => type === "delta");
  expect(objects.slice(0, firstDelta).map(({ type }) => type)).not.toContain("delta");
  expect(objects.slice(firstDelta).every(({ type }) => type === "delta")).toBe(true);
  expect(objects[0]).toEqual({
    id: expect.stringMatching(/^dsec[0-9a-hjkmnp-tv-z]{26}$/) as string,
    content: expect.stringContaining("📟") as string,
    similarity: expect.closeTo(0.8, 0) as number,
    document_name: "on-call-runbook.pdf",
    page_number: 5,
    type: "section",
  });
  const id = objects[0]?.id ?? "";
  expect(textIn(objects)).toContain(`[${id}]`);
  expect(objects.every(({ delta }) => !delta?.includes(id))).toBe(true);
});

test("the framing differs from answer to answer and the text never does", async () => {
  const simulator = await runSimulator();
  const path = await openChat(simulator);
  const answers = [];
  for (let count = 0; count < 4; count += 1) {
    answers.push((await ask(simulator, path, question)).text);
  }
  expect(new Set(answers.map((text) => textIn(objectsIn(text)))).size).toBe(1);
  const between = answers.map((text) => /\}(\s*)\{/.exec(text.slice(text.indexOf('"delta"')))?.[1]);
  expect(new Set(between)).toEqual(new Set(["", " \t\n  ", "\n", "\r\n"]));
  expect(answers.filter((text) => text.trimStart().startsWith('{"type"'))).toHaveLength(2);
  expect(answers.filter((text) => text.includes("📟"))).toHaveLength(3);
  expect(answers.filter((text) => /\\ud83d"[\s\S]*"\\udcdf/.test(text))).toHaveLength(1);
});

test("without streaming the answer is any of the three forms a client may expect", async () => {
  const simulator = await runSimulator();
  const path = await openChat(simulator);
  const forms = [];
  for (let count = 0; count < 3; count += 1) {
    const { text } = await ask(simulator, `${path}?stream=false`, question);
    forms.push(isJson(text) ? (Array.isArray(JSON.parse(text)) ? "array" : "message") : "sequence");
  }
  expect(forms.toSorted()).toEqual(["array", "message", "sequence"]);
});

test("messages are listed newest first, with raw markers and without passages", async () => {
  const simulator = await runSimulator({ now: () => Date.UTC(2024, 0, 24, 8, 0, 0, 610) });
  const path = await openChat(simulator);
  await ask(simulator, path, "Which severity levels are there?");
  await ask(simulator, path, question);
  const messages = await fetchJson<{ role: string; content: string }[]>(simulator, { as, path });
  expect(messages.map(({ role }) => role)).toEqual(["assistant", "user", "assistant", "user"]);
  expect(messages[1]).toEqual({
    id: expect.stringMatching(/^kbcm_[0-9a-hjkmnp-tv-z]{26}$/) as string,
    chat_id: path.split("/").at(-2),
    role: "user",
    content: question,
    created_at: "2024-01-24T08:00:00.610000+00:00",
  });
  expect(messages[0]?.content).toMatch(/ \[dsec\w{26}\]/);
});

test("chats of a bot can be found by the caller's own reference", async () => {
  const simulator = await runSimulator();
  const path = await openChat(simulator, { external_id: "ticket-7", user_metadata: { a: 1 } });
  const chats = path.split("/").slice(0, -2).join("/");
  const [chat, ...others] = await fetchJson<object[]>(simulator, {
    as,
    path: `${chats}?externalId=ticket-7`,
  });
  expect(others).toEqual([]);
  expect(Object.keys(chat ?? {})).toEqual([
    "id",
    "knowledge_bot_id",
    "owner_id",
    "created_at",
    "updated_at",
    "last_message_at",
    "external_id",
    "user_metadata",
  ]);
  const body = { content: question, sourceSectionLimit: 51 };
  expect((await exchange(simulator, { as, method: "POST", path, body })).status).toBe(400);
});

test("plain chats are another family: titles, recipes, no passages", async () => {
  const simulator = await runSimulator();
  const post = (path: string, body: object) =>
    fetchJson<{ id: string }>(simulator, { as, method: "POST", path, body });
  const [recipe] = await fetchJson<{ id: string; index: number }[]>(simulator, {
    as,
    path: "/api/chats/recipes",
  });
  expect(recipe).toMatchObject({
    id: expect.stringMatching(/^reci_/) as string,
    index: 0,
    name: "Explain to a newcomer",
  });
  const content = "Please explain closures in JavaScript to me, slowly.";
  const chat = await post("/api/chats", { content, recipe_id: recipe?.id });
  expect(chat).toMatchObject({ title: "Please explain closures in JavaScript to" });
  await post("/api/chats", { content });
  const path = `/api/chats/${chat.id}/messages`;
  expect(await fetchJson(simulator, { as, path })).toEqual([]);

  const answer = await ask(simulator, path, content);
  expect(answer.headers["content-type"]).toBe("text/plain; charset=utf-8");
  const objects = objectsIn(answer.text);
  expect(new Set(objects.map(({ type }) => type))).toEqual(new Set(["delta"]));
  const listed = await fetchJson(simulator, {
    as,
    path: `/api/chats?recipe_id=${recipe?.id ?? ""}`,
  });
  expect(listed).toMatchObject([{ id: chat.id, recipe_id: recipe?.id }]);
  const foreign = await exchange(simulator, { as, path: "/api/chats/kbc_1/messages" });
  expect([foreign.status, JSON.parse(foreign.text)]).toEqual([
    404,
    { statusCode: 404, message: "Record Not Found" },
  ]);
});

test("a new document is answered from once it is ready, with the metadata it was given", async () => {
  const simulator = await runSimulator();
  const call = <T>(method: string, path: string, body: object) =>
    fetchJson<T>(simulator, { as, method, path, body });
  const bot = await call<{ id: string }>("POST", "/api/knowledge-bots", { title: "Sea" });
  const path = `/api/knowledge-bots/${bot.id}`;
  const { uploads } = await call<{ uploads: { signedUrl: string; path: string }[] }>(
    "POST",
    `${path}/prepare-upload`,
    { filenames: ["tides.md"] },
  );
  const [{ signedUrl, path: stored } = { signedUrl: "", path: "" }] = uploads;
  const announcement = { path: stored, filename: "tides.md" };
  const tooEarly = { as, method: "POST", path: `${path}/documents`, body: announcement };
  expect((await exchange(simulator, tooEarly)).status).toBe(400);
  await fetch(signedUrl, { method: "PUT", body: "# Tides\n\nHigh water is at six." });
  const document = await call<{ id: string }>("POST", `${path}/documents`, announcement);
  expect(document).toMatchObject({ knowledge_base_id: bot.id, status: "PROCESSING" });
  const change = { user_metadata: { shelf: 3 } };
  expect(await call("PUT", `/api/documents/${document.id}`, change)).toMatchObject({
    knowledge_bot_id: bot.id,
    ...change,
  });

  const sections = async () => {
    const body = { query: "When is high water?", history: [] };
    const { text } = await exchange(simulator, {
      as,
      method: "POST",
      path: `${path}/summarize`,
      body,
    });
    return objectsIn(text).filter(({ type }) => type === "section");
  };
  expect(await sections()).toEqual([]);
  for (let look = 0; look < 2; look += 1) await fetchJson(simulator, { as, path });
  expect(await sections()).toMatchObject([{ document_name: "tides.md", ...change }]);
});

test("a bot is replaced as a whole, and what only the service sets is refused", async () => {
  const simulator = await runSimulator();
  const put = (path: string, body: object) =>
    exchange(simulator, { as, method: "PUT", path, body });
  const made = { title: "Sea", description: "Tides", embeddable: true };
  const { id } = await fetchJson<{ id: string }>(simulator, {
    as,
    method: "POST",
    path: "/api/knowledge-bots",
    body: made,
  });
  const path = `/api/knowledge-bots/${id}`;
  expect((await put(path, { title: "Ocean" })).status).toBe(200);
  expect(await fetchJson(simulator, { as, path })).toMatchObject({
    title: "Ocean",
    description: "",
    embeddable: false,
  });
  for (const body of [{ description: "x" }, { ...made, id }, { ...made, llm_config: {} }]) {
    expect((await put(path, body)).status).toBe(400);
  }
  expect((await exchange(simulator, { as, method: "DELETE", path })).text).toBe("{}");
  expect((await exchange(simulator, { as, path })).status).toBe(404);
});
