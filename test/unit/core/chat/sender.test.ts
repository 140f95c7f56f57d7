import { beforeEach, describe, expect, test } from "vitest";
import { newQuestion } from "../../../../src/core/chat/questions.ts";
import { ChatError } from "../../../../src/core/errors.ts";
import type { Message } from "../../../../src/core/model.ts";
import { answering, held, turn } from "../../../helpers/answers.ts";
import { FakeProvider } from "../../../helpers/fakeProvider.ts";
import { ManualClock } from "../../../helpers/fakes.ts";
import { MemoryChatStore } from "../../../helpers/memoryChatStore.ts";
import { openChat, textsOf } from "../../../helpers/openChat.ts";

const address = { chatbotId: "bot", sessionId: "known" };
let provider: FakeProvider;
let store: MemoryChatStore;

beforeEach(() => {
  provider = new FakeProvider();
  store = new MemoryChatStore();
});

const openNew = async (more: Partial<Parameters<typeof openChat>[0]> = {}) =>
  openChat({ connect: async () => provider, store, clock: new ManualClock(), ...more });
const open = async () => openNew({ address });
const settle = async () => new Promise(setImmediate);

/** A question that another window has left behind. */
const left = { ...newQuestion({ id: "left", text: "left?", askedAt: 0, window: "gone" }) };
const failed = {
  ...left,
  state: "failed",
  error: { kind: "forbidden", detail: "403" },
  isSent: true,
  known: [],
} as const;

describe("a question on its way", () => {
  test("tells each step once, and nothing more", async () => {
    provider.answer = answering("fine", "r1");
    const { chat, idle } = await open();
    const told: string[] = [];
    chat.subscribe(({ type }) => void told.push(type));
    await chat.load();
    chat.ask("why?");
    await idle();
    expect(told).toEqual([
      "history-loading",
      "history-loaded",
      "question-asked",
      "reply-start",
      "text-delta",
      "reply-end",
    ]);
  });

  test("that another window takes out goes nowhere, and nothing goes on", async () => {
    const list = Promise.withResolvers<Message[]>();
    provider.listMessages = async () => list.promise;
    const { chat, idle } = await open();
    chat.ask("why?");
    await settle();
    await store.update(() => ({ questions: [] }));
    list.resolve([]);
    await idle();
    await settle();
    expect([chat.state.messages, provider.sent, store.stored.questions]).toEqual([[], [], []]);
  });

  test("leaves only after what another window has changed meanwhile was read", async () => {
    store = new MemoryChatStore({ questions: [failed] });
    const answer = held();
    provider.answer = answer.answer;
    const { chat, idle } = await open();
    await chat.load();
    const { update } = store;
    const writing = Promise.withResolvers<void>();
    let writes = 0;
    store.update = async (change) => {
      writes += 1;
      if (writes > 1) await writing.promise;
      return update(change);
    };
    chat.ask("why?");
    await settle();
    expect(writes).toBe(2);
    const list = Promise.withResolvers<Message[]>();
    provider.listMessages = async () => list.promise;
    // It has seen the record of its question.
    await update(({ questions }) => ({ questions: questions.filter(({ id }) => id !== "left") }));
    await settle();
    writing.resolve();
    await settle();
    expect(provider.sent).toEqual([]);
    list.resolve([...turn("r1", "left?", "so")]);
    await answer.begun;
    expect(store.stored.questions).toMatchObject([{ text: "why?", known: [], after: "r1" }]);
    answer.end();
    await idle();
    expect(textsOf(chat.state.messages)).toEqual([
      "user: left?",
      "assistant: so",
      "user: why?",
      "assistant: some more",
    ]);
  });

  test("goes to the session that another window has made meanwhile, below what is in it", async () => {
    provider.answer = answering("fine", "r1");
    const connect = async () => {
      const { questions, serviceId } = store.stored;
      if (questions[0]?.state === "sending" && serviceId === undefined) {
        provider.history = [...turn("r0", "before?", "yes")];
        await store.update(() => ({ serviceId: "made" }));
        await settle();
      }
      return provider;
    };
    const { chat, idle } = await openNew({ connect });
    chat.ask("why?");
    await idle();
    expect(provider.created).toEqual([]);
    expect(provider.sent.map(({ session }) => session.sessionId)).toEqual(["made"]);
    expect(textsOf(chat.state.messages)).toEqual([
      "user: before?",
      "assistant: yes",
      "user: why?",
      "assistant: fine",
    ]);
  });
});

describe("stopping", () => {
  test("before anything has left sends nothing, and makes no session", async () => {
    const connecting = Promise.withResolvers<FakeProvider>();
    const { chat, idle } = await openNew({ connect: async () => connecting.promise });
    chat.ask("why?");
    await settle();
    chat.stop();
    connecting.resolve(provider);
    await idle();
    expect([provider.created, provider.sent]).toEqual([[], []]);
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant:  [stopped]"]);
  });

  test("counts, also where the chat is closed at once", async () => {
    const answer = held();
    provider.answer = answer.answer;
    const { chat } = await open();
    chat.ask("why?");
    await answer.begun;
    chat.stop();
    await chat.close();
    expect(store.stored.questions).toMatchObject([{ text: "why?", state: "stopped" }]);
  });
});

describe("closing", () => {
  test("while the session is made says that the question has not left", async () => {
    const begun = Promise.withResolvers<void>();
    provider.createSession = async (_chatbotId, _options, signal) => {
      begun.resolve();
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new ChatError("cancelled", "aborted")));
      });
    };
    const { chat } = await openNew();
    chat.ask("why?");
    await begun.promise;
    await chat.close();
    expect(chat.state.messages[1]?.state).toEqual({ kind: "interrupted", isSent: false });
    expect(store.stored.questions).toMatchObject([{ state: "interrupted", isSent: false }]);
  });

  test("in the moment in which an answer ends keeps it, and nobody looks for its record any more", async () => {
    provider.answer = answering("fine");
    const { chat } = await open();
    await chat.load();
    let lists = 0;
    provider.listMessages = async () => {
      lists += 1;
      return [];
    };
    const closed = Promise.withResolvers<void>();
    chat.subscribe(({ type }) => {
      if (type === "reply-end") closed.resolve(chat.close());
    });
    chat.ask("why?");
    await closed.promise;
    await settle();
    expect(store.stored.questions).toMatchObject([{ state: "answered", reply: { text: "fine" } }]);
    expect([lists, chat.isBusy]).toEqual([0, false]);
  });
});
