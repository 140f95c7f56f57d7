import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newQuestion, type Question } from "../../../src/core/chat/questions.ts";
import { SessionFiles } from "../../../src/host/sessions/sessionFiles.ts";
import { MemoryLog } from "../../helpers/fakes.ts";

// What other versions of Parley have written: users update, go back, and have two windows of different versions.

let root: string;
let files: SessionFiles;
let path: string;
const place = { accountId: "account", chatbotId: "bot", id: "session" };
const waiting = (text: string): Question =>
  newQuestion({ id: text, text, askedAt: 1, window: "w" });

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "parley-versions-"));
  files = new SessionFiles(root, new MemoryLog());
  path = files.path(place);
  await files.update(place, () => ({ title: "x" }));
});
afterEach(async () => rm(root, { recursive: true, force: true }));

test("a file of an earlier version is read: its session, and a question without an answer", async () => {
  const question = { key: "q", role: "user", text: "why?", createdAt: 5 };
  const reply = { key: "a", role: "assistant", text: "half", state: { kind: "stopped" } };
  const old = { version: 1, chatbotId: place.chatbotId, sessionId: place.id, unread: true };
  await writeFile(path, JSON.stringify({ ...old, unsettled: { question, reply } }));
  expect(await files.read(place)).toMatchObject({
    id: "session",
    serviceId: "session",
    unread: true,
    questions: [{ text: "why?", state: "interrupted", reply: { text: "half" } }],
  });
});

test("what a later build has added to a file is neither read wrongly nor lost", async () => {
  const failed = { ...waiting("failed"), state: "failed" as const };
  await files.update(place, () => ({ questions: [waiting("new state"), failed] }));
  const stored = JSON.parse(await readFile(path, "utf8")) as { questions: object[] };
  // Kinds of errors and states of questions were added before without another version of the file.
  const [one, two] = stored.questions;
  const error = { kind: "a new kind", detail: "d", serviceMessage: "Not today." };
  const reply = { key: "r", role: "assistant", text: "half", state: { kind: "translated" } };
  const attachment = { id: "a", path: "a.ts", languageId: "typescript", text: "a()" };
  await writeFile(
    path,
    JSON.stringify({
      ...stored,
      color: "red",
      draft: { text: "typed", attachments: [attachment, { id: "b", cells: [1] }] },
      sources: [{ id: "s", title: "A source" }, { id: 1 }],
      questions: [
        { ...one, state: "translating", reply },
        { ...two, error, language: "de" },
        { id: "three", text: "only the words" },
      ],
    }),
  );
  const read = {
    draft: { text: "typed", attachments: [attachment] },
    sources: [{ id: "s", title: "A source" }],
    questions: [
      { text: "new state", state: "interrupted", reply: { text: "half" } },
      { text: "failed", state: "failed", error: { kind: "server", serviceMessage: "Not today." } },
      { text: "only the words", state: "interrupted", isSent: true },
    ],
  };
  expect(await files.read(place)).toMatchObject(read);
  await files.update(place, () => ({ title: "x" }));
  expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({
    version: 2,
    color: "red",
    questions: [
      { text: "new state" },
      { text: "failed", language: "de" },
      { text: "only the words" },
    ],
  });
});

test("what was typed in a chat that an earlier build had not sent yet can be sent", async () => {
  const draft = { text: "typed", attachments: [] };
  const sessionId = "5f0e8a52-6c0f-4f0e-9a53-0d6a6f1f8a10";
  const old = { version: 1, chatbotId: place.chatbotId, sessionId, draft, isNew: true };
  await rm(path);
  await writeFile(files.path({ ...place, id: sessionId }), JSON.stringify(old));
  const [file] = [...(await files.readAll(place.accountId, place.chatbotId)).values()];
  const ref = { ...place, id: file?.id ?? "" };
  expect(file).toMatchObject({ draft, questions: [] });
  expect(await files.serviceIdOf(ref)).toBeUndefined();
  expect(await files.read(ref)).toMatchObject({ draft });
  await files.update(ref, () => ({ draft: undefined, serviceId: "s" }));
  expect(await files.readAll(place.accountId, place.chatbotId)).toHaveLength(1);
  expect(await files.serviceIdOf(ref)).toBe("s");
});

test("a file of a later version of Parley is left to the window that has it", async () => {
  const later = '{"version":3,"chatbotId":"bot"}';
  await writeFile(path, later);
  expect(await files.read(place)).toBeUndefined();
  expect(await files.takeChange(path)).toBeUndefined();
  await expect(files.update(place, () => ({ title: "y" }))).rejects.toThrow("later version");
  expect(await readFile(path, "utf8")).toBe(later);
  // Who deletes its session is not held up by it.
  await files.remove(place);
  expect(await readdir(dirname(path))).toEqual([]);
});
