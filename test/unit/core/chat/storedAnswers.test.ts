import { beforeEach, describe, expect, test, vi } from "vitest";
import { ChatError } from "../../../../src/core/errors.ts";
import type { Message } from "../../../../src/core/model.ts";
import { answering, ended, failing, held, turn } from "../../../helpers/answers.ts";
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

const connect = async () => provider;
const open = async (more: Partial<Parameters<typeof openChat>[0]> = {}) =>
  openChat({ connect, address, store, ...more });

test("what could not be read is counted, and a message that is listed twice is shown once", async () => {
  const [asked, answer] = turn("r1", "why?", "so");
  const other = { ...answer, text: "or else" } as Message;
  const listed = [asked, answer, answer, other] as readonly Message[];
  let unreadable = 2;
  provider.listMessages = async (_address, _signal, onUnreadable) => {
    if (unreadable > 0) onUnreadable?.(unreadable);
    return listed;
  };
  const { chat } = await open();
  await chat.load();
  expect(chat.state.unreadable).toBe(2);
  expect(textsOf(chat.state.messages)).toEqual([
    "user: why?",
    "assistant: so",
    "assistant: or else",
  ]);
  expect(new Set(chat.state.messages.map(({ key }) => key)).size).toBe(3);
  unreadable = 0;
  await chat.load();
  expect(chat.state.unreadable).toBe(0);
});

describe("what the service stored decides", () => {
  test("an answer that was only lost on its way is found without a click", async () => {
    provider.answer = failing(new ChatError("unreachable", "reset"), "the wh");
    const { chat, idle } = await open({ clock: new FakeClock() });
    await chat.load();
    chat.ask("why?");
    provider.history = [...turn("r1", " why?\n", "the whole answer")];
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user:  why?\n", "assistant: the whole answer"]);
    expect(provider.sent).toHaveLength(1);
    expect(store.stored.questions).toEqual([]);
  });

  test("a lost answer is found also when the clock was set back since it was asked for", async () => {
    provider.answer = failing(new ChatError("unreachable", "reset"), "the wh");
    const clock = new FakeClock();
    const { chat, idle } = await open({ clock });
    await chat.load();
    chat.ask("why?");
    provider.history = [...turn("r1", "why?", "the whole answer")];
    clock.time -= 3600_000;
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: the whole answer"]);
    expect(store.stored.questions).toEqual([]);
  });

  test("what came with an answer about its sources stays when its record says less", async () => {
    provider.answer = async function* () {
      yield { type: "reply-start" };
      yield { type: "text-delta", text: "so" };
      yield { type: "source-found", source: { id: "s", title: "runbook", similarity: 0.9 } };
      yield ended;
    };
    const { chat, idle } = await open();
    await chat.load();
    chat.ask("why?");
    const stored = turn("r1", "why?", "so").map((message) =>
      message.role === "user" ? message : { ...message, sources: [{ id: "s", title: "runbook" }] },
    );
    provider.history = stored;
    await idle();
    expect(store.stored.questions).toEqual([]);
    expect(chat.state.messages[1]?.sources).toEqual([
      { id: "s", title: "runbook", similarity: 0.9 },
    ]);
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
    const clock = new ManualClock();
    const { chat, idle } = await open({ clock });
    const recordOf = (place: number) => {
      clock.advance(1000);
      return chat.state.messages[place]?.recordId;
    };
    await chat.load();
    provider.answer = answering("the first answer");
    chat.ask("why?");
    await vi.waitUntil(() => chat.state.messages.length === 2);
    provider.answer = answering("the second answer");
    chat.ask("why?");
    await vi.waitUntil(() => chat.state.messages.length === 4);
    provider.history = [...turn("r1", "why?", "the first answer")];
    await expect.poll(() => recordOf(0)).toBe("r1");
    expect(chat.state.messages[3]?.recordId).toBeUndefined();
    provider.history = [...provider.history, ...turn("r2", "why?", "the second answer")];
    await expect.poll(() => recordOf(3)).toBe("r2");
    await idle();
    expect(textsOf(chat.state.messages)).toEqual([
      "user: why?",
      "assistant: the first answer",
      "user: why?",
      "assistant: the second answer",
    ]);
  });

  test("the late record of a question that was deleted is no other question's", async () => {
    const { chat } = await open();
    await chat.load();
    provider.answer = failing(new ChatError("unreachable", "reset"), "the first ");
    chat.ask("why?");
    await vi.waitUntil(() => chat.state.messages[1]?.state?.kind === "failed");
    await chat.remove([chat.state.messages[1]?.key ?? ""]);
    expect(chat.state.messages).toEqual([]);
    provider.answer = answering("the second answer");
    chat.ask("why?");
    provider.history = [...turn("r1", "why?", "the first answer")];
    await vi.waitUntil(() => chat.state.messages.some(({ recordId }) => recordId === "r1"));
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

test("what a model of the editor has added stays below its answer when the record is found, and when all is read again", async () => {
  const clock = new ManualClock();
  const { chat } = await open({ clock });
  await chat.load();
  chat.ask("why?");
  await vi.waitUntil(() => chat.state.messages.length === 2);
  const continuation = { model: "m", text: "And besides …", state: "complete" } as const;
  const added = () => chat.state.messages.map((message) => message.continuation?.text);
  chat.showContinuation(chat.state.messages[1]?.key ?? "", continuation);
  expect(added()).toEqual([undefined, "And besides …"]);
  provider.history = [...turn("r1", "why?", "fine")];
  chat.lookAgain();
  clock.advance(300);
  await vi.waitUntil(() => chat.state.messages[1]?.recordId === "r1");
  expect(added()).toEqual([undefined, "And besides …"]);
  await chat.load();
  expect(added()).toEqual([undefined, "And besides …"]);
});

describe("after a sudden end", () => {
  test("the question and what had arrived are there, and the answer is found by itself", async () => {
    const first = held();
    provider.answer = first.answer;
    const clock = new ManualClock();
    const killed = await open({ clock });
    killed.chat.ask("why?");
    await first.begun;
    await vi.waitUntil(() => killed.chat.state.reply?.text === "some ");
    clock.advance(500);
    await vi.waitUntil(() => store.stored.questions[0]?.reply?.text === "some ");
    // Nobody closes it: its promise runs out.
    const later = new MemoryChatStore({
      ...store.stored,
      questions: store.stored.questions.map((one) => ({ ...one, vouchedUntil: 0 })),
    });
    await killed.chat.close({ forget: true });
    const { chat, idle } = await open({ store: later, clock });
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: some  [interrupted]"]);
    await chat.load();
    expect(chat.state.messages[1]?.isLookedFor).toBe(true);
    provider.history = [...turn("r1", "why?", "some more")];
    clock.advance(1000);
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: some more"]);
    expect(chat.state.messages[1]?.isFoundLater).toBe(true);
    expect(provider.sent).toHaveLength(1);
  });

  test("what was interrupted can be asked again, and be deleted", async () => {
    const first = held();
    provider.answer = first.answer;
    const { chat } = await open();
    chat.ask("why?");
    await first.begun;
    await chat.close();
    provider.answer = answering("fine", "r1");
    const again = await open({ clock: new FakeClock() });
    await again.chat.retry(again.chat.state.messages[1]?.key ?? "");
    await again.idle();
    expect(textsOf(again.chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
    const second = held();
    provider.answer = second.answer;
    again.chat.ask("and?");
    await second.begun;
    await again.chat.close();
    const third = await open({ clock: new FakeClock() });
    expect(textsOf(third.chat.state.messages)[0]).toBe("user: and?");
    await third.chat.remove([third.chat.state.messages[0]?.key ?? ""]);
    expect(third.chat.state.messages).toEqual([]);
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
