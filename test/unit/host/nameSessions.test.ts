import { beforeEach, expect, test, vi } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { Message } from "../../../src/core/model.ts";
import type { ListedSession } from "../../../src/host/refs/listedSession.ts";
import type { CatalogChange } from "../../../src/host/sessions/catalog.ts";
import { nameSessions } from "../../../src/host/sessions/nameSessions.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { EventEmitter } from "../../helpers/editor/vscode.ts";

const accountId = "a";
const chatbotId = "bot";
const listed = (id: string, more: Partial<ListedSession> = {}): ListedSession => ({
  id,
  chatbotId,
  serviceId: id,
  unread: false,
  pinned: false,
  workspaces: [],
  ...more,
});

let sessions: ListedSession[];
/** The sessions whose messages were read. */
let asked: string[];
let written: string[];
let history: (id: string) => readonly Message[];
let changed: EventEmitter<CatalogChange>;
let closing: AbortController;

beforeEach(() => {
  sessions = [];
  asked = [];
  written = [];
  history = (id) => [
    { key: "w", role: "assistant", text: "Welcome" },
    { key: "q", role: "user", text: `What is ${id}?\nIn short.` },
  ];
  changed = new EventEmitter();
  closing = new AbortController();
  const provider = {
    listMessages: async ({ sessionId }: { readonly sessionId: string }) => {
      asked.push(sessionId);
      return history(sessionId);
    },
  };
  const deps = {
    catalog: {
      known: () => sessions,
      onDidChange: changed.event,
      patch: ({ id }: { readonly id: string }, change: Partial<ListedSession>) => {
        sessions = sessions.map((one) => (one.id === id ? { ...one, ...change } : one));
        changed.fire({ accountId, chatbotId });
      },
    },
    connections: { connect: async () => provider },
    files: { update: async ({ id }: { readonly id: string }) => void written.push(id) },
    log: new MemoryLog(),
    closing: closing.signal,
  };
  nameSessions(deps as unknown as Parameters<typeof nameSessions>[0]);
});

const titles = (): readonly unknown[] => sessions.map(({ title }) => title);

test("the newest sessions without a title are called after their first question, each read once", async () => {
  sessions = [listed("one"), listed("two", { title: "Known" }), listed("three")];
  changed.fire({ accountId, chatbotId });
  await vi.waitFor(() => expect(titles()).toEqual(["What is one?", "Known", "What is three?"]));
  await vi.waitFor(() => expect(written).toEqual(["one", "three"]));
  sessions = sessions.map(({ title: _title, ...rest }) => rest);
  changed.fire({ accountId, chatbotId });
  expect(asked).toEqual(["one", "three"]);
});

test("what is not sent, or named by its user, is not read, and of a long list only the beginning", async () => {
  sessions = [
    listed("own", { customTitle: "Mine" }),
    listed("unsent", { serviceId: undefined }),
    ...["1", "2", "3", "4", "5", "6"].map((id) => listed(id)),
  ];
  changed.fire({ accountId, chatbotId });
  await vi.waitFor(() => expect(written).toEqual(["1", "2", "3"]));
  expect(asked).toEqual(["1", "2", "3"]);
});

test("after a failure the account is left alone, but not for a session that is gone", async () => {
  history = (id) => {
    throw new ChatError(id === "gone" ? "not-found" : "rate-limited", "no");
  };
  sessions = [listed("gone"), listed("first"), listed("second")];
  changed.fire({ accountId, chatbotId });
  await vi.waitFor(() => expect(asked).toEqual(["gone", "first"]));
  expect(written).toEqual([]);
});

test("after a failure a refresh lets the account be read again, for what was not read", async () => {
  const readable = history;
  history = () => {
    throw new ChatError("bad-key", "no");
  };
  sessions = [listed("first"), listed("second")];
  changed.fire({ accountId, chatbotId });
  await vi.waitFor(() => expect(asked).toEqual(["first"]));
  history = readable;
  // Of one account the list of chatbots was loaded again, and its sessions after that.
  changed.fire({ accountId });
  changed.fire({ accountId, chatbotId });
  await vi.waitFor(() => expect(titles()).toEqual(["What is first?", "What is second?"]));
  expect(asked).toEqual(["first", "first", "second"]);
});

test("a name that came meanwhile stays", async () => {
  history = () => {
    sessions = [listed("one", { title: "Renamed" })];
    return [{ key: "q", role: "user", text: "Why?" }];
  };
  sessions = [listed("one")];
  changed.fire({ accountId, chatbotId });
  await vi.waitFor(() => expect(asked).toEqual(["one"]));
  expect(titles()).toEqual(["Renamed"]);
  expect(written).toEqual([]);
});

test("nothing is read while the window closes", () => {
  closing.abort();
  sessions = [listed("one")];
  changed.fire({ accountId, chatbotId });
  expect(asked).toEqual([]);
});
