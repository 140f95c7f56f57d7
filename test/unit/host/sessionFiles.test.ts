import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SessionFiles } from "../../../src/host/sessions/sessionFiles.ts";
import { MemoryLog } from "../../helpers/fakes.ts";

let root: string;
let log: MemoryLog;
let files: SessionFiles;
const place = { accountId: "account", chatbotId: "bot/../../x", sessionId: "../session" };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "parley-files-"));
  log = new MemoryLog();
  files = new SessionFiles(root, log);
});
afterEach(async () => rm(root, { recursive: true, force: true }));

const allFiles = async (): Promise<readonly string[]> => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
};

test("what is written is read back, by another window too, and stays below its folder", async () => {
  const draft = { text: "half a thought", attachments: [] };
  await files.update(place, () => ({ title: "A title", draft }));
  await files.update(place, () => ({ unread: true }));
  const other = new SessionFiles(root, log);
  expect(await other.read(place)).toMatchObject({ title: "A title", draft, unread: true });
  expect((await other.readAll("account", "bot/../../x")).get("../session")?.title).toBe("A title");
  const [only, ...others] = await allFiles();
  expect(others).toEqual([]);
  // Drafts can hold code: nobody else on this machine may read them.
  if (process.platform !== "win32") expect((await stat(only ?? "")).mode & 0o077).toBe(0);
});

test("changes that are made at once are all kept", async () => {
  const sources = Array.from({ length: 20 }, (_, index) => ({
    id: `s${index}`,
    title: `Source ${index}`,
  }));
  const notes = files.notesFor("account");
  await Promise.all(sources.map(async (source) => notes.addSources(place, [source])));
  expect(await notes.readSources(place)).toEqual(sources);
});

test("a file with nothing in it is deleted", async () => {
  await files.update(place, () => ({ title: "x" }));
  await files.update(place, () => ({ title: undefined }));
  expect(await allFiles()).toEqual([]);
});

test("a new session's file follows it to its id", async () => {
  await files.update(place, () => ({ title: "New" }));
  await files.move(place, { ...place, sessionId: "real" });
  expect(await files.read(place)).toBeUndefined();
  expect(await files.read({ ...place, sessionId: "real" })).toMatchObject({
    title: "New",
    sessionId: "real",
  });
});

test.each(["", "{", "null", '{"version":2}', '{"version":1,"chatbotId":3}'])(
  "%j is set aside, and the session starts afresh",
  async (content) => {
    await files.update(place, () => ({ title: "x" }));
    const [path = ""] = await allFiles();
    await writeFile(path, content);
    expect(await files.read(place)).toBeUndefined();
    expect(await readFile(`${path}.broken`, "utf8")).toBe(content);
    await files.update(place, () => ({ title: "again" }));
    expect(await files.read(place)).toMatchObject({ title: "again" });
  },
);

test("forgetting an account leaves the others", async () => {
  await files.update(place, () => ({ title: "x" }));
  await files.update({ ...place, accountId: "other" }, () => ({ title: "y" }));
  await files.removeAccount("account");
  expect(await files.read(place)).toBeUndefined();
  expect(await files.read({ ...place, accountId: "other" })).toMatchObject({ title: "y" });
});

test("what a person notes is kept, and one member that cannot be read spoils no other", async () => {
  await files.update(place, () => ({
    customTitle: "Mine",
    pinned: true,
    workspaces: ["a", "b"],
    title: "Theirs",
  }));
  const [path = ""] = await allFiles();
  const stored = JSON.parse(await readFile(path, "utf8")) as object;
  expect(stored).toMatchObject({ customTitle: "Mine", pinned: true, workspaces: ["a", "b"] });
  await writeFile(path, JSON.stringify({ ...stored, pinned: "yes", workspaces: "a" }));
  const file = await files.read(place);
  expect(file).toMatchObject({ customTitle: "Mine", title: "Theirs" });
  expect(file?.pinned).toBeUndefined();
  expect(file?.workspaces).toBeUndefined();
});

test("a file from before these members were there is read", async () => {
  await files.update(place, () => ({ title: "x" }));
  const [path = ""] = await allFiles();
  const old = { version: 1, chatbotId: place.chatbotId, sessionId: place.sessionId, unread: true };
  await writeFile(path, JSON.stringify(old));
  expect(await files.read(place)).toMatchObject({ sessionId: "../session", unread: true });
});

test("the file of a session that was never sent says so until the session has its id", async () => {
  const draft = { text: "half a thought", attachments: [] };
  const fresh = { ...place, isNew: true };
  await files.update(fresh, () => ({ draft }));
  await files.update(place, () => ({ pinned: true }));
  expect((await files.readAll("account", place.chatbotId)).get("../session")?.isNew).toBe(true);
  const real = { ...place, sessionId: "real", isNew: false };
  await files.move(fresh, real);
  expect(await files.read(real)).toMatchObject({ draft, pinned: true });
  expect((await files.read(real))?.isNew).toBeUndefined();
  // That it is new is nothing to remember by itself.
  await files.update({ ...fresh, sessionId: "other" }, () => ({ draft: undefined }));
  expect(await allFiles()).toHaveLength(1);
});

test("a change that comes while a session gets its id goes where the session goes", async () => {
  const fresh = { ...place, isNew: true };
  const real = { ...place, sessionId: "real", isNew: false };
  await files.update(fresh, () => ({ title: "New" }));
  await Promise.all([
    files.move(fresh, real),
    files.update(fresh, () => ({ draft: { text: "next", attachments: [] } })),
    files.update(real, () => ({ pinned: true })),
  ]);
  expect(await files.read(real)).toMatchObject({
    title: "New",
    pinned: true,
    draft: { text: "next" },
  });
  expect(await allFiles()).toHaveLength(1);
});

test("a session is forgotten unless its file is needed, after what is being written to it", async () => {
  const hasDraft = ({ draft }: { draft?: unknown }): boolean => draft !== undefined;
  const draft = { text: "x", attachments: [] };
  const saving = files.update(place, () => ({ draft }));
  expect(await files.removeUnless(place, hasDraft)).toMatchObject({ draft });
  await saving;
  expect(await allFiles()).toHaveLength(1);
  await files.update(place, () => ({ draft: undefined, title: "x" }));
  expect(await files.removeUnless(place, hasDraft)).toBeUndefined();
  expect(await allFiles()).toEqual([]);
});

test("two windows that change one session at once lose nothing of each other", async () => {
  const other = new SessionFiles(root, log);
  const add = (through: SessionFiles, name: string): Promise<void>[] =>
    Array.from({ length: 25 }, async (_, index) => {
      const id = `${name}-${index}`;
      await through.notesFor("account").addSources(place, [{ id, title: id }]);
    });
  await Promise.all([...add(files, "one"), ...add(other, "two")]);
  expect(await files.notesFor("account").readSources(place)).toHaveLength(50);
  expect((await allFiles()).filter((path) => !path.endsWith(".json"))).toEqual([]);
});

test("storage that cannot be written to is said by an error, and nothing is half there", async () => {
  await writeFile(join(root, "occupied"), "");
  const broken = new SessionFiles(join(root, "occupied"), log);
  await expect(broken.update(place, () => ({ title: "x" }))).rejects.toThrow();
  expect(await broken.readAll("account", "bot")).toEqual(new Map());
  // What a service's client does with its notes must not end an answer.
  const notes = broken.notesFor("account");
  await notes.addSources(place, [{ id: "s", title: "source" }]);
  expect(await notes.readSources(place)).toEqual([]);
  expect(log.lines.join("\n")).toContain("session notes");
  expect(await readdir(root)).toEqual(["occupied"]);
});

test("any content of a file is read or set aside, and the session can be written again", async () => {
  await files.update(place, () => ({ title: "whole" }));
  const [path = ""] = await allFiles();
  const whole = await readFile(path, "utf8");
  const broken = [
    "",
    "{",
    "null",
    "[]",
    whole.slice(0, 40),
    `${whole}${whole}`,
    '{"version":99}',
    "\0\0\0",
  ];
  for (const content of broken) {
    await writeFile(path, content);
    expect(await files.read(place)).toBeUndefined();
    await files.update(place, () => ({ title: "again" }));
    expect((await files.read(place))?.title).toBe("again");
  }
});
