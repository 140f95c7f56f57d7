import { beforeEach, describe, expect, test } from "vitest";
import { newQuestion, type Question } from "../../../../src/core/chat/questions.ts";
import type { ChatChange } from "../../../../src/core/chat/state.ts";
import { ChatError } from "../../../../src/core/errors.ts";
import type { Message, Source } from "../../../../src/core/model.ts";
import { ended, turn } from "../../../helpers/answers.ts";
import { FakeProvider } from "../../../helpers/fakeProvider.ts";
import { FakeClock, ManualClock } from "../../../helpers/fakes.ts";
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
  openChat({ connect: async () => provider, store, clock: new FakeClock(), ...more });
const open = async (more: Partial<Parameters<typeof openChat>[0]> = {}) =>
  openNew({ address, ...more });
const settle = async () => new Promise(setImmediate);

/** A question of a window that is gone, with what had arrived of its answer. */
const left = (id: string, more: Partial<Question> = {}): Question => ({
  ...newQuestion({ id, text: `${id}?`, askedAt: 5, window: "gone" }),
  state: "interrupted",
  isSent: true,
  known: [],
  after: "",
  reply: { key: `${id}/reply`, role: "assistant", text: "so", createdAt: 5, isLocal: true },
  ...more,
});
/** A record with its time. */
const record = (more: Partial<Message> = {}): Message[] =>
  turn("r1", "why?", "so much").map((message) => ({
    ...message,
    createdAt: 9,
    ...(message.role === "assistant" && more),
  }));

describe("a panel is told of a record that is found", () => {
  /** What it is told once the record is at the service. */
  async function toldOf(question: Question, stored: Message[]): Promise<readonly ChatChange[]> {
    store = new MemoryChatStore({ questions: [question] });
    const clock = new ManualClock();
    const { chat, idle } = await open({ clock });
    await chat.load();
    const told: ChatChange[] = [];
    chat.subscribe((change) => void told.push(change));
    provider.history = stored;
    clock.advance(1000);
    await idle();
    expect(store.stored.questions).toEqual([]);
    return told;
  }
  const key = "why/reply";
  const asked = {
    type: "message-changed",
    key: "why/question",
    change: { createdAt: 9, recordId: "r1", isLocal: false },
  };

  test("only what is new, because an answer may be long", async () => {
    const told = await toldOf(left("why", { state: "answered" }), record({ text: "so" }));
    const change = { createdAt: 9, recordId: "r1", isLocal: false };
    expect(told).toEqual([asked, { type: "message-changed", key, change }]);
  });

  test("all of an answer that is not as it was, once", async () => {
    const told = await toldOf(left("why"), record());
    const keys = ["why/question", key];
    expect(told.slice(0, 1)).toMatchObject([
      { type: "messages-replaced", keys, by: [{ key: keys[0] }, { key, isFoundLater: true }] },
    ]);
    expect(told.slice(1)).toEqual([]);
  });

  test("that it is looked for no longer", async () => {
    const told = await toldOf(left("why"), record({ state: { kind: "cut-off" } }));
    const change = { text: "so much", state: { kind: "cut-off" }, isLookedFor: false };
    expect(told).toMatchObject([asked, { type: "message-changed", key, change }]);
  });
});

describe("a history that is loaded", () => {
  test("has what was left behind in its place, as an answer that was found later", async () => {
    store = new MemoryChatStore({ questions: [left("why")] });
    provider.history = record();
    const { chat, idle } = await open();
    await chat.load();
    await idle();
    expect(chat.state.messages).toMatchObject([
      { key: "why/question", recordId: "r1" },
      { key: "why/reply", recordId: "r1", isFoundLater: true },
    ]);
    expect(store.stored.questions).toEqual([]);
  });

  test("moves what was asked after a record behind it, and no other question takes that record", async () => {
    const unsent = { state: "failed", error: { kind: "bad-key", detail: "401" } } as const;
    const { known: _known, after: _after, ...blind } = left("blind", { text: "why?", askedAt: 8 });
    store = new MemoryChatStore({
      questions: [
        left("earlier", { ...unsent, askedAt: 1 }),
        left("why"),
        left("again", { ...unsent, text: " why?", askedAt: 6 }),
        left("elsewhere", { ...unsent, text: "why?", askedAt: 7, after: "r0", known: ["r0"] }),
        { ...blind, ...unsent },
      ],
    });
    const [question, answer] = record();
    provider.history = [
      { ...question, recordId: "r1" } as Message,
      { ...answer, recordId: "r2" } as Message,
    ];
    const { chat, idle } = await open();
    await chat.load();
    await idle();
    expect(store.stored.questions.map(({ id, after, known }) => [id, after, known])).toEqual([
      ["earlier", "", []],
      ["again", "r2", ["r1"]],
      ["elsewhere", "r0", ["r0", "r1"]],
      ["blind", undefined, undefined],
    ]);
  });

  test("of a session that is not made yet follows other windows", async () => {
    const { chat } = await openNew();
    await chat.load();
    await store.update(() => ({ questions: [left("why")] }));
    await settle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: so [interrupted]"]);
  });

  test("that is broken off by closing is no failure", async () => {
    provider.listMessages = async (_address, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new ChatError("cancelled", "aborted")));
      });
    const { chat } = await open();
    const loading = chat.load();
    await settle();
    await chat.close();
    await loading;
    expect(chat.state.history).toEqual({ kind: "loading" });
  });
});

describe("sources", () => {
  const source = (id: string, similarity?: number): Source => ({
    id,
    title: id,
    ...(similarity !== undefined && { similarity }),
  });
  const [a, b] = [source("a", 0.9), source("b", 0.5)] as const;

  test.each([
    ["that came with an answer stay where its record has none", [a, b], undefined, [a, b]],
    ["that came with an answer stay where its record has fewer", [a, b], [source("a")], [a, b]],
    ["of a record count where it has more", [a], [source("a"), b], [source("a"), b]],
    ["of a record count where none came", undefined, [b], [b]],
  ])("%s", async (_case, arrived, stored, shown) => {
    provider.answer = async function* () {
      yield { type: "reply-start" };
      yield { type: "text-delta", text: "so" };
      for (const one of arrived ?? []) yield { type: "source-found", source: one };
      yield ended;
    };
    const { chat, idle } = await open();
    await chat.load();
    provider.history = record({ text: "so", ...(stored && { sources: stored }) });
    chat.ask("why?");
    await idle();
    expect(chat.state.messages[1]).toMatchObject({ recordId: "r1", sources: shown });
  });
});
