import { beforeEach, describe, expect, test, vi } from "vitest";
import { emptyDraft } from "../../../../src/core/chat/draft.ts";
import { type ChatChange, emptyChat, reduce } from "../../../../src/core/chat/state.ts";
import { ChatError } from "../../../../src/core/errors.ts";
import type { Message } from "../../../../src/core/model.ts";
import { answering, ended, failing, held, turn } from "../../../helpers/answers.ts";
import { FakeProvider } from "../../../helpers/fakeProvider.ts";
import { MemoryChatStore } from "../../../helpers/memoryChatStore.ts";
import { openChat, textsOf } from "../../../helpers/openChat.ts";

const address = { chatbotId: "bot", sessionId: "known" };
let provider: FakeProvider;
let store: MemoryChatStore;

beforeEach(() => {
  provider = new FakeProvider();
  store = new MemoryChatStore();
});

const connect = async () => provider;
const open = async (more: Partial<Parameters<typeof openChat>[0]> = {}) =>
  openChat({ connect, address, store, ...more });
describe("asking", () => {
  test("keeps question and answer, and nothing is left to settle", async () => {
    provider.answer = answering("fine", "r1");
    const { chat, idle } = await open();
    await chat.load();
    chat.ask("why?");
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
    expect(chat.state.reply).toBeUndefined();
    expect(store.stored.questions).toEqual([]);
  });

  test("folding the changes gives the same state as the chat has", async () => {
    const { chat, idle } = await open();
    const changes: ChatChange[] = [];
    chat.subscribe((change) => changes.push(change));
    await chat.load();
    provider.answer = answering("fine", "r1");
    chat.ask("why?");
    await idle();
    provider.answer = failing(new ChatError("forbidden", "403"), "half");
    chat.ask("and?");
    await idle();
    expect(changes.reduce(reduce, emptyChat)).toEqual(chat.state);
  });

  test("writes the question down, and in the same step the draft without it, before it is sent", async () => {
    const seen: unknown[] = [];
    provider.answer = async function* () {
      seen.push([
        store.stored.questions.map(({ text, state }) => [text, state]),
        store.stored.draft,
      ]);
      yield { type: "reply-start" };
      yield { ...ended, recordId: "r1" };
    };
    const { chat, idle } = await open();
    chat.draft.set({ ...emptyDraft, text: "why?" });
    chat.ask("why?", emptyDraft);
    expect(chat.draft.value).toEqual(emptyDraft);
    await idle();
    expect(seen).toEqual([[[["why?", "sending"]], undefined]]);
  });

  test("makes a new session with the first question only", async () => {
    provider.answer = answering("fine", "r1");
    const { chat, idle, sessionId } = await openChat({ connect, store });
    chat.ask("first");
    chat.ask("second");
    await idle();
    expect(provider.created).toEqual(["first"]);
    expect(provider.sent.map(({ session, text }) => [session.sessionId, text])).toEqual([
      ["session-1", "first"],
      ["session-1", "second"],
    ]);
    expect([sessionId(), store.stored.serviceId]).toEqual(["session-1", "session-1"]);
  });

  test("a missing key ends in an answer that says so", async () => {
    const none = async () => Promise.reject(new ChatError("no-key", "none"));
    const { chat, idle } = await open({ connect: none });
    chat.ask("why?");
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant:  [failed]"]);
  });

  test("what throws something else is a bug, and is said to be one", async () => {
    provider.answer = failing(new TypeError("x is undefined"));
    const { chat } = await open();
    chat.ask("why?");
    await vi.waitUntil(() => chat.state.messages.length === 2);
    expect(chat.state.messages[1]?.state).toMatchObject({ kind: "failed", error: { kind: "bug" } });
    await chat.close();
  });

  test("while the history loads, both arrive", async () => {
    const list = Promise.withResolvers<Message[]>();
    provider.listMessages = async () => list.promise;
    provider.answer = answering("fine", "r2");
    const { chat, idle } = await open();
    const loading = chat.load();
    chat.ask("why?");
    expect(textsOf(chat.state.messages)).toEqual(["user: why?"]);
    list.resolve([...turn("r1", "before?", "yes")]);
    await loading;
    await idle();
    expect(chat.state.history).toEqual({ kind: "ready" });
    expect(textsOf(chat.state.messages)).toEqual([
      "user: before?",
      "assistant: yes",
      "user: why?",
      "assistant: fine",
    ]);
  });

  test("storage that fails costs what would have been kept, and never the answer", async () => {
    store.update = async () => Promise.reject(new Error("disk full"));
    provider.answer = answering("fine", "r1");
    const { chat, log } = await open();
    chat.ask("why?");
    await vi.waitUntil(() => chat.state.messages.length === 2);
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
    expect(log.lines.join()).toContain("disk full");
    expect(log.lines.join()).not.toContain("why?");
    await chat.close({ forget: true });
  });
});

describe("stopping", () => {
  test("keeps what had arrived, and lets the queue wait for a click", async () => {
    const first = held();
    provider.answer = first.answer;
    const { chat, idle } = await open();
    chat.ask("one");
    chat.ask("two");
    await first.begun;
    await vi.waitUntil(() => chat.state.reply?.text === "some ");
    chat.stop();
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: one", "assistant: some  [stopped]"]);
    expect(chat.state.queue).toMatchObject({ isHeld: true, questions: [{ text: "two" }] });
    expect(provider.sent).toHaveLength(1);
    provider.answer = answering("fine", "r2");
    chat.sendNext();
    await idle();
    expect(textsOf(chat.state.messages).slice(2)).toEqual(["user: two", "assistant: fine"]);
    expect(chat.state.queue.questions).toEqual([]);
  });

  test("for the next question goes on with it", async () => {
    const first = held();
    provider.answer = first.answer;
    const { chat, idle } = await open();
    chat.ask("one");
    chat.ask("two");
    await first.begun;
    provider.answer = answering("fine", "r2");
    chat.sendNext();
    await idle();
    expect(textsOf(chat.state.messages)).toEqual([
      "user: one",
      expect.stringContaining("[stopped]"),
      "user: two",
      "assistant: fine",
    ]);
  });

  test("an event that comes after all is not shown", async () => {
    const { chat, idle } = await open();
    provider.answer = async function* () {
      yield { type: "reply-start" };
      chat.stop();
      yield { type: "text-delta", text: "too late" };
      yield ended;
    };
    chat.ask("why?");
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant:  [stopped]"]);
  });
});

describe("the queue", () => {
  test("is asked one by one, and a question is taken out by its id however the queue has moved", async () => {
    provider.answer = answering("fine", "r1");
    const first = held();
    provider.answer = first.answer;
    const { chat, idle } = await open();
    for (const text of ["one", "two", "three", "four"]) chat.ask(text);
    await first.begun;
    const three = chat.state.queue.questions[1]?.id ?? "";
    provider.answer = answering("fine", "r1");
    first.end();
    chat.unqueue(three);
    expect(chat.state.queue.questions.map(({ text }) => text)).toEqual(["two", "four"]);
    chat.unqueue(three);
    await idle();
    expect(provider.sent.map(({ text }) => text)).toEqual(["one", "two", "four"]);
  });

  test("waits after a failure", async () => {
    provider.answer = failing(new ChatError("forbidden", "403"), "half");
    const { chat, idle } = await open();
    chat.ask("one");
    chat.ask("two");
    await idle();
    expect(chat.state.queue).toMatchObject({ isHeld: true, questions: [{ text: "two" }] });
  });
});

describe("closing", () => {
  test("for good writes nothing any more, and resolves when nothing goes on", async () => {
    const first = held();
    provider.answer = first.answer;
    const { chat } = await open();
    chat.ask("one");
    chat.ask("two");
    await first.begun;
    await vi.waitUntil(() => chat.state.reply?.text === "some ");
    const before = store.stored;
    chat.draft.type("typed");
    await chat.close({ forget: true });
    expect(store.stored).toEqual(before);
    chat.ask("three");
    expect(provider.sent).toHaveLength(1);
  });
});
