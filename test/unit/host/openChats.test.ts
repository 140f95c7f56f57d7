import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { KnownAccount } from "../../../src/host/refs/knownAccount.ts";
import { newSessionRef, type SessionRef } from "../../../src/host/refs/sessionRef.ts";
import { Catalog } from "../../../src/host/sessions/catalog.ts";
import { OpenChats, type OpenChatsOptions } from "../../../src/host/sessions/openChats.ts";
import { SessionFiles } from "../../../src/host/sessions/sessionFiles.ts";
import { SessionMarks } from "../../../src/host/sessions/sessionMarks.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { FakeClock, MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";
import { textsOf } from "../../helpers/openChat.ts";

const account = knownAccount();
const listed: SessionRef = { accountId: account.id, chatbotId: "bot", id: "s" };

/** Files of which one can be removed when the test lets it. */
class SlowFiles extends SessionFiles {
  removals = 0;
  mayRemove = Promise.resolve();

  override async removeUnless(...asked: Parameters<SessionFiles["removeUnless"]>) {
    const kept = this.mayRemove.then(async () => super.removeUnless(...asked));
    this.removals += 1;
    return await kept;
  }
}

let accounts: KnownAccount[];
/** Resolves when accounts may be read. */
let mayRead: PromiseWithResolvers<void>;
let client: FakeProvider;
let folder: string;
let files: SlowFiles;
let catalog: Catalog;
let marks: SessionMarks;
let chats: OpenChats;

beforeEach(async () => {
  editor.reset();
  accounts = [account];
  mayRead = Promise.withResolvers();
  mayRead.resolve();
  client = new FakeProvider();
  client.listSessions = async () => [{ id: "s", chatbotId: "bot" }];
  folder = await mkdtemp(join(tmpdir(), "parley-open-chats-"));
  files = new SlowFiles(folder, new MemoryLog());
  catalog = new Catalog(async () => client, files, new MemoryLog());
  marks = new SessionMarks(catalog, files);
  await catalog.sessions(account.id, "bot");
  const parts = {
    accounts: {
      find: async (id: string) => {
        await mayRead.promise;
        return accounts.find((one) => one.id === id);
      },
    },
    connect: async () => client,
    catalog,
    files,
    marks,
    onSend: () => undefined,
    clock: new FakeClock(),
    log: new MemoryLog(),
  };
  chats = new OpenChats(parts as unknown as OpenChatsOptions);
});

afterEach(async () => {
  await chats.closeAll();
  // What is still being written is written first.
  await files.removeAllOf({ accountId: account.id });
  await rm(folder, { recursive: true });
});

/** Lets the service answer a question when the result is called. */
function holdAnswer(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  client.answer = async function* () {
    await promise;
    yield { type: "reply-start" };
    yield { type: "text-delta", text: "fine" };
    yield { type: "reply-end", outcome: "complete" };
  };
  return resolve;
}

describe("the chats of a window", () => {
  test("an answer is unread only where nobody sees it, however many showed its session", async () => {
    const { chat } = await chats.hold(listed);
    const [one, two] = [chats.show(listed), chats.show(listed)];
    one();
    one();
    const ask = async (text: string): Promise<void> => {
      const answer = holdAnswer();
      chat.ask(text);
      await vi.waitUntil(() => chats.isAnswering(listed));
      answer();
      await vi.waitUntil(() => !chats.isAnswering(listed));
    };
    await ask("seen?");
    expect(catalog.find(listed)?.unread).toBe(false);
    two();
    await ask("and now?");
    expect(catalog.find(listed)?.unread).toBe(true);
    chats.show(listed);
    expect(catalog.find(listed)?.unread).toBe(false);
  });

  test("the user's own name stays while the service makes the session and names it", async () => {
    const ref = newSessionRef(account.id, "bot");
    const made = Promise.withResolvers<void>();
    client.createSession = async (chatbotId) => {
      await made.promise;
      return { id: "made", chatbotId, title: "Named by the service" };
    };
    const { chat } = await chats.hold(ref);
    chat.ask("What is parley?");
    expect(chat.state.title).toBe("What is parley?");
    const renaming = chats.rename(ref, "Mine");
    made.resolve();
    await renaming;
    await vi.waitUntil(() => chat.serviceId === "made");
    expect(chat.state.title).toBe("Mine");
    await chats.rename(ref, undefined);
    expect(chat.state.title).toBe("Named by the service");
  });

  test("a chat that opens before its list has come is called as the service calls it, in the list too", async () => {
    catalog.refresh();
    client.history = [{ key: "q", role: "user", text: "What is due?" }];
    const mayList = Promise.withResolvers<void>();
    client.listSessions = async () => {
      await mayList.promise;
      return [{ id: "s", chatbotId: "bot", title: "Invoices" }];
    };
    const listing = catalog.sessions(account.id, "bot");
    const { chat } = await chats.hold(listed);
    await chat.load();
    expect(chat.state.title).toBe("What is due?");
    mayList.resolve();
    await listing;
    await vi.waitUntil(() => catalog.find(listed) !== undefined);
    expect([chat.state.title, catalog.find(listed)?.title]).toEqual(["Invoices", "Invoices"]);
    // It may be renamed there.
    client.listSessions = async () => [{ id: "s", chatbotId: "bot", title: "Paid invoices" }];
    catalog.refresh();
    expect(chat.state.title).toBe("Invoices");
    await catalog.sessions(account.id, "bot");
    expect(chat.state.title).toBe("Paid invoices");
  });

  test("a session is called after its attached file where nothing was typed, and after nothing that is empty", async () => {
    const { chat } = await chats.hold(newSessionRef(account.id, "bot"));
    chat.ask("`src/tax.ts`, lines 2–4:\n\n```ts\nconst rate = 1;\n```");
    expect(chat.state.title).toBe("src/tax.ts");
    client.history = [{ key: "q", role: "user", text: " \n" }];
    const { chat: empty } = await chats.hold(listed);
    await empty.load();
    expect([empty.state.title, catalog.find(listed)?.title]).toEqual([undefined, undefined]);
  });

  test("an account that is removed while a chat of it opens leaves nothing open", async () => {
    // What is loaded at first use is loaded.
    (await chats.hold({ ...listed, id: "before" })).release();
    mayRead = Promise.withResolvers();
    const opening = chats.hold(listed);
    const closing = chats.closeAllOf({ accountId: account.id });
    accounts = [];
    mayRead.resolve();
    await closing;
    await expect(opening).rejects.toMatchObject({ kind: "config" });
    expect(chats.find(listed)).toBeUndefined();
  });

  test("an account that was removed and is back keeps what is typed and asked in it", async () => {
    await chats.closeAllOf({ accountId: account.id });
    await files.removeAllOf({ accountId: account.id });
    const { chat, release } = await chats.hold(listed);
    chat.draft.set({ text: "half a thought", attachments: [] });
    release();
    await vi.waitUntil(() => chats.find(listed) === undefined);
    expect((await files.read(listed))?.draft?.text).toBe("half a thought");
  });

  test("a session that is closed empty leaves no row, but keeps it when it is opened again meanwhile", async () => {
    const ref = newSessionRef(account.id, "bot");
    const removal = Promise.withResolvers<void>();
    files.mayRemove = removal.promise;
    (await chats.hold(ref)).release();
    await vi.waitUntil(() => files.removals === 1);
    const again = await chats.hold(ref);
    removal.resolve();
    await files.remove(ref);
    expect(catalog.find(ref)).toBeDefined();
    again.release();
    await vi.waitUntil(() => catalog.find(ref) === undefined);
  });

  test("a session that is closed while it answers has its question once when it is opened again", async () => {
    const answer = holdAnswer();
    const { chat } = await chats.hold(listed);
    chat.ask("still there?");
    await vi.waitUntil(() => client.sent.length === 1);
    const closing = chats.close(listed, false);
    const opening = chats.hold(listed);
    answer();
    await closing;
    const { chat: anew } = await opening;
    expect(anew).not.toBe(chat);
    await anew.load();
    expect(textsOf(anew.state.messages)).toEqual([
      "user: still there?",
      "assistant:  [interrupted]",
    ]);
    expect(anew.state.queue.questions).toEqual([]);
    expect(client.sent).toHaveLength(1);
  });
});
