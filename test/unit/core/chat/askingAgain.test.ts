import { beforeEach, describe, expect, test } from "vitest";
import { newQuestion } from "../../../../src/core/chat/questions.ts";
import { ChatError } from "../../../../src/core/errors.ts";
import type { Message } from "../../../../src/core/model.ts";
import { answering, failing, held, turn } from "../../../helpers/answers.ts";
import { FakeProvider } from "../../../helpers/fakeProvider.ts";
import { FakeClock, ManualClock } from "../../../helpers/fakes.ts";
import { MemoryChatStore } from "../../../helpers/memoryChatStore.ts";
import { openChat, textsOf } from "../../../helpers/openChat.ts";

const address = { chatbotId: "bot", sessionId: "known" };
let provider: FakeProvider;
let store: MemoryChatStore;
let clock: FakeClock;

beforeEach(() => {
  provider = new FakeProvider();
  store = new MemoryChatStore();
  clock = new FakeClock();
});

const openNew = async (more: Partial<Parameters<typeof openChat>[0]> = {}) =>
  openChat({ connect: async () => provider, store, clock, ...more });
const open = async (more: Partial<Parameters<typeof openChat>[0]> = {}) =>
  openNew({ address, ...more });

describe("asking again", () => {
  const failed = async () => {
    provider.answer = failing(new ChatError("forbidden", "403"));
    const opened = await open();
    await opened.chat.load();
    opened.chat.ask("why?");
    await opened.idle();
    return opened;
  };

  test("says that it looks, and goes on while it does", async () => {
    const { chat, idle } = await failed();
    const list = Promise.withResolvers<Message[]>();
    provider.listMessages = async () => list.promise;
    const retrying = chat.retry(chat.state.messages[0]?.key ?? "");
    expect([chat.isBusy, chat.state.messages[1]?.isLookedFor]).toEqual([true, true]);
    list.reject(new ChatError("offline", "no network"));
    await retrying;
    await idle();
    expect([chat.isBusy, chat.state.messages[1]?.isLookedFor]).toEqual([false, undefined]);
    expect(store.stored.questions).toMatchObject([{ state: "failed", error: { kind: "offline" } }]);
  });

  test("does nothing with what is answered, is not there, or was taken out meanwhile", async () => {
    const { chat, idle } = await failed();
    await chat.retry("nothing");
    const list = Promise.withResolvers<Message[]>();
    provider.listMessages = async () => list.promise;
    const retrying = chat.retry(chat.state.messages[1]?.key ?? "");
    await chat.remove([chat.state.messages[1]?.key ?? ""]);
    const resting = idle();
    list.resolve([]);
    await Promise.all([retrying, resting]);
    provider.answer = answering("fine");
    chat.ask("and?");
    await idle();
    await chat.retry(chat.state.messages[1]?.key ?? "");
    expect(textsOf(chat.state.messages)).toEqual(["user: and?", "assistant: fine"]);
    expect(provider.sent.map(({ text }) => text)).toEqual(["why?", "and?"]);
  });

  test("keeps the other questions and their order, and the draft", async () => {
    const { chat, idle } = await failed();
    chat.draft.set({ text: "typed", attachments: [] });
    provider.answer = answering("fine", "r1");
    chat.ask("and?", chat.draft.value);
    await idle();
    provider.answer = answering("sure", "r2");
    await chat.retry(chat.state.messages[1]?.key ?? "");
    await idle();
    expect(textsOf(chat.state.messages)).toEqual([
      "user: and?",
      "assistant: fine",
      "user: why?",
      "assistant: sure",
    ]);
    expect([chat.draft.value.text, store.stored.draft?.text]).toEqual(["typed", "typed"]);
  });

  test("the same words as what was deleted does not take its record", async () => {
    provider.history = [...turn("r0", "who?", "me"), ...turn("r1", "why?", "so")];
    const { chat, idle } = await open();
    await chat.load();
    await chat.remove(["r1/q"]);
    provider.answer = failing(new ChatError("forbidden", "403"));
    chat.ask("why?");
    await idle();
    expect(store.stored.questions).toMatchObject([{ known: ["r1"], after: "r0" }]);
  });

  test("leaves another question that has no answer as it is", async () => {
    const { chat, idle } = await failed();
    chat.ask("how?");
    await idle();
    provider.answer = answering("fine", "r1");
    await chat.retry(chat.state.messages[1]?.key ?? "");
    await idle();
    expect(store.stored.questions).toMatchObject([{ text: "how?", state: "failed" }]);
    expect(textsOf(chat.state.messages)).toEqual([
      "user: how?",
      "assistant:  [failed]",
      "user: why?",
      "assistant: fine",
    ]);
  });

  test("is the user's to decide where several sessions may be the one that was lost", async () => {
    const lost = newQuestion({ id: "lost", text: "why?", askedAt: 0, window: "gone" });
    store = new MemoryChatStore({
      questions: [{ ...lost, state: "interrupted", isSent: true, known: [], after: "" }],
    });
    let found = async () => ["one", "two"].map((id) => ({ id, chatbotId: "bot" }));
    Object.assign(provider, { findSessions: async () => found() });
    const { chat, idle } = await openNew();
    const retry = async () => {
      await chat.retry("lost/reply");
      await idle();
      return chat.state.messages[1]?.state;
    };
    expect(await retry()).toMatchObject({ kind: "failed", error: { kind: "unsure" } });
    found = async () => Promise.reject(new ChatError("offline", "no network"));
    expect(await retry()).toMatchObject({ kind: "failed", error: { kind: "offline" } });
    expect(provider.created).toEqual([]);
  });
});

describe("asking again although it was answered", () => {
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

  test("although it was answered: not while something is answered, nor what nobody asked", async () => {
    provider.history = [...turn("r1", "why?", "so")];
    const answer = held();
    provider.answer = answer.answer;
    const { chat, idle } = await open({ clock: new ManualClock() });
    await chat.load();
    await chat.askAgain("nothing");
    chat.ask("and?");
    await answer.begun;
    await chat.askAgain("r1/a");
    answer.end();
    await idle();
    expect(provider.sent.map(({ text }) => text)).toEqual(["and?"]);
    expect(provider.deleted).toEqual([]);
  });

  test("although it was answered looks for its record first, so that it can be deleted", async () => {
    provider.answer = answering("so");
    const { chat, idle } = await open();
    await chat.load();
    chat.ask("why?");
    await idle();
    provider.history = [...turn("r1", "why?", "so")];
    provider.answer = answering("fine", "r2");
    await chat.askAgain(chat.state.messages[1]?.key ?? "");
    await idle();
    expect(provider.deleted).toEqual(["r1"]);
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
  });

  test("asks the question that stands before the answer, and reads nothing that is known", async () => {
    const [question, answer] = turn("r1", "why?", "so") as [Message, Message];
    const more = { ...answer, key: "more", text: "and more" };
    provider.history = [question, answer, more, ...turn("r2", "how?", "thus")];
    provider.answer = answering("fine", "r3");
    const { chat, idle } = await open();
    await chat.load();
    let lists = 0;
    provider.listMessages = async () => {
      lists += 1;
      return provider.history;
    };
    await chat.askAgain("more");
    await idle();
    expect(lists).toBe(0);
    expect(provider.sent.map(({ text }) => text)).toEqual(["why?"]);
    expect(textsOf(chat.state.messages)).toEqual([
      "user: how?",
      "assistant: thus",
      "user: why?",
      "assistant: fine",
    ]);
  });

  test("twice at once deletes and asks once", async () => {
    provider.history = [...turn("r1", "why?", "so")];
    const { chat, idle } = await open();
    await chat.load();
    await Promise.all([chat.askAgain("r1/a"), chat.askAgain("r1/a")]);
    await idle();
    expect(provider.deleted).toEqual(["r1"]);
    expect(provider.sent.map(({ text }) => text)).toEqual(["why?"]);
  });

  test("keeps the question where the chat is closed while the old one is being deleted", async () => {
    provider.history = [...turn("r1", "why?", "so")];
    const begun = Promise.withResolvers<void>();
    provider.deleteMessages = async (_address, _ids, signal) => {
      begun.resolve();
      // The service deletes it, and its answer is not waited for.
      await new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new ChatError("cancelled", "aborted")));
      });
    };
    const { chat } = await open();
    await chat.load();
    const asking = chat.askAgain("r1/a");
    await begun.promise;
    await chat.close();
    await asking.catch(() => undefined);
    expect(store.stored.questions).toMatchObject([{ text: "why?", state: "waiting" }]);
    provider.history = [];
    const again = await open();
    expect(again.chat.state.queue).toMatchObject({ isHeld: true, questions: [{ text: "why?" }] });
  });

  test("asks nothing where no question stands before it", async () => {
    provider.history = [{ key: "welcome", role: "assistant", text: "Hello" }];
    const { chat } = await open();
    await chat.load();
    await chat.askAgain("welcome");
    expect([provider.sent, textsOf(chat.state.messages)]).toEqual([[], ["assistant: Hello"]]);
  });
});
