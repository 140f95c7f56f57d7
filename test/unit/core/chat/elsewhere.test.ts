import { beforeEach, describe, expect, test } from "vitest";
import type { Question } from "../../../../src/core/chat/questions.ts";
import type { ChatChange } from "../../../../src/core/chat/state.ts";
import type { Source } from "../../../../src/core/model.ts";
import { held, turn } from "../../../helpers/answers.ts";
import { FakeProvider } from "../../../helpers/fakeProvider.ts";
import { ManualClock } from "../../../helpers/fakes.ts";
import { MemoryChatStore } from "../../../helpers/memoryChatStore.ts";
import { openChat, textsOf } from "../../../helpers/openChat.ts";
import { live } from "../../../helpers/openOutbox.ts";

const address = { chatbotId: "bot", sessionId: "known" };
const a: Source = { id: "a", title: "A" };
const b: Source = { id: "b", title: "B" };
const error = { kind: "forbidden", detail: "403" } as const;
let provider: FakeProvider;
let store: MemoryChatStore;

beforeEach(() => {
  provider = new FakeProvider();
  store = new MemoryChatStore();
});

/** What another window writes down of its question. */
const there = (text?: string, more: Partial<Question> = {}, sources?: readonly Source[]) => ({
  ...live("q", "there"),
  ...(text !== undefined && {
    reply: { key: "q/reply", role: "assistant" as const, text, ...(sources && { sources }) },
  }),
  ...more,
});

const open = async () =>
  openChat({ connect: async () => provider, address, store, clock: new ManualClock() });

/** A window, and what it shows of each change that another one writes down. */
async function watching() {
  const { chat, idle } = await open();
  await chat.load();
  const told: ChatChange[] = [];
  chat.subscribe((change) => void told.push(change));
  const write = async (...questions: readonly Question[]): Promise<readonly ChatChange[]> => {
    told.length = 0;
    await store.update(() => ({ questions }));
    await new Promise(setImmediate);
    return [...told];
  };
  return { chat, idle, write };
}

test("what arrives in another window is told step by step, each thing once", async () => {
  const { chat, write } = await watching();
  expect(await write(there())).toMatchObject([
    { type: "messages-replaced", by: [] },
    {
      type: "question-asked",
      question: { key: "q/question", text: "q?" },
      reply: { key: "q/reply", text: "", state: { kind: "waiting" } },
    },
  ]);
  expect(await write(there("some "))).toEqual([
    { type: "reply-start" },
    { type: "text-delta", text: "some " },
  ]);
  expect(await write(there("some more", {}, [a]))).toEqual([
    { type: "text-delta", text: "more" },
    { type: "source-found", source: a },
  ]);
  expect(await write(there("some more", {}, [a, b]))).toEqual([
    { type: "source-found", source: b },
  ]);
  expect(chat.isBusy).toBe(false);
});

describe("an answer of another window ends as it does there", () => {
  test.each<[string, Partial<Question>, ChatChange]>([
    ["stopped", { state: "stopped" }, { type: "reply-stopped" }],
    ["failed", { state: "failed", error }, { type: "reply-failed", error }],
    ["interrupted", { state: "interrupted" }, { type: "reply-interrupted", isSent: true }],
    ["complete", { state: "answered" }, { type: "reply-end", outcome: "complete" }],
  ])("%s, with all that had arrived", async (_case, more, end) => {
    const { chat, write } = await watching();
    await write(there("some "));
    expect((await write(there("some more", more))).slice(0, 2)).toEqual([
      { type: "text-delta", text: "more" },
      end,
    ]);
    expect(chat.state.reply).toBeUndefined();
  });

  test("and is read from the service where it is stored", async () => {
    const { chat, write } = await watching();
    await write(there("some "));
    provider.history = [...turn("r1", "q?", "some more")];
    await write();
    expect(textsOf(chat.state.messages)).toEqual(["user: q?", "assistant: some more"]);
    expect(chat.state.messages.map(({ recordId }) => recordId)).toEqual(["r1", "r1"]);
  });

  test("and the next one of that window is shown", async () => {
    const { chat, write } = await watching();
    await write(there("some "));
    const next = { ...live("next", "there"), askedAt: 20 };
    const told = await write(there("some more", { state: "stopped" }), next);
    expect(told.map(({ type }) => type).slice(0, 4)).toEqual([
      "text-delta",
      "reply-stopped",
      "messages-replaced",
      "question-asked",
    ]);
    expect(textsOf(chat.state.messages)).toEqual([
      "user: q?",
      "assistant: some more [stopped]",
      "user: next?",
    ]);
    expect(chat.state.reply?.key).toBe("next/reply");
  });
});

test("an answer that arrives in another window is shown from the first moment", async () => {
  store = new MemoryChatStore({ questions: [there("some ")] });
  const { chat } = await open();
  expect(textsOf(chat.state.messages)).toEqual(["user: q?"]);
  expect(chat.state.reply).toMatchObject({ text: "some ", state: { kind: "streaming" } });
});

test("what was taken for interrupted goes on, also where the history is not there", async () => {
  store = new MemoryChatStore({ questions: [there("some ", { vouchedUntil: 0 })] });
  const { chat } = await open();
  expect(textsOf(chat.state.messages)).toEqual(["user: q?", "assistant: some  [interrupted]"]);
  await store.update(() => ({ questions: [there("some more")] }));
  await new Promise(setImmediate);
  expect(textsOf(chat.state.messages)).toEqual(["user: q?"]);
  expect(chat.state.reply).toMatchObject({ text: "some more" });
});

test("what another window changes about questions that have ended is shown, and nothing else is told", async () => {
  const ended = { ...there("some"), state: "stopped", vouchedUntil: 0 } as const;
  const other = { ...ended, id: "p", text: "p?", askedAt: 5, error };
  const { chat, write } = await watching();
  await write(other, ended);
  let lists = 0;
  provider.listMessages = async () => {
    lists += 1;
    return [];
  };
  const told = await write({ ...other, state: "failed" }, ended);
  expect(told.map(({ type }) => type)).toEqual(["history-loaded"]);
  expect(textsOf(chat.state.messages)).toEqual([
    "user: p?",
    "assistant: some [failed]",
    "user: q?",
    "assistant: some [stopped]",
  ]);
  const waiting = { ...ended, id: "w", state: "waiting" } as const;
  const more = await write({ ...other, state: "failed" }, ended, waiting);
  expect(more.map(({ type }) => type)).toEqual(["queue-changed"]);
  expect(lists).toBe(0);
});

test("an answer that arrives here is not hidden by one that arrives elsewhere", async () => {
  const answer = held();
  provider.answer = answer.answer;
  const { chat, idle } = await watching();
  chat.ask("why?");
  await answer.begun;
  const key = chat.state.reply?.key;
  await store.update(({ questions }) => ({ questions: [...questions, there("some other")] }));
  await new Promise(setImmediate);
  expect(chat.state.reply).toMatchObject({ key, text: "some " });
  answer.end();
  await idle();
  expect(textsOf(chat.state.messages)).toContain("assistant: some more");
});
