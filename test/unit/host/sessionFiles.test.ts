import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newQuestion, type Question } from "../../../src/core/chat/questions.ts";
import { ChatFile } from "../../../src/host/sessions/chatFile.ts";
import { SessionFiles } from "../../../src/host/sessions/sessionFiles.ts";
import { sessionNotes } from "../../../src/host/sessions/sessionNotes.ts";
import { newSessionRef } from "../../../src/host/refs/sessionRef.ts";
import { MemoryLog } from "../../helpers/fakes.ts";

let root: string;
let log: MemoryLog;
let files: SessionFiles;
const place = { accountId: "account", chatbotId: "bot/../../x", id: "../session" };

const address = { chatbotId: place.chatbotId, sessionId: place.id };
const waiting = (text: string): Question =>
  newQuestion({ id: text, text, askedAt: 1, window: "w" });

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
  const notes = sessionNotes(files, "account", log);
  await Promise.all(sources.map(async (source) => notes.addSources(address, [source])));
  // In whichever order.
  const kept = await notes.readSources(address);
  expect(kept).toHaveLength(sources.length);
  expect(kept).toEqual(expect.arrayContaining(sources));
});

test("a question that nobody knows the fate of is kept, with why", async () => {
  const error = { kind: "unsure", detail: "2 sessions begin with the question" } as const;
  const lost = { ...waiting("why?"), state: "failed", isSent: true, known: [], error } as const;
  await files.update(place, () => ({ questions: [lost] }));
  expect((await new SessionFiles(root, log).read(place))?.questions).toEqual([lost]);
});

test("a file with nothing in it is deleted", async () => {
  await files.update(place, () => ({ title: "x" }));
  await files.update(place, () => ({ title: undefined }));
  expect(await allFiles()).toEqual([]);
});

test("a file that is deleted and made again is newer, also after the clock was set back", async () => {
  await files.update(place, () => ({ title: "x" }));
  const path = files.path(place);
  const ahead = Date.now() + 3600_000;
  const file = JSON.parse(await readFile(path, "utf8")) as object;
  await writeFile(path, JSON.stringify({ ...file, revision: ahead }));
  const store = new ChatFile(files, place, log);
  const { revision: first } = await store.read();
  expect(first).toBe(ahead);
  await files.update(place, () => ({ title: undefined }));
  expect(await allFiles()).toEqual([]);
  const { revision: gone } = await store.read();
  expect(gone).toBeGreaterThan(first);
  const { revision: again } = await store.update(() => ({ questions: [waiting("why?")] }));
  expect(again).toBeGreaterThan(gone);
});

test("more sessions are remembered than a process may have files open", async () => {
  const ref = { ...place, chatbotId: "bot" };
  const [folder, most, count] = [files.folder("account", "bot"), 100, 300];
  await mkdir(folder, { recursive: true });
  const content = { version: 2, chatbotId: "bot", revision: 1, questions: [], pinned: true };
  for (let index = 0; index < count; index += 1) {
    const id = `session ${index}`;
    await writeFile(files.path({ ...ref, id }), JSON.stringify({ ...content, id }));
  }
  const program = fileURLToPath(new URL("../../helpers/countSessionFiles.ts", import.meta.url));
  const run = promisify(execFile);
  const { stdout } =
    process.platform === "win32"
      ? await run(process.execPath, [program, root])
      : await run("sh", [
          "-c",
          `ulimit -n ${most}; exec "$0" "$@"`,
          process.execPath,
          program,
          root,
        ]);
  expect(Number(stdout)).toBe(count);
});

test("a session that Parley began keeps its file and its id when the service has made it", async () => {
  const begun = newSessionRef("account", "bot");
  await files.update(begun, () => ({ draft: { text: "x", attachments: [] } }));
  expect(await files.serviceIdOf(begun)).toBeUndefined();
  await files.update(begun, () => ({ serviceId: "real", draft: undefined }));
  const other = new SessionFiles(root, log);
  expect(await other.refOf("account", "bot", "real")).toEqual(begun);
  expect(await other.serviceIdOf(begun)).toBe("real");
  // That it is the service's session is worth to be remembered.
  expect(await allFiles()).toHaveLength(1);
  await sessionNotes(other, "account", log).addSources({ chatbotId: "bot", sessionId: "real" }, [
    { id: "s", title: "Source" },
  ]);
  expect((await files.read(begun))?.sources).toHaveLength(1);
});

test("a session from elsewhere is known by the service's id", async () => {
  expect(await files.refOf("account", "bot", "theirs")).toEqual({
    accountId: "account",
    chatbotId: "bot",
    id: "theirs",
  });
  expect(await files.serviceIdOf({ accountId: "account", chatbotId: "bot", id: "theirs" })).toBe(
    "theirs",
  );
});

test.each(["", "{", "null", '{"version":2}', '{"version":1,"chatbotId":3}'])(
  "%j is set aside, and the session starts afresh",
  async (content) => {
    await files.update(place, () => ({ title: "x" }));
    const [path = ""] = await allFiles();
    await writeFile(path, content);
    expect(await files.read(place)).toBeUndefined();
    expect(await readFile(`${path}.broken`, "utf8")).toBe(content);
    // That it is gone then does not say that another window has deleted its session.
    expect(await files.takeChange(path)).toBeUndefined();
    await files.update(place, () => ({ title: "again" }));
    expect(await files.read(place)).toMatchObject({ title: "again" });
  },
);

test("what the user notes is kept, and one member that cannot be read spoils no other", async () => {
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

test("a question that cannot be read spoils no other", async () => {
  await files.update(place, () => ({ questions: [waiting("one"), waiting("two")] }));
  const [path = ""] = await allFiles();
  const content = await readFile(path, "utf8");
  await writeFile(path, content.replace('"one"', "1"));
  expect((await files.read(place))?.questions.map(({ text }) => text)).toEqual(["two"]);
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
      await sessionNotes(through, "account", log).addSources(address, [{ id, title: id }]);
    });
  await Promise.all([...add(files, "one"), ...add(other, "two")]);
  expect(await sessionNotes(files, "account", log).readSources(address)).toHaveLength(50);
  expect((await allFiles()).filter((path) => !path.endsWith(".json"))).toEqual([]);
});

test("storage that cannot be written to is said by an error, and nothing is half there", async () => {
  await writeFile(join(root, "occupied"), "");
  const broken = new SessionFiles(join(root, "occupied"), log);
  await expect(broken.update(place, () => ({ title: "x" }))).rejects.toThrow();
  expect(await broken.readAll("account", "bot")).toEqual(new Map());
  // What a service's client does with its notes must not end an answer.
  const notes = sessionNotes(broken, "account", log);
  await notes.addSources(address, [{ id: "s", title: "source" }]);
  expect(await notes.readSources(address)).toEqual([]);
  expect(log.lines.join("\n")).toContain("session notes");
  expect(await readdir(root)).toEqual(["occupied"]);
});

test("a text that its service has taken is known in this window also where it cannot be written", async () => {
  const notes = sessionNotes(files, "account", log);
  await notes.writeText("custom text", "before");
  const [path = ""] = await allFiles();
  const folder = dirname(path);
  await rm(folder, { recursive: true });
  await writeFile(folder, "occupied");
  await notes.writeText("custom text", "what the service has");
  expect(await notes.readText("custom text")).toBe("what the service has");
  expect(log.lines.join("\n")).toContain("session notes");
  await rm(folder);
  await notes.writeText("custom text", "and more");
  expect(await sessionNotes(files, "account", log).readText("custom text")).toBe("and more");
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
    '{"version":"99"}',
    "\0\0\0",
  ];
  for (const content of broken) {
    await writeFile(path, content);
    expect(await files.read(place)).toBeUndefined();
    await files.update(place, () => ({ title: "again" }));
    expect((await files.read(place))?.title).toBe("again");
  }
});

test("of a removed account no text is kept that its service has taken meanwhile", async () => {
  const notes = sessionNotes(files, "account", log);
  await notes.writeText("custom text", "before");
  await Promise.allSettled([
    notes.writeText("custom text", "while it is removed"),
    files.removeAllOf({ accountId: "account" }),
  ]);
  expect(await allFiles()).toEqual([]);
  await notes.writeText("custom text", "later");
  expect(await allFiles()).toEqual([]);
  files.admit("account");
  await notes.writeText("custom text", "again");
  expect(await notes.readText("custom text")).toBe("again");
});
