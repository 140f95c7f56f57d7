import { mkdtemp, readFile, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Clock } from "../../../src/core/clock.ts";
import type { Session } from "../../../src/core/model.ts";
import { withFileLock } from "../../../src/host/adapters/fileLock.ts";
import { writeAtomically } from "../../../src/host/adapters/writeAtomically.ts";
import { newSessionRef, type SessionRef } from "../../../src/host/refs/sessionRef.ts";
import { Catalog } from "../../../src/host/sessions/catalog.ts";
import { OpenChats, type OpenChatsOptions } from "../../../src/host/sessions/openChats.ts";
import { followOtherWindows } from "../../../src/host/sessions/otherWindows.ts";
import { SessionFiles } from "../../../src/host/sessions/sessionFiles.ts";
import { SessionMarks } from "../../../src/host/sessions/sessionMarks.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { FakeClock, ManualClock, MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

/** The disk is a real one, and the machine may be busy. */
const eventually = async (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000 });

const account = knownAccount();
const listed: SessionRef = { accountId: account.id, chatbotId: "bot", id: "s" };
const own = newSessionRef(account.id, "bot");

/** What one window has of everything. */
type Window = Awaited<ReturnType<typeof openWindow>>;

let folder: string;
let stored: Session[];
let here: Window;
let there: Window;
let closeAll: (() => Promise<void>)[];

beforeEach(async () => {
  closeAll = [];
  folder = await mkdtemp(join(tmpdir(), "parley-other-windows-"));
  stored = [{ id: "s", chatbotId: "bot", title: "Tokens" }];
  there = await openWindow();
  here = await openWindow();
});

afterEach(async () => {
  for (const close of closeAll) await close();
  await rm(folder, { recursive: true });
});

async function openWindow(clock: Clock = new FakeClock()) {
  const client = new FakeProvider();
  let lists = 0;
  client.listSessions = async () => {
    lists += 1;
    return [...stored];
  };
  const log = new MemoryLog();
  const files = new SessionFiles(folder, log);
  const catalog = new Catalog(async () => client, files, log);
  const marks = new SessionMarks(catalog, files);
  const chats = new OpenChats({
    accounts: { find: async () => account },
    connect: async () => client,
    catalog,
    files,
    marks,
    onSend: () => undefined,
    clock,
    log,
  } as unknown as OpenChatsOptions);
  await catalog.sessions(account.id, "bot");
  const closed: string[] = [];
  const panels = async () => ({ close: ({ id }: SessionRef) => void closed.push(id) });
  const watcher = followOtherWindows({ catalog, chats, files, panels, clock, log });
  closeAll.push(async () => {
    watcher.dispose();
    await chats.closeAll();
    await files.removeAllOf({ accountId: account.id });
  });
  const titles = () =>
    catalog.known(account.id, "bot").map(({ title, customTitle }) => customTitle ?? title);
  return { client, files, catalog, marks, chats, closed, log, titles, lists: () => lists };
}

/** A question is asked and answered in a session that Parley begins. */
async function askThere(): Promise<void> {
  const { chat } = await there.chats.hold(own);
  await chat.load();
  chat.ask("Why tides?");
  await eventually(() => expect(chat.state.messages.at(-1)?.text).toBe("fine"));
  await eventually(() => expect(chat.isBusy).toBe(false));
}

describe("what another window does is followed", () => {
  test("a name, in the list and in the chat that is open, and that it is taken back", async () => {
    const { chat } = await here.chats.hold(listed);
    await there.chats.rename(listed, "Mine");
    await eventually(() => expect([here.titles(), chat.state.title]).toEqual([["Mine"], "Mine"]));
    await there.chats.rename(listed, undefined);
    await eventually(() =>
      expect([here.titles(), chat.state.title]).toEqual([["Tokens"], "Tokens"]),
    );
  });

  test("also where this window wrote the file in the same moment", async () => {
    await Promise.all([there.chats.rename(listed, "Mine"), here.marks.pin(listed, true)]);
    await eventually(() => expect(here.titles()).toEqual(["Mine"]));
    await eventually(() => expect(there.catalog.find(listed)?.pinned).toBe(true));
  });

  test("a name that is given while the service lists the sessions", async () => {
    const list = Promise.withResolvers<Session[]>();
    here.client.listSessions = async () => list.promise;
    here.catalog.refresh();
    const loading = here.catalog.sessions(account.id, "bot");
    await here.files.readAll(account.id, "bot");
    await there.chats.rename(listed, "Mine");
    list.resolve(stored);
    await loading;
    expect(here.titles()).toEqual(["Mine"]);
  });

  test("but a session that the service does not list gets no row for its file", async () => {
    stored = [{ id: "s2", chatbotId: "bot", title: "Rates" }];
    here.catalog.refresh();
    await here.catalog.sessions(account.id, "bot");
    await there.marks.pin(listed, true);
    await there.marks.pin({ ...listed, id: "s2" }, true);
    await eventually(() => expect(here.catalog.find({ ...listed, id: "s2" })?.pinned).toBe(true));
    expect(here.titles()).toEqual(["Rates"]);
  });

  test("that something is unread, but not while it is read here", async () => {
    await there.marks.setUnread(listed, true);
    await eventually(() => expect(here.catalog.find(listed)?.unread).toBe(true));
    here.chats.show(listed);
    await eventually(() => expect(there.catalog.find(listed)?.unread).toBe(false));
    await there.marks.setUnread(listed, true);
    await there.marks.name(listed, "Mine");
    await eventually(() => expect(here.titles()).toEqual(["Mine"]));
    expect(here.catalog.find(listed)?.unread).toBe(false);
  });

  test("a session that is begun, with what is typed first and its service's id later", async () => {
    const { chat } = await there.chats.hold(own);
    chat.draft.set({ text: "Why", attachments: [] });
    chat.draft.flush();
    await eventually(() => expect(here.catalog.find(own)?.draft).toBe("Why"));
    await askThere();
    await eventually(() => expect(here.catalog.find(own)?.serviceId).toBe("session-1"));
    expect(here.catalog.find(own)?.draft).toBeUndefined();
    expect(here.titles()).toEqual(["Why tides?", "Tokens"]);
  });

  test("and has one row, also where the service told of it before the file did", async () => {
    stored = [...stored, { id: "session-1", chatbotId: "bot" }];
    here.catalog.refresh();
    await here.catalog.sessions(account.id, "bot");
    await askThere();
    await eventually(() => expect(here.titles()).toEqual(["Why tides?", "Tokens"]));
  });

  test("without a word to the service, where the file tells everything", async () => {
    await askThere();
    await eventually(() => expect(here.titles()).toEqual(["Why tides?", "Tokens"]));
    expect(here.lists()).toBe(1);
  });

  test("a session that is deleted: its row goes, and its chat", async () => {
    await askThere();
    await eventually(() => expect(here.titles()).toHaveLength(2));
    await here.chats.hold(own);
    await there.chats.close(own, true);
    await there.files.remove(own);
    await eventually(() => expect(here.titles()).toEqual(["Tokens"]));
    expect(here.closed).toEqual([own.id]);
    expect(here.chats.open).toEqual([]);
  });

  test("but one that is open here and was never asked in stays open", async () => {
    const { chat } = await there.chats.hold(own);
    chat.draft.set({ text: "Why", attachments: [] });
    await eventually(() => expect(here.catalog.find(own)?.draft).toBe("Why"));
    await here.chats.hold(own);
    await there.chats.close(own, true);
    await there.files.remove(own);
    await there.marks.pin(listed, true);
    await eventually(() => expect(here.catalog.find(listed)?.pinned).toBe(true));
    expect([here.closed, here.chats.open]).toEqual([[], [own]]);
  });

  test("and one whose file cannot be read for a moment stays too, with what is typed there", async () => {
    await askThere();
    await eventually(() => expect(here.titles()).toHaveLength(2));
    const { chat } = await here.chats.hold(own);
    const path = here.files.path(own);
    // The link takes the file's place in one step.
    await symlink(folder, join(folder, "link"));
    await rename(join(folder, "link"), path);
    await eventually(() => expect(here.log.lines.join()).toContain("cannot be read"));
    await there.marks.pin(listed, true);
    await eventually(() => expect(here.catalog.find(listed)?.pinned).toBe(true));
    expect([here.closed, here.chats.find(own)]).toEqual([[], chat]);
  });

  test("many that go at once are looked for together", async () => {
    const refs = Array.from({ length: 8 }, (_, index) => ({ ...listed, id: `s${index}` }));
    stored = refs.map(({ id }) => ({ id, chatbotId: "bot" }));
    for (const one of refs) await there.files.update(one, () => ({ pinned: true }));
    const clock = new ManualClock();
    const late = await openWindow(clock);
    stored = [];
    await there.files.removeAllOf({ accountId: account.id, chatbotId: "bot" });
    await eventually(() => {
      clock.advance(1000);
      expect(late.titles()).toEqual([]);
    });
    // One was for the window to begin with.
    expect(late.lists()).toBeLessThan(5);
  });

  test("a session of the service whose file goes stays, unless the service has deleted it", async () => {
    await there.marks.pin(listed, true);
    await eventually(() => expect(here.catalog.find(listed)?.pinned).toBe(true));
    await there.marks.pin(listed, false);
    await eventually(() => expect(here.catalog.find(listed)?.pinned).toBe(false));
    expect(here.titles()).toEqual(["Tokens"]);
    await there.marks.pin(listed, true);
    await eventually(() => expect(here.catalog.find(listed)?.pinned).toBe(true));
    stored = [];
    await there.files.remove(listed);
    await eventually(() => expect(here.titles()).toEqual([]));
  });
});

test("what this window writes itself is not read again", async () => {
  await here.marks.pin(listed, true);
  const path = here.files.path(listed);
  expect(await here.files.takeChange(path)).toBeUndefined();
  const another = new SessionFiles(folder, new MemoryLog());
  expect((await another.takeChange(path))?.file?.pinned).toBe(true);
  expect(await another.takeChange(path)).toBeUndefined();
});

test("what another window has changed is read with what this one is about to write", async () => {
  const files = new SessionFiles(folder, new MemoryLog());
  await files.update(listed, () => ({ pinned: true }));
  const path = files.path(listed);
  const content = JSON.parse(await readFile(path, "utf8")) as object;
  const [taking, update] = await withFileLock(path, async () => {
    const naming = files.update(listed, () => ({ customTitle: "Mine" }));
    await writeAtomically(path, JSON.stringify({ ...content, unread: true }));
    return [files.takeChange(path), naming];
  });
  await update;
  expect((await taking)?.file).toMatchObject({ customTitle: "Mine", unread: true });
});

test("that a file goes which was there when a window first looked is a change", async () => {
  await there.marks.pin(listed, true);
  const late = new SessionFiles(folder, new MemoryLog());
  await late.readAll(account.id, "bot");
  await there.files.remove(listed);
  const path = late.path(listed);
  expect(await late.takeChange(path)).toEqual({ file: undefined });
  expect(await late.takeChange(path)).toBeUndefined();
});
