import { beforeEach, describe, expect, test, vi } from "vitest";
import { emptyDraft } from "../../../../src/core/chat/draft.ts";
import { type ChatChange, emptyChat, reduce } from "../../../../src/core/chat/state.ts";
import { ChatError } from "../../../../src/core/errors.ts";
import type { Message } from "../../../../src/core/model.ts";
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
const turn = (id: string, question: string, answer: string): readonly Message[] => [
  { key: `${id}/q`, recordId: id, role: "user", text: question },
  { key: `${id}/a`, recordId: id, role: "assistant", text: answer },
];
const ended = { type: "reply-end", outcome: "complete" } as const;

function answering(text: string, recordId?: string): FakeProvider["answer"] {
  return async function* () {
    yield { type: "reply-start" };
    yield { type: "text-delta", text };
    yield { ...ended, ...(recordId !== undefined && { recordId }) };
  };
}

function failing(error: Error, text = ""): FakeProvider["answer"] {
  return async function* () {
    yield { type: "reply-start" };
    if (text !== "") yield { type: "text-delta", text };
    throw error;
  };
}

/** An answer that arrives when the test says so. */
function held() {
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const answer: FakeProvider["answer"] = async function* (signal) {
    begun.resolve();
    yield { type: "reply-start" };
    yield { type: "text-delta", text: "some " };
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new ChatError("cancelled", "aborted")));
    });
    await Promise.race([end.promise, aborted]);
    yield { type: "text-delta", text: "more" };
    yield { ...ended, recordId: "held" };
  };
  return { answer, begun: begun.promise, end: () => end.resolve() };
}

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

describe("what the service stored decides", () => {
  test("an answer that was only lost on its way is found without a click", async () => {
    provider.answer = failing(new ChatError("unreachable", "reset"), "the wh");
    const { chat, idle } = await open();
    await chat.load();
    chat.ask("why?");
    provider.history = [...turn("r1", " why?\n", "the whole answer")];
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user:  why?\n", "assistant: the whole answer"]);
    expect(provider.sent).toHaveLength(1);
    expect(store.stored.questions).toEqual([]);
  });

  test("a retry asks again only when nothing was stored", async () => {
    provider.answer = failing(new ChatError("rate-limited", "wait"));
    const { chat, idle } = await open();
    await chat.load();
    chat.ask("why?");
    await idle();
    provider.answer = answering("fine", "r1");
    const key = chat.state.messages.at(-1)?.key ?? "";
    await Promise.all([chat.retry(key), chat.retry(key)]);
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
    expect(provider.sent).toHaveLength(2);
  });

  test("a retry that cannot look does not ask twice", async () => {
    provider.answer = failing(new ChatError("forbidden", "403"));
    const { chat, idle } = await open();
    await chat.load();
    chat.ask("why?");
    await idle();
    provider.listMessages = async () => Promise.reject(new ChatError("offline", "no network"));
    await chat.retry(chat.state.messages.at(-1)?.key ?? "");
    await idle();
    expect(chat.state.messages.at(-1)?.state).toMatchObject({ error: { kind: "offline" } });
    expect(provider.sent).toHaveLength(1);
  });

  test("a failed question that was removed has no influence on another's retry", async () => {
    provider.history = [...turn("r0", "why?", "an older answer")];
    const { chat, idle } = await open();
    await chat.load();
    provider.answer = failing(new ChatError("forbidden", "403"));
    chat.ask("why?");
    await idle();
    chat.ask("and?");
    await idle();
    await chat.remove([chat.state.messages.at(-1)?.key ?? ""]);
    provider.answer = answering("the new answer", "r1");
    await chat.retry(chat.state.messages.at(-1)?.key ?? "");
    await idle();
    expect(textsOf(chat.state.messages).slice(2)).toEqual([
      "user: why?",
      "assistant: the new answer",
    ]);
  });

  test("the same question twice, the first record late: neither answer stands below the other question", async () => {
    const { chat, idle } = await open();
    await chat.load();
    provider.answer = answering("the first answer");
    chat.ask("why?");
    await vi.waitUntil(() => chat.state.messages.length === 2);
    provider.answer = answering("the second answer");
    chat.ask("why?");
    await vi.waitUntil(() => chat.state.messages.length === 4);
    provider.history = [...turn("r1", "why?", "the first answer")];
    await vi.waitUntil(() => chat.state.messages[0]?.recordId === "r1", { timeout: 5000 });
    expect(chat.state.messages[3]?.recordId).toBeUndefined();
    provider.history = [...provider.history, ...turn("r2", "why?", "the second answer")];
    await vi.waitUntil(() => chat.state.messages[3]?.recordId === "r2", { timeout: 5000 });
    await idle();
    expect(textsOf(chat.state.messages)).toEqual([
      "user: why?",
      "assistant: the first answer",
      "user: why?",
      "assistant: the second answer",
    ]);
  });

  test("a history that cannot be loaded is said, and can be loaded again", async () => {
    provider.listMessages = async () => Promise.reject(new ChatError("offline", "no network"));
    const { chat } = await open();
    await chat.load();
    expect(chat.state.history).toMatchObject({ kind: "failed", error: { kind: "offline" } });
    provider.listMessages = async () => [...turn("r1", "old", "new")];
    await chat.load();
    expect(chat.state.history).toEqual({ kind: "ready" });
    expect(textsOf(chat.state.messages)).toEqual(["user: old", "assistant: new"]);
  });

  test("a message that is deleted while the history is read again does not come back", async () => {
    provider.history = [...turn("r1", "one", "1"), ...turn("r2", "two", "2")];
    const { chat } = await open();
    await chat.load();
    const stale = Promise.withResolvers<Message[]>();
    const list = provider.listMessages;
    provider.listMessages = async () => stale.promise;
    const loading = chat.load();
    await chat.remove([chat.state.messages[0]?.key ?? ""]);
    provider.listMessages = list;
    stale.resolve(provider.history);
    provider.history = [...turn("r2", "two", "2")];
    await loading;
    expect(textsOf(chat.state.messages)).toEqual(["user: two", "assistant: 2"]);
  });
});

describe("after a sudden end", () => {
  test("the question and what had arrived are there, and the answer is found by itself", async () => {
    const first = held();
    provider.answer = first.answer;
    const killed = await open();
    killed.chat.ask("why?");
    await first.begun;
    await vi.waitUntil(() => store.stored.questions[0]?.reply?.text === "some ");
    // Nobody closes it: its promise runs out.
    const later = new MemoryChatStore({
      ...store.stored,
      questions: store.stored.questions.map((one) => ({ ...one, vouchedUntil: 0 })),
    });
    await killed.chat.close({ forget: true });
    const { chat, idle } = await open({ store: later });
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: some  [interrupted]"]);
    await chat.load();
    expect(chat.state.messages[1]?.isLookedFor).toBe(true);
    provider.history = [...turn("r1", "why?", "some more")];
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: some more"]);
    expect(chat.state.messages[1]?.isFoundLater).toBe(true);
    expect(provider.sent).toHaveLength(1);
  });

  test("nobody goes on looking when the user has had enough", async () => {
    const first = held();
    provider.answer = first.answer;
    const { chat } = await open();
    chat.ask("why?");
    await first.begun;
    await chat.close();
    const again = await open();
    await again.chat.load();
    again.chat.stopLooking();
    expect(again.chat.isBusy).toBe(false);
    expect(again.chat.state.messages[1]?.isLookedFor).toBe(false);
  });

  test("what was not sent yet waits for a click", async () => {
    const first = held();
    provider.answer = first.answer;
    const { chat } = await open();
    chat.ask("one");
    chat.ask("two");
    await first.begun;
    await chat.close();
    const again = await open();
    expect(again.chat.state.queue).toMatchObject({ isHeld: true, questions: [{ text: "two" }] });
    expect(provider.sent).toHaveLength(1);
    await again.chat.close();
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

describe("asking again", () => {
  test("deletes the old question and answer first, where the service can", async () => {
    provider.history = [...turn("r1", "why?", "so")];
    provider.answer = answering("fine", "r2");
    const { chat, idle } = await open();
    await chat.load();
    await chat.askAgain(chat.state.messages[1]?.key ?? "");
    await idle();
    expect(provider.deleted).toEqual(["r1"]);
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
  });

  test("keeps the old ones where nothing can be deleted", async () => {
    delete provider.deleteMessages;
    provider.history = [...turn("r1", "why?", "so")];
    provider.answer = answering("fine", "r2");
    const { chat, idle } = await open();
    await chat.load();
    await chat.askAgain(chat.state.messages[1]?.key ?? "");
    await idle();
    expect(textsOf(chat.state.messages)).toEqual([
      "user: why?",
      "assistant: so",
      "user: why?",
      "assistant: fine",
    ]);
  });
});
