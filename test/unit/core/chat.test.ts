import { beforeEach, describe, expect, test } from "vitest";
import { Conversation } from "../../../src/core/chat/conversation.ts";
import type { ChatChange } from "../../../src/core/chat/state.ts";
import { emptyChat, reduce } from "../../../src/core/chat/state.ts";
import type { Unsettled } from "../../../src/core/chat/unsettled.ts";
import { ChatError } from "../../../src/core/errors.ts";
import type { Message } from "../../../src/core/model.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { FakeClock, MemoryLog } from "../../helpers/fakes.ts";

const noSignal = new AbortController().signal;
let provider: FakeProvider;
let kept: Unsettled | undefined;
let events: ChatChange[];
let keys: number;

beforeEach(() => {
  provider = new FakeProvider();
  kept = undefined;
  events = [];
  keys = 0;
});

function open({
  sessionId = "known",
  connect,
}: { sessionId?: string | undefined; connect?: () => Promise<FakeProvider> } = {}) {
  const conversation = new Conversation({
    connect: connect ?? (async () => provider),
    clock: new FakeClock(),
    log: new MemoryLog(),
    newKey: () => `key-${(keys += 1)}`,
    unsettled: {
      read: async () => kept,
      write: async (unsettled) => {
        kept = unsettled;
      },
    },
    chatbotId: "bot",
    sessionId: sessionId === "" ? undefined : sessionId,
    onSessionCreated: async () => undefined,
  });
  conversation.subscribe((event) => events.push(event));
  return conversation;
}

const stored = (role: Message["role"], text: string): Message => ({
  key: `${role}-${text}`,
  role,
  text,
});
const texts = (conversation: Conversation): readonly string[] =>
  conversation.state.messages.map(
    ({ role, text, state }) => `${role}: ${text}${state ? ` [${state.kind}]` : ""}`,
  );

describe("asking", () => {
  test("keeps question and answer, and nothing is left to settle", async () => {
    const conversation = open();
    await conversation.load(noSignal);
    expect(await conversation.ask("why?")).toBe(true);
    expect(texts(conversation)).toEqual(["user: why?", "assistant: fine"]);
    expect(conversation.state.reply).toBeUndefined();
    expect(kept).toBeUndefined();
  });

  test("folding the events gives the same state as the conversation has", async () => {
    const conversation = open();
    await conversation.load(noSignal);
    await conversation.ask("why?");
    provider.answer = failing(new ChatError("server", "500"), "half");
    await conversation.ask("and?");
    expect(events.reduce(reduce, emptyChat)).toEqual(conversation.state);
  });

  test("makes a new session with the first question only", async () => {
    const conversation = open({ sessionId: "" });
    await conversation.load(noSignal);
    await conversation.ask("first");
    await conversation.ask("second");
    expect(provider.created).toEqual(["first"]);
    expect(provider.sent.map(({ session, text }) => [session.sessionId, text])).toEqual([
      ["session-1", "first"],
      ["session-1", "second"],
    ]);
  });

  test("takes one question at a time", async () => {
    const conversation = open();
    const first = conversation.ask("one");
    expect(await conversation.ask("two")).toBe(false);
    expect(await first).toBe(true);
    expect(provider.sent).toHaveLength(1);
  });

  test("a failure keeps the question and what had arrived, here and across windows", async () => {
    provider.answer = failing(new ChatError("unreachable", "reset"), "half an ans");
    const conversation = open();
    await conversation.load(noSignal);
    await conversation.ask("why?");
    expect(texts(conversation)).toEqual(["user: why?", "assistant: half an ans [failed]"]);
    expect(conversation.state.messages[1]?.state).toMatchObject({ error: { kind: "unreachable" } });

    const later = open();
    await later.load(noSignal);
    expect(texts(later)).toEqual(["user: why?", "assistant: half an ans [failed]"]);
  });

  test("a missing key ends in an answer that says so", async () => {
    const conversation = open({
      connect: async () => Promise.reject(new ChatError("no-key", "none")),
    });
    await conversation.ask("why?");
    expect(texts(conversation)).toEqual(["user: why?", "assistant:  [failed]"]);
  });

  test("what throws something else is a bug, and is said to be one", async () => {
    provider.answer = failing(new TypeError("x is undefined"), "");
    const conversation = open();
    await conversation.ask("why?");
    expect(conversation.state.messages[1]?.state).toMatchObject({
      kind: "failed",
      error: { kind: "bug" },
    });
  });
});

describe("stopping", () => {
  test("keeps what had arrived and says nothing more", async () => {
    const conversation = open();
    provider.answer = async function* (signal) {
      yield { type: "reply-start" };
      yield { type: "text-delta", text: "some " };
      conversation.stop();
      signal.throwIfAborted();
      yield { type: "text-delta", text: "more" };
    };
    await conversation.ask("why?");
    expect(texts(conversation)).toEqual(["user: why?", "assistant: some  [stopped]"]);
    expect(events.at(-1)?.type).toBe("reply-stopped");
    expect(kept?.reply.text).toBe("some ");
  });

  test("an event that comes after all is not shown", async () => {
    const conversation = open();
    provider.answer = async function* () {
      yield { type: "reply-start" };
      conversation.stop();
      yield { type: "text-delta", text: "too late" };
      yield { type: "reply-end", outcome: "complete" };
    };
    await conversation.ask("why?");
    expect(texts(conversation)).toEqual(["user: why?", "assistant:  [stopped]"]);
  });
});

describe("what the service stored wins", () => {
  const lost: Unsettled = {
    question: stored("user", "why?"),
    reply: { ...stored("assistant", "half"), state: { kind: "stopped" } },
    messagesBefore: 2,
  };
  const before = [stored("user", "why?"), stored("assistant", "an older answer")];

  test("over an answer that was lost on its way", async () => {
    kept = lost;
    provider.history = [
      ...before,
      stored("user", " why?\n"),
      stored("assistant", "the whole answer"),
    ];
    const conversation = open();
    await conversation.load(noSignal);
    expect(texts(conversation).slice(2)).toEqual(["user:  why?\n", "assistant: the whole answer"]);
    expect(kept).toBeUndefined();
  });

  test("for the question alone, when only that was stored", async () => {
    kept = lost;
    provider.history = [...before, stored("user", "why?")];
    const conversation = open();
    await conversation.load(noSignal);
    expect(texts(conversation).slice(2)).toEqual(["user: why?", "assistant: half [stopped]"]);
    expect(kept).toEqual(lost);
  });

  test("and an older exchange with the same question is not mistaken for it", async () => {
    kept = lost;
    provider.history = before;
    const conversation = open();
    await conversation.load(noSignal);
    expect(texts(conversation).slice(2)).toEqual(["user: why?", "assistant: half [stopped]"]);
  });

  test("before a retry, so that nothing is asked twice that was answered", async () => {
    provider.answer = failing(new ChatError("unreachable", "reset"), "half");
    const conversation = open();
    await conversation.load(noSignal);
    await conversation.ask("why?");
    provider.history = [stored("user", "why?"), stored("assistant", "whole")];
    await conversation.retry();
    expect(texts(conversation)).toEqual(["user: why?", "assistant: whole"]);
    expect(provider.sent).toHaveLength(1);
  });

  test("a retry asks again when nothing was stored", async () => {
    provider.answer = failing(new ChatError("server", "500"), "");
    const conversation = open();
    await conversation.load(noSignal);
    await conversation.ask("why?");
    provider.answer = answering("fine");
    await conversation.retry();
    expect(texts(conversation)).toEqual(["user: why?", "assistant: fine"]);
    expect(provider.sent).toHaveLength(2);
    expect(kept).toBeUndefined();
  });
});

test("a history that cannot be loaded is said, and can be loaded again", async () => {
  let error: Error | undefined = new ChatError("offline", "no network");
  const conversation = open({ connect: async () => (error ? Promise.reject(error) : provider) });
  await conversation.load(noSignal);
  expect(conversation.state.history).toMatchObject({ kind: "failed", error: { kind: "offline" } });
  error = undefined;
  provider.history = [stored("user", "old")];
  await conversation.load(noSignal);
  expect(conversation.state.history).toEqual({ kind: "ready" });
  expect(texts(conversation)).toEqual(["user: old"]);
});

function answering(text: string): FakeProvider["answer"] {
  return async function* () {
    yield { type: "reply-start" };
    yield { type: "text-delta", text };
    yield { type: "reply-end", outcome: "complete" };
  };
}

function failing(error: Error, text: string): FakeProvider["answer"] {
  return async function* () {
    yield { type: "reply-start" };
    if (text !== "") yield { type: "text-delta", text };
    throw error;
  };
}

describe("the queue", () => {
  test("asks the next question when the answer before it has ended", async () => {
    const conversation = open();
    const first = conversation.ask("one");
    conversation.queue("two");
    conversation.queue("three");
    conversation.unqueue(0);
    await first;
    expect(texts(conversation)).toEqual([
      "user: one",
      "assistant: fine",
      "user: three",
      "assistant: fine",
    ]);
    expect(conversation.state.queued).toEqual([]);
  });

  test("goes on after a stop and waits after a failure, until it is sent", async () => {
    const conversation = open();
    provider.answer = failing(new ChatError("unreachable", "reset"), "half");
    const first = conversation.ask("one");
    conversation.queue("two");
    await first;
    expect(conversation.state.queued).toEqual(["two"]);
    provider.answer = answering("fine");
    await conversation.sendQueued();
    expect(texts(conversation).slice(2)).toEqual(["user: two", "assistant: fine"]);
  });
});

describe("asking again", () => {
  test("deletes the old question and answer first, where the service can", async () => {
    provider.history = [
      { ...stored("user", "why?"), recordId: "r1" },
      { ...stored("assistant", "so"), recordId: "r1" },
    ];
    const conversation = open();
    await conversation.load(noSignal);
    await conversation.askAgain(noSignal);
    expect(provider.deleted).toEqual(["r1"]);
    expect(texts(conversation)).toEqual(["user: why?", "assistant: fine"]);
  });

  test("keeps the old ones where nothing can be deleted", async () => {
    delete provider.deleteMessages;
    provider.history = [stored("user", "why?"), stored("assistant", "so")];
    const conversation = open();
    await conversation.load(noSignal);
    await conversation.askAgain(noSignal);
    expect(texts(conversation)).toEqual([
      "user: why?",
      "assistant: so",
      "user: why?",
      "assistant: fine",
    ]);
  });
});
