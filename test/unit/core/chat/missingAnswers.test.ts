import { beforeEach, describe, expect, test } from "vitest";
import { newQuestion, type Question } from "../../../../src/core/chat/questions.ts";
import { ChatError } from "../../../../src/core/errors.ts";
import type { ErrorKind } from "../../../../src/core/model.ts";
import { held, turn } from "../../../helpers/answers.ts";
import { FakeProvider } from "../../../helpers/fakeProvider.ts";
import { FakeClock, ManualClock } from "../../../helpers/fakes.ts";
import { MemoryChatStore } from "../../../helpers/memoryChatStore.ts";
import { openChat, textsOf } from "../../../helpers/openChat.ts";

const address = { chatbotId: "bot", sessionId: "known" };
const minute = 60_000;
let provider: FakeProvider;
let store: MemoryChatStore;
let clock: FakeClock;

beforeEach(() => {
  provider = new FakeProvider();
  store = new MemoryChatStore();
  clock = new FakeClock();
});

const open = async (more: Partial<Parameters<typeof openChat>[0]> = {}) =>
  openChat({ connect: async () => provider, address, store, clock, ...more });
const refused = (kind: ErrorKind) => async () => Promise.reject(new ChatError(kind, "no"));
const settle = async () => new Promise(setImmediate);

/** A question that a window has left behind. */
const left = (id: string, more: Partial<Question>): Question => ({
  ...newQuestion({ id, text: `${id}?`, askedAt: 0, window: "gone" }),
  isSent: true,
  known: [],
  after: "",
  ...more,
});
const lost = left("lost", { state: "interrupted" });
const answered = left("answered", {
  state: "answered",
  reply: { key: "answered/reply", role: "assistant", text: "fine", isLocal: true },
});

describe("what is missing is looked for", () => {
  test.each([
    ["an answer, five minutes", lost, 5 * minute],
    ["the record of an answer that is there, one", answered, minute],
  ])("%s", async (_case, question, patience) => {
    store = new MemoryChatStore({ questions: [question] });
    const { chat, idle } = await open();
    const start = clock.now();
    await chat.load();
    expect(chat.isBusy).toBe(true);
    await idle();
    expect(clock.now() - start).toBeLessThanOrEqual(patience);
    expect(clock.now() - start).toBeGreaterThan(patience / 2);
    expect(store.stored.questions).toHaveLength(1);
  });

  test.each([
    ["what was refused", left("x", { state: "failed", error: { kind: "forbidden", detail: "" } })],
    ["what was not sent", left("x", { state: "interrupted", isSent: false })],
    ["what was stopped", left("x", { state: "stopped" })],
  ])("but for %s", async (_case, question) => {
    store = new MemoryChatStore({ questions: [question] });
    const { chat } = await open();
    await chat.load();
    expect([chat.isBusy, clock.waits]).toEqual([false, []]);
    expect(chat.state.messages[1]?.isLookedFor).toBeUndefined();
  });

  test("until the user has had enough: then only records of answers that are there", async () => {
    store = new MemoryChatStore({ questions: [lost, answered] });
    const manual = new ManualClock();
    const { chat, idle } = await open({ clock: manual });
    const looked = () => chat.state.messages.map(({ isLookedFor }) => isLookedFor === true);
    await chat.load();
    expect(looked()).toEqual([false, true, false, false]);
    chat.stopLooking();
    expect(looked()).toEqual([false, false, false, false]);
    expect(chat.isBusy).toBe(true);
    provider.history = [...turn("r1", "answered?", "fine"), ...turn("r2", "lost?", "found")];
    manual.advance(1000);
    await idle();
    expect(textsOf(chat.state.messages)).toContain("assistant: found");
    expect(store.stored.questions).toEqual([]);
  });

  test("again when the service may be within reach again, and not by a chat that is closed", async () => {
    store = new MemoryChatStore({ questions: [lost] });
    const { chat, idle } = await open();
    await chat.load();
    provider.listMessages = refused("bad-key");
    await idle();
    expect(chat.state.messages[1]?.isLookedFor).toBe(false);
    let lists = 0;
    provider.listMessages = async () => {
      lists += 1;
      return [...turn("r1", "lost?", "found")];
    };
    chat.lookAgain();
    expect(chat.state.messages[1]?.isLookedFor).toBe(true);
    chat.lookAgain();
    await idle();
    expect(lists).toBe(1);
    expect(textsOf(chat.state.messages)).toEqual(["user: lost?", "assistant: found"]);
    store = new MemoryChatStore({ questions: [lost] });
    const other = await open();
    await other.chat.close();
    other.chat.lookAgain();
    await settle();
    expect([lists, other.chat.isBusy]).toEqual([1, false]);
  });

  test("at once for the record of an answer, and after a pause for an answer that broke off", async () => {
    const manual = new ManualClock();
    const { chat, idle } = await open({ clock: manual });
    await chat.load();
    provider.answer = async function* () {
      yield { type: "reply-start" };
      yield { type: "text-delta", text: "fine" };
      provider.history = [...turn("r1", "why?", "fine")];
      yield { type: "reply-end", outcome: "complete" };
    };
    chat.ask("why?");
    await idle();
    expect(store.stored.questions).toEqual([]);
    provider.answer = async function* () {
      yield { type: "reply-start" };
      provider.history = [...provider.history, ...turn("r2", "how?", "so")];
      throw new ChatError("unreachable", "reset");
    };
    chat.ask("how?");
    await expect.poll(() => chat.state.messages[3]?.isLookedFor).toBe(true);
    await settle();
    expect(textsOf(chat.state.messages).at(-1)).toBe("assistant:  [failed]");
    manual.advance(1000);
    await idle();
    expect(textsOf(chat.state.messages).at(-1)).toBe("assistant: so");
    expect(store.stored.questions).toEqual([]);
  });

  test("by nobody once the chat is closed", async () => {
    store = new MemoryChatStore({ questions: [lost] });
    const manual = new ManualClock();
    const { chat } = await open({ clock: manual });
    await chat.load();
    let lists = 0;
    provider.listMessages = async () => {
      lists += 1;
      return [];
    };
    await chat.close();
    manual.advance(minute);
    await settle();
    expect([lists, chat.isBusy, chat.state.messages[1]?.isLookedFor]).toEqual([0, false, false]);
  });

  test("by nobody while the history cannot be loaded", async () => {
    store = new MemoryChatStore({ questions: [lost] });
    provider.listMessages = refused("offline");
    const { chat } = await open();
    await chat.load();
    expect([chat.isBusy, clock.waits]).toEqual([false, []]);
  });
});

test("a question on its way is not taken out of the queue, and a chat that is closed takes none", async () => {
  const answer = held();
  provider.answer = answer.answer;
  const { chat, idle } = await open({ clock: new ManualClock() });
  const id = chat.ask("why?");
  await answer.begun;
  chat.unqueue(id ?? "");
  await settle();
  expect(store.stored.questions).toMatchObject([{ id, state: "sending" }]);
  answer.end();
  await idle();
  expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: some more"]);
  await chat.close();
  expect(chat.ask("and?")).toBeUndefined();
  expect(chat.state.queue.questions).toEqual([]);
});

test("who has had enough of a chat is told nothing more", async () => {
  const { chat } = await open();
  const told: string[] = [];
  const end = chat.subscribe(({ type }) => void told.push(type));
  chat.rename("one");
  end();
  chat.rename("two");
  expect(told).toEqual(["session-changed"]);
});
