import { beforeEach, describe, expect, test } from "vitest";
import { Chats } from "../../../../src/core/chat/chats.ts";
import { FakeProvider } from "../../../helpers/fakeProvider.ts";
import { MemoryChatStore } from "../../../helpers/memoryChatStore.ts";
import { openChat } from "../../../helpers/openChat.ts";

let provider: FakeProvider;
let store: MemoryChatStore;
let opened: number;
let isGone: boolean;
let closed: string[];
let chats: Chats<string>;

beforeEach(() => {
  provider = new FakeProvider();
  store = new MemoryChatStore();
  opened = 0;
  isGone = false;
  closed = [];
  chats = new Chats<string>({
    keyOf: (ref) => ref,
    open: async (_ref, onIdle) => {
      opened += 1;
      if (isGone) throw new Error("no such account");
      const { chat } = await openChat({ connect: async () => provider, store, onIdle });
      return chat;
    },
    onClosed: (ref) => closed.push(ref),
  });
});

describe("a session's chat", () => {
  test("is one, however many open it at once, and lives until the last one lets go", async () => {
    const [one, two] = await Promise.all([chats.hold("a"), chats.hold("a")]);
    expect(one.chat).toBe(two.chat);
    expect(opened).toBe(1);
    one.release();
    one.release();
    expect(chats.find("a")).toBe(two.chat);
    two.release();
    expect(chats.find("a")).toBeUndefined();
  });

  test("lives on while it answers, with its queue, and is closed after that", async () => {
    const answer = Promise.withResolvers<void>();
    provider.answer = async function* () {
      await answer.promise;
      yield { type: "reply-start" };
      yield { type: "text-delta", text: "fine" };
      yield { type: "reply-end", outcome: "complete", recordId: "r" };
    };
    const { chat, release } = await chats.hold("a");
    chat.ask("one");
    chat.ask("two");
    release();
    expect(chats.find("a")).toBe(chat);
    answer.resolve();
    await expect.poll(() => closed).toEqual(["a"]);
    expect(provider.sent.map(({ text }) => text)).toEqual(["one", "two"]);
  });

  test("that is being closed is opened anew by who asks for it meanwhile", async () => {
    const first = await chats.hold("a");
    const closing = chats.close(() => true, false);
    const second = await chats.hold("a");
    await closing;
    expect(second.chat).not.toBe(first.chat);
    expect(chats.all).toEqual([{ ref: "a", chat: second.chat }]);
  });

  test("is closed where it is meant, however many hold it, and nobody is told that it was idle", async () => {
    const [a, b] = [await chats.hold("a"), await chats.hold("b")];
    const closing = chats.close((ref) => ref === "a", false);
    expect([chats.find("a"), chats.find("b")]).toEqual([undefined, b.chat]);
    expect(chats.all).toEqual([{ ref: "b", chat: b.chat }]);
    await closing;
    a.release();
    expect(a.chat.ask("why?")).toBeUndefined();
    await expect.poll(() => closed).toEqual([]);
    b.release();
    await expect.poll(() => closed).toEqual(["b"]);
  });

  test("that is closed while it opens is opened anew for who wants it", async () => {
    const holding = chats.hold("a");
    const closing = chats.close(() => true, false);
    const { chat } = await holding;
    await closing;
    expect([opened, chats.find("a")]).toEqual([2, chat]);
    expect(chat.ask("why?")).toBeDefined();
  });

  test("that is being closed is waited for by who closes it too, and by who wants it", async () => {
    const { chat } = await chats.hold("a");
    const { update } = store;
    const writing = Promise.withResolvers<void>();
    store.update = async (change) => {
      await writing.promise;
      return update(change);
    };
    chat.draft.type("Wh");
    const told: string[] = [];
    const both = Promise.all([
      chats.close(() => true, false).then(() => told.push("closed")),
      chats.close(() => true, false).then(() => told.push("closed")),
      chats.hold("a").then(() => told.push("opened")),
    ]);
    await new Promise(setImmediate);
    expect([told, chats.all]).toEqual([[], []]);
    writing.resolve();
    await both;
    expect(told).toEqual(["closed", "closed", "opened"]);
    expect(chats.find("a")?.draft.value.text).toBe("Wh");
  });

  test("keeps what was typed when the last one lets go, and nothing where it is to be forgotten", async () => {
    const first = await chats.hold("a");
    first.chat.draft.type("Wh");
    first.release();
    await expect.poll(() => closed).toEqual(["a"]);
    expect(store.stored.draft?.text).toBe("Wh");
    const second = await chats.hold("a");
    second.chat.draft.type("Why");
    await chats.close(() => true, true);
    expect(store.stored.draft?.text).toBe("Wh");
  });

  test("that cannot be opened has nothing to close, and the next one is left alone", async () => {
    isGone = true;
    const holding = chats.hold("a");
    const closing = chats.close(() => true, false);
    await expect(holding).rejects.toThrow("no such account");
    expect(chats.all).toEqual([]);
    isGone = false;
    const { chat } = await chats.hold("a");
    await closing;
    expect([chats.find("a"), chats.find("b")]).toEqual([chat, undefined]);
  });

  test("that cannot be opened says so to everybody, and can be tried again", async () => {
    isGone = true;
    await expect(chats.hold("a")).rejects.toThrow("no such account");
    await expect(chats.hold("a")).rejects.toThrow("no such account");
    expect(opened).toBe(2);
  });
});
