import { beforeEach, describe, expect, test } from "vitest";
import { ChatError } from "../../../../src/core/errors.ts";
import type { ErrorKind, Message, Session } from "../../../../src/core/model.ts";
import { answering, failing, held, turn } from "../../../helpers/answers.ts";
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
const refused = (kind: ErrorKind) => async () => Promise.reject(new ChatError(kind, "no"));
const settle = async () => new Promise(setImmediate);
/** A clock that somebody sets back, by so many milliseconds. Time passes as before. */
class SetBackClock extends ManualClock {
  setBack = 0;

  override now(): number {
    return super.now() - this.setBack;
  }
}

describe("before a question goes out", () => {
  test.each<ErrorKind>(["no-key", "bad-key", "blocked", "rate-limited", "timeout", "offline"])(
    "what is stored is read, and %s there fails it too",
    async (kind) => {
      provider.listMessages = refused(kind);
      const { chat, idle } = await open();
      chat.ask("why?");
      await idle();
      expect(chat.state.messages[1]?.state).toMatchObject({ kind: "failed", error: { kind } });
      expect(provider.sent).toEqual([]);
    },
  );

  test.each<ErrorKind>(["server", "bad-reply", "forbidden"])(
    "a history that ends in %s hinders nobody",
    async (kind) => {
      provider.listMessages = refused(kind);
      provider.answer = answering("fine", "r1");
      const { chat, idle } = await open();
      chat.ask("why?");
      await idle();
      expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
    },
  );

  test("nothing is read where no session is, and its history does not load", async () => {
    provider.listMessages = refused("server");
    provider.answer = answering("fine", "r1");
    const { chat, idle } = await openNew();
    const changes: string[] = [];
    chat.subscribe(({ type }) => changes.push(type));
    chat.ask("why?");
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
    expect(changes).not.toContain("history-loading");
  });

  test("it can be given up, and waits for a click where it was not written down as sent", async () => {
    const list = Promise.withResolvers<Message[]>();
    provider.listMessages = async () => list.promise;
    const { chat } = await open();
    chat.ask("why?");
    const closing = chat.close();
    list.resolve([]);
    await closing;
    expect([chat.state.messages, chat.state.reply]).toEqual([[], undefined]);
    expect(store.stored.questions).toMatchObject([{ text: "why?", state: "waiting" }]);
    const again = await open();
    expect(again.chat.state.queue).toMatchObject({ isHeld: true, questions: [{ text: "why?" }] });
    expect(provider.sent).toEqual([]);
  });

  test("a session that is made for it is kept, and the question stays when it is stopped then", async () => {
    const making = Promise.withResolvers<Session>();
    const begun = Promise.withResolvers<void>();
    provider.createSession = async () => {
      begun.resolve();
      return making.promise;
    };
    const made: string[] = [];
    const { chat, idle } = await openNew({ onSessionCreated: ({ id }) => void made.push(id) });
    chat.ask("why?");
    await begun.promise;
    chat.stop();
    making.resolve({ id: "made", chatbotId: "bot" });
    await idle();
    expect([chat.serviceId, made, provider.sent]).toEqual(["made", ["made"], []]);
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant:  [stopped]"]);
  });

  test("a service that makes no session is a bug, and is said to be one", async () => {
    delete provider.createSession;
    const { chat, log, idle } = await openNew();
    chat.ask("why?");
    await idle();
    expect(chat.state.messages[1]?.state).toMatchObject({ error: { kind: "bug" } });
    expect(log.lines.join()).toContain("warn answer: bug (nothing makes a session)");
  });
});

describe("while an answer arrives", () => {
  /** A chat in which the beginning of an answer has arrived. */
  const beginAnswer = async (clock: ManualClock) => {
    const answer = held();
    provider.answer = answer.answer;
    const { chat } = await open({ clock });
    chat.ask("why?");
    await answer.begun;
    await expect.poll(() => chat.state.reply?.text, { interval: 1 }).toBe("some ");
    return { chat, answer };
  };

  test("what has arrived is written down, and the promise that it goes on is renewed", async () => {
    const clock = new ManualClock();
    const { chat, answer } = await beginAnswer(clock);
    const kept = () => {
      const [{ vouchedUntil, reply } = {}] = store.stored.questions;
      return { vouchedUntil, text: reply?.text };
    };
    const pass = async () => {
      clock.advance(500);
      await settle();
      return kept();
    };
    const promised = kept().vouchedUntil ?? 0;
    expect(kept().text).toBeUndefined();
    expect(await pass()).toEqual({ vouchedUntil: promised + 500, text: "some " });
    // Nothing is new: it is written down only so that other windows see that this one goes on.
    for (let turns = 0; turns < 3; turns += 1)
      expect((await pass()).vouchedUntil).toBe(promised + 500);
    expect((await pass()).vouchedUntil).toBe(promised + 2500);
    answer.end();
    await expect.poll(() => store.stored.questions, { interval: 1 }).toEqual([]);
    const { revision } = store.stored;
    for (let turns = 0; turns < 9; turns += 1) await pass();
    expect(store.stored.revision).toBe(revision);
    await chat.close();
  });

  test("the promise is renewed soon also after the clock was set back", async () => {
    const clock = new SetBackClock();
    const { chat, answer } = await beginAnswer(clock);
    const pass = async () => {
      clock.advance(500);
      await settle();
    };
    // What has arrived is written down.
    await pass();
    clock.setBack = 3600_000;
    for (let turns = 0; turns < 6; turns += 1) await pass();
    const vouchedUntil = store.stored.questions[0]?.vouchedUntil ?? 0;
    expect(vouchedUntil - clock.now()).toBeLessThanOrEqual(6000);
    expect(vouchedUntil).toBeGreaterThan(clock.now());
    answer.end();
    await chat.close();
  });

  test("questions are sent in the order in which they are asked, also after the clock was set back", async () => {
    const clock = new SetBackClock();
    const answer = held();
    provider.answer = answer.answer;
    const { chat, idleAtLast } = await open({ clock });
    chat.ask("first?");
    await answer.begun;
    chat.ask("second?");
    clock.setBack = 3600_000;
    chat.ask("third?");
    await settle();
    expect(chat.state.queue.questions.map(({ text }) => text)).toEqual(["second?", "third?"]);
    answer.end();
    await idleAtLast();
    expect(provider.sent.map(({ text }) => text)).toEqual(["first?", "second?", "third?"]);
  });

  test("sending the next one where none waits stops nothing, nor does it in a chat that is closed", async () => {
    const answer = held();
    provider.answer = answer.answer;
    const { chat, idle } = await open({ clock: new ManualClock() });
    chat.ask("why?");
    await answer.begun;
    chat.sendNext();
    answer.end();
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: some more"]);
    provider.answer = failing(new ChatError("forbidden", "403"));
    chat.ask("one");
    chat.ask("two");
    await idle();
    await chat.close();
    chat.sendNext();
    await settle();
    expect(provider.sent.map(({ text }) => text)).toEqual(["why?", "one"]);
  });

  test("it can be waited for that it is stopped, and nothing is on its way then", async () => {
    const broken = Promise.withResolvers<void>();
    provider.answer = async function* () {
      yield { type: "reply-start" };
      await broken.promise;
    };
    const { chat } = await open({ clock: new ManualClock() });
    await chat.stopAll();
    chat.ask("why?");
    await settle();
    let isOver = false;
    const stopping = chat.stopAll().then(() => (isOver = true));
    await settle();
    expect([isOver, chat.isBusy]).toEqual([false, true]);
    broken.resolve();
    await settle();
    expect([isOver, chat.isBusy]).toEqual([true, false]);
    await stopping;
    expect([chat.state.reply, chat.state.messages[1]?.state]).toEqual([
      undefined,
      { kind: "stopped" },
    ]);
  });

  test("closing interrupts it, and it says whether it was sent", async () => {
    const answer = held();
    provider.answer = answer.answer;
    const { chat } = await open({ clock: new ManualClock() });
    chat.ask("why?");
    await expect.poll(() => chat.state.reply?.text, { interval: 1 }).toBe("some ");
    await chat.close();
    expect(chat.state.messages[1]).toMatchObject({
      text: "some ",
      state: { kind: "interrupted", isSent: true },
    });
    expect(store.stored.questions[0]).toMatchObject({ state: "interrupted", vouchedUntil: 0 });
  });

  test("an answer that just ends has failed", async () => {
    provider.answer = async function* () {
      yield { type: "reply-start" };
      yield { type: "text-delta", text: "so" };
    };
    const { chat, idle } = await open();
    chat.ask("why?");
    await idle();
    expect(chat.state.messages[1]).toMatchObject({
      text: "so",
      state: { kind: "failed", error: { kind: "bad-reply", detail: "the answer has no end" } },
    });
  });
});

describe("the history", () => {
  test("loads once for all who ask, and says so", async () => {
    let lists = 0;
    const list = Promise.withResolvers<Message[]>();
    const { chat } = await open();
    provider.listMessages = refused("offline");
    await chat.load();
    expect(chat.state.history.kind).toBe("failed");
    provider.listMessages = async () => {
      lists += 1;
      return list.promise;
    };
    const loading = Promise.all([chat.load(), chat.load(), chat.readAgain()]);
    expect(chat.state.history.kind).toBe("loading");
    list.resolve([...turn("r1", "why?", "so")]);
    await loading;
    expect([lists, chat.state.history.kind]).toEqual([1, "ready"]);
  });

  test("of a chat that is closed is not loaded, and says nothing", async () => {
    const { chat } = await open();
    await chat.close();
    const changes: string[] = [];
    chat.subscribe(({ type }) => changes.push(type));
    await chat.load();
    expect(changes).toEqual([]);
  });

  test("that cannot be read back does not keep anybody from asking again, and the log says so", async () => {
    provider.answer = failing(new ChatError("forbidden", "403"));
    const { chat, log, idle } = await open();
    await chat.load();
    chat.ask("why?");
    await idle();
    provider.listMessages = refused("server");
    provider.answer = answering("fine", "r1");
    await chat.retry(chat.state.messages[1]?.key ?? "");
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
    expect(log.lines).toContain("warn reading back before asking again: server (no)");
  });
});
