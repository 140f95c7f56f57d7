import { beforeEach, describe, expect, test } from "vitest";
import { History } from "../../../../src/core/chat/history.ts";
import type { Message } from "../../../../src/core/model.ts";
import { turn } from "../../../helpers/answers.ts";
import { FakeProvider } from "../../../helpers/fakeProvider.ts";

const address = { chatbotId: "bot", sessionId: "known" };
const { signal } = new AbortController();
const one = turn("r1", "why?", "so");
const two = turn("r2", "how?", "thus");
let provider: FakeProvider;
let history: History;

beforeEach(() => {
  provider = new FakeProvider();
  history = new History();
});

const read = async () => history.read(provider, address, signal);
const exchange = ([question, answer]: readonly Message[]) => {
  if (!question) throw new Error("a turn begins with a question");
  return { question, ...(answer && { answer }) };
};

test("nothing is known before it is read, and what happens meanwhile is no history", () => {
  history.add(exchange(one));
  expect([history.messages, history.recordsOf("why?"), history.last]).toEqual([
    undefined,
    undefined,
    "",
  ]);
});

test("a new session has none, and what was read stays when it begins", async () => {
  history.begin();
  expect([history.messages, history.last, history.recordsOf("why?")]).toEqual([[], "", []]);
  provider.history = [...one];
  await read();
  history.begin();
  expect(history.messages).toEqual(one);
  history.forget();
  expect(history.messages).toBeUndefined();
});

test("says what stands last, and how much cannot be read", async () => {
  provider.listMessages = async (_address, _signal, onUnreadable) => {
    onUnreadable?.(2);
    return [...one, { key: "x", role: "agent", text: "Hello" }];
  };
  await read();
  expect([history.last, history.unreadable]).toEqual(["x", 2]);
  provider.listMessages = async () => one;
  await read();
  expect([history.last, history.unreadable]).toEqual(["r1", 0]);
});

test("what is listed twice is there once, and what only has the same key has a key of its own", async () => {
  const [asked, answer] = one as [Message, Message];
  provider.history = [asked, asked, answer, { ...answer, text: "or else" }];
  const messages = await read();
  expect(messages.map(({ text }) => text)).toEqual(["why?", "so", "or else"]);
  expect(messages.slice(0, 2)).toEqual([asked, answer]);
  expect(new Set(messages.map(({ key }) => key)).size).toBe(3);
});

describe("is read again where meanwhile", () => {
  test.each<[string, () => void]>([
    ["something was stored", () => history.add(exchange(two))],
    ["something was deleted", () => history.delete(["r2"])],
    ["something was changed", () => history.touch()],
  ])("%s", async (_case, change) => {
    const lists = [one, two];
    provider.listMessages = async () => {
      const [list = []] = lists.splice(0, 1);
      if (lists.length === 1) change();
      return list;
    };
    await read();
    expect(lists).toEqual([]);
  });
});

test("what was seen as it happened stands last, with its answer if it has one", async () => {
  provider.history = [...one];
  await read();
  history.add(exchange(two));
  history.add(exchange(turn("r3", "who?", "me").slice(0, 1)));
  expect(history.messages?.map(({ text }) => text)).toEqual(["why?", "so", "how?", "thus", "who?"]);
  expect([history.last, history.recordsOf(" how? ")]).toEqual(["r3", ["r2"]]);
});

test("what was deleted stays away, also where it is listed still, and is no other question's", async () => {
  provider.history = [...one, ...two];
  await read();
  history.delete(["r1"]);
  expect(history.messages).toEqual(two);
  await read();
  expect(history.messages).toEqual(two);
  expect(history.recordsOf("how?")).toEqual(["r2", "r1"]);
});
