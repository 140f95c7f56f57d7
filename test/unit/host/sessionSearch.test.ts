import { expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { Message } from "../../../src/core/model.ts";
import type { ChatProvider } from "../../../src/core/provider.ts";
import { type SearchedSession, SessionSearch } from "../../../src/host/search/sessionSearch.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";

type Read = ChatProvider["listMessages"];

function search(accounts: Readonly<Record<string, Read>>) {
  const closing = new AbortController();
  let wake = (): void => undefined;
  const engine = new SessionSearch({
    connect: async (accountId) => {
      const provider = new FakeProvider();
      const read = accounts[accountId];
      if (!read) throw new ChatError("no-key", "no key");
      provider.listMessages = read;
      return provider;
    },
    signal: closing.signal,
    onChange: () => wake(),
  });
  const ended = async (): Promise<void> => {
    while (engine.progress.left > 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { engine, closing, ended };
}

function sessions(count: number, accountId = "one", isNew = false): readonly SearchedSession[] {
  return Array.from({ length: count }, (_, index) => ({
    ref: { accountId, chatbotId: "bot", id: `s${index}` },
    serviceId: isNew ? undefined : `s${index}`,
    title: `Session ${index}`,
    chatbotName: "Bot",
  }));
}

function said(...texts: readonly string[]): readonly Message[] {
  return texts.map((text, index) => ({ key: String(index), role: "user", text }));
}

function found(engine: SessionSearch, typed: string): readonly string[] {
  return engine.find(typed).map(({ session: { ref } }) => `${ref.accountId}/${ref.id}`);
}

test("titles are found before anything is read, and messages once they are", async () => {
  const read: Read = async ({ sessionId }) =>
    said(sessionId === "s2" ? "The session 1 of the WEBHOOK\n signature" : "nothing");
  const { engine, ended } = search({ one: read });
  engine.add(sessions(3));
  expect(found(engine, "session 1")).toEqual(["one/s1"]);
  expect(found(engine, "signature")).toEqual([]);
  expect(found(engine, "")).toHaveLength(3);
  engine.read();
  await ended();
  expect(found(engine, "session 1")).toEqual(["one/s1", "one/s2"]);
  expect(engine.find("signature webhook")).toMatchObject([
    { session: { title: "Session 2" }, snippet: "The session 1 of the WEBHOOK signature" },
  ]);
  expect(found(engine, "webhook elsewhere")).toEqual([]);
});

test("a snippet shows the newest message that holds the words, cut around the first of them", async () => {
  const long = `${"before ".repeat(40)}needle${" after".repeat(40)}`;
  const { engine, ended } = search({ one: async () => said("needle, older", long, "other") });
  engine.add(sessions(1));
  engine.read();
  await ended();
  expect(engine.find("needle")[0]?.snippet).toMatch(
    /^…before (?:before ){3,5}needle(?: after){10,20}.{0,6}…$/,
  );
  expect(engine.find("before needle")[0]?.snippet).toContain("before needle after");
  // What is typed is text, not a pattern.
  expect(found(engine, "need.e")).toEqual([]);
  expect(found(engine, "*(")).toEqual([]);
});

test("at most 4 histories are read at once, each once, however often one types", async () => {
  let atOnce = 0;
  let most = 0;
  const asked: string[] = [];
  const read: Read = async ({ sessionId }) => {
    asked.push(sessionId);
    atOnce += 1;
    most = Math.max(most, atOnce);
    await new Promise(setImmediate);
    atOnce -= 1;
    return said("x");
  };
  const { engine, ended } = search({ one: read, two: read });
  engine.add(sessions(15));
  engine.read();
  engine.add(sessions(15, "two"));
  engine.read();
  engine.find("x");
  await ended();
  expect(most).toBe(4);
  expect(asked).toHaveLength(30);
  expect(engine.progress).toEqual({ all: 30, left: 0 });
});

test("closing cancels what is being read and reads nothing more", async () => {
  const signals: AbortSignal[] = [];
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const read: Read = async (_address, signal) => {
    signals.push(signal);
    if (signals.length === 4) begin();
    await new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new ChatError("cancelled", "aborted")));
    });
    return [];
  };
  const { engine, closing } = search({ one: read });
  engine.add(sessions(20));
  engine.read();
  await begun;
  closing.abort();
  await new Promise(setImmediate);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true, true]);
  expect(engine.failures.size).toBe(0);
  engine.add(sessions(1, "two"));
  engine.read();
  await new Promise(setImmediate);
  expect(signals).toHaveLength(4);
});

test("the failure of one account is told and does not spoil the others", async () => {
  let asked = 0;
  const { engine, ended } = search({
    good: async () => said("needle"),
    broken: async () => {
      asked += 1;
      throw new ChatError("server", "500");
    },
    gone: async ({ sessionId }) => {
      if (sessionId === "s0") throw new ChatError("not-found", "404");
      return said("needle");
    },
  });
  engine.add(sessions(12, "broken"));
  engine.add(sessions(3, "keyless"));
  engine.add(sessions(2, "gone"));
  engine.add(sessions(2, "good"));
  engine.fail("unlisted", new ChatError("offline", "no network").toData());
  engine.read();
  await ended();
  expect(found(engine, "needle")).toEqual(["gone/s1", "good/s0", "good/s1"]);
  const kinds = [...engine.failures].map(([account, { kind }]) => [account, kind]);
  expect(Object.fromEntries(kinds)).toEqual({
    broken: "server",
    keyless: "no-key",
    unlisted: "offline",
  });
  // It is given up, though not at its first failure.
  expect(asked).toBeGreaterThan(1);
  expect(asked).toBeLessThan(12);
});

test("what was never sent is found by its title and not asked for", async () => {
  let asked = 0;
  const { engine, ended } = search({
    one: async () => {
      asked += 1;
      return [];
    },
  });
  engine.add(sessions(2, "one", true));
  engine.read();
  await ended();
  expect(found(engine, "session 1")).toEqual(["one/s1"]);
  expect(asked).toBe(0);
});
