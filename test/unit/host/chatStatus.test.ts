import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { SessionRef } from "../../../src/host/refs/sessionRef.ts";
import { Catalog } from "../../../src/host/sessions/catalog.ts";
import { SessionFiles } from "../../../src/host/sessions/sessionFiles.ts";
import { SessionMarks } from "../../../src/host/sessions/sessionMarks.ts";
import { type ChatStatusDeps, showChatStatus } from "../../../src/host/status/chatStatus.ts";
import { editor, EventEmitter } from "../../helpers/editor/vscode.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const ref = (id: string): SessionRef => ({ accountId: "a", chatbotId: "bot", id });

let answering: SessionRef[];
/** The ids of sessions whose file says that there is something to read. */
let unread: Set<string>;
let listed: readonly { readonly id: string; readonly unread: boolean }[];
let accounts: readonly { readonly id: string }[];
let chatChanged: EventEmitter<SessionRef>;
let listChanged: EventEmitter<object>;
let status: { dispose(): unknown };

beforeEach(() => {
  editor.reset();
  [answering, unread, listed, accounts] = [[], new Set(), [], [knownAccount()]];
  chatChanged = new EventEmitter();
  listChanged = new EventEmitter();
  const parts = {
    accounts: { list: async () => accounts, onDidChange: listChanged.event },
    catalog: {
      find: ({ id }: SessionRef) => ({ serviceId: id, title: `Session ${id}` }),
      get loadedSessions() {
        return listed.map((one) => ({ ...ref(one.id), ...one }));
      },
      onDidChange: listChanged.event,
    },
    chats: {
      get answering() {
        return answering;
      },
      onDidChange: chatChanged.event,
    },
    files: { read: async ({ id }: SessionRef) => ({ unread: unread.has(id) }) },
    log: new MemoryLog(),
  };
  status = showChatStatus(parts as unknown as ChatStatusDeps);
});

const shows = async (text: string | undefined): Promise<void> =>
  vi.waitFor(() => {
    const item = editor.statusBarItem;
    expect(item?.isShown ? item.text : undefined).toBe(text);
  });

test("there is no item before there is something to say", async () => {
  listChanged.fire({});
  await shows(undefined);
  expect(editor.statusBarItem).toBeUndefined();
});

test("an answer on its way is shown, then that it waits, then nothing; a click leads there", async () => {
  answering = [ref("s")];
  chatChanged.fire(ref("s"));
  await shows("$(loading~spin) Answering");
  expect(editor.statusBarItem?.command).toMatchObject({
    command: "parley.openSession",
    arguments: [ref("s")],
  });
  expect(editor.statusBarItem?.tooltip).toBe("Answering\nSession s");
  answering = [];
  unread.add("s");
  chatChanged.fire(ref("s"));
  await shows("$(comment-unresolved) 1 unread answer");
  expect(editor.statusBarItem?.command).toMatchObject({ arguments: [ref("s")] });
  unread.clear();
  chatChanged.fire(ref("s"));
  await shows(undefined);
});

test("several are counted, once each, and what answers comes before what waits", async () => {
  listed = [
    { id: "s", unread: true },
    { id: "t", unread: true },
    { id: "read", unread: false },
  ];
  unread.add("s");
  chatChanged.fire(ref("s"));
  await shows("$(comment-unresolved) 2 unread answers");
  answering = [ref("x"), ref("y")];
  chatChanged.fire(ref("x"));
  await shows("$(loading~spin) Answering: 2");
});

test("an account that is removed takes its answers along, and the end of the window the item", async () => {
  listed = [{ id: "s", unread: true }];
  listChanged.fire({});
  await shows("$(comment-unresolved) 1 unread answer");
  accounts = [];
  listChanged.fire({});
  await shows(undefined);
  status.dispose();
  expect(editor.statusBarItem?.isDisposed).toBe(true);
});

test("an answer that has come here and is marked as read in its list waits no more", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-status-"));
  onTestFinished(async () => rm(folder, { recursive: true }));
  const [log, provider] = [new MemoryLog(), new FakeProvider()];
  provider.listSessions = async () => [{ id: "s", chatbotId: "bot" }];
  const files = new SessionFiles(folder, log);
  const catalog = new Catalog(async () => provider, files, log);
  const marks = new SessionMarks(catalog, files);
  await catalog.sessions("a", "bot");
  const parts = {
    accounts: { list: async () => accounts, onDidChange: listChanged.event },
    chats: { answering: [], onDidChange: chatChanged.event },
    catalog,
    files,
    log,
  };
  status.dispose();
  status = showChatStatus(parts as unknown as ChatStatusDeps);
  await marks.setUnread(ref("s"), true);
  chatChanged.fire(ref("s"));
  await shows("$(comment-unresolved) 1 unread answer");
  await marks.setUnread(ref("s"), false);
  await shows(undefined);
});
