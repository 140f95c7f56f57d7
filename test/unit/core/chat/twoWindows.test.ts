import { beforeEach, expect, test } from "vitest";
import { newQuestion } from "../../../../src/core/chat/questions.ts";
import type { ChatState } from "../../../../src/core/chat/state.ts";
import { ChatError } from "../../../../src/core/errors.ts";
import { answering, ended, held, turn } from "../../../helpers/answers.ts";
import { FakeProvider } from "../../../helpers/fakeProvider.ts";
import { ManualClock } from "../../../helpers/fakes.ts";
import { MemoryChatStore } from "../../../helpers/memoryChatStore.ts";
import { openChat, textsOf } from "../../../helpers/openChat.ts";

const address = { chatbotId: "bot", sessionId: "known" };
const source = { id: "s", title: "runbook" };
let provider: FakeProvider;
let store: MemoryChatStore;
let clock: ManualClock;

beforeEach(() => {
  provider = new FakeProvider();
  store = new MemoryChatStore();
  clock = new ManualClock();
});

const open = async () => {
  const opened = await openChat({ connect: async () => provider, address, store, clock });
  await opened.chat.load();
  return opened;
};
/** What a window shows, with the answer that is arriving there as the last line. */
const shown = ({ chat }: { readonly chat: { readonly state: ChatState } }) =>
  textsOf([...chat.state.messages, ...(chat.state.reply ? [chat.state.reply] : [])]);
const shows = async (window: Parameters<typeof shown>[0], lines: readonly string[]) =>
  expect.poll(() => shown(window), { interval: 1 }).toEqual(lines);

/** Two windows in one of which a question is being answered; what has arrived is written down. */
async function answeringThere() {
  const answer = held();
  provider.answer = answer.answer;
  const [here, there] = [await open(), await open()];
  there.chat.ask("why?");
  await answer.begun;
  await shows(there, ["user: why?", "assistant: some  [streaming]"]);
  await shows(here, ["user: why?", "assistant:  [waiting]"]);
  clock.advance(500);
  await shows(here, ["user: why?", "assistant: some  [streaming]"]);
  return { here, there, answer };
}

test("an answer that arrives in one window arrives in the other, and then is read from the service", async () => {
  const { here, there, answer } = await answeringThere();
  expect(here.chat.isBusy).toBe(false);
  provider.history = [...turn("held", "why?", "some more")];
  answer.end();
  await shows(there, ["user: why?", "assistant: some more"]);
  await shows(here, ["user: why?", "assistant: some more"]);
  expect(here.chat.state.messages.map(({ recordId }) => recordId)).toEqual(["held", "held"]);
  expect(provider.sent).toHaveLength(1);
});

test("a question that is asked meanwhile in the other window waits for the answer", async () => {
  const { here, answer } = await answeringThere();
  here.chat.ask("and?");
  expect(here.chat.state.queue.questions.map(({ text }) => text)).toEqual(["and?"]);
  await new Promise(setImmediate);
  // It would be lost to sight if this chat was closed.
  expect(here.chat.isBusy).toBe(true);
  provider.answer = answering("sure", "r2");
  provider.history = [...turn("held", "why?", "some more")];
  answer.end();
  await shows(here, ["user: why?", "assistant: some more", "user: and?", "assistant: sure"]);
  expect(provider.sent.map(({ text }) => text)).toEqual(["why?", "and?"]);
});

test("of two questions that are asked at once one waits for the other, and both are asked once", async () => {
  const first = held();
  provider.answer = first.answer;
  const [here, there] = [await open(), await open()];
  here.chat.ask("one");
  there.chat.ask("two");
  await first.begun;
  const sent = provider.sent[0]?.text ?? "";
  const [waiter, other] = sent === "one" ? [there, "two"] : [here, "one"];
  await expect
    .poll(() => waiter.chat.state.queue)
    .toMatchObject({ isHeld: false, questions: [{ text: other }] });
  clock.advance(500);
  await shows(waiter, [`user: ${sent}`, "assistant: some  [streaming]"]);
  provider.answer = answering("sure", "r2");
  provider.history = [...turn("held", sent, "some more")];
  first.end();
  await shows(waiter, [
    `user: ${sent}`,
    "assistant: some more",
    `user: ${other}`,
    "assistant: sure",
  ]);
  expect(provider.sent.map(({ text }) => text)).toEqual([sent, other]);
  expect(waiter.chat.state.queue.questions).toEqual([]);
});

test("stopping lets only what waits in the own window wait for a click", async () => {
  const { here, there } = await answeringThere();
  provider.answer = answering("sure", "r2");
  here.chat.ask("mine");
  there.chat.ask("theirs");
  await expect.poll(() => here.chat.state.queue.questions.length).toBe(2);
  there.chat.stop();
  await expect.poll(() => provider.sent.map(({ text }) => text)).toEqual(["why?", "mine"]);
  await expect
    .poll(() => store.stored.questions.map(({ text, isHeld }) => [text, isHeld]))
    .toEqual([
      ["why?", false],
      ["theirs", true],
    ]);
});

test("an answer can be stopped from the other window, and stays stopped in both", async () => {
  const { here, there } = await answeringThere();
  here.chat.stop();
  for (const window of [there, here])
    await shows(window, ["user: why?", "assistant: some  [stopped]"]);
  expect(store.stored.questions[0]?.state).toBe("stopped");
});

test("an answer that is stopped from the other window lets what waits in either wait for a click", async () => {
  const { here, there } = await answeringThere();
  here.chat.ask("mine");
  here.chat.stop();
  expect(here.chat.state.queue).toMatchObject({ isHeld: true, questions: [{ text: "mine" }] });
  there.chat.ask("theirs");
  await shows(there, ["user: why?", "assistant: some  [stopped]"]);
  await there.idle();
  expect(there.chat.state.queue).toMatchObject({ isHeld: true, questions: { length: 2 } });
  expect(provider.sent.map(({ text }) => text)).toEqual(["why?"]);
});

test("sending the next question stops the answer in the other window", async () => {
  const { here, there } = await answeringThere();
  provider.answer = async function* () {
    yield { type: "reply-start" };
    yield { type: "text-delta", text: "sure" };
    provider.history = [...turn("r2", "and?", "sure")];
    yield { ...ended, recordId: "r2" };
  };
  here.chat.ask("and?");
  here.chat.sendNext();
  for (const window of [here, there])
    await shows(window, [
      "user: why?",
      "assistant: some  [stopped]",
      "user: and?",
      "assistant: sure",
    ]);
});

test("what an answer failed of is shown in both, with all that had arrived", async () => {
  const first = Promise.withResolvers<void>();
  provider.answer = async function* () {
    yield { type: "reply-start" };
    yield { type: "text-delta", text: "half" };
    yield { type: "source-found", source };
    await first.promise;
    throw new ChatError("forbidden", "403");
  };
  const [here, there] = [await open(), await open()];
  there.chat.ask("why?");
  await shows(there, ["user: why?", "assistant: half [streaming]"]);
  first.resolve();
  for (const window of [there, here])
    await shows(window, ["user: why?", "assistant: half [failed]"]);
  expect(here.chat.state.messages[1]).toMatchObject({
    sources: [source],
    state: { error: { kind: "forbidden" } },
  });
});

test("an answer whose record is not known yet is whole in both", async () => {
  provider.answer = async function* () {
    yield { type: "reply-start" };
    yield { type: "text-delta", text: "so" };
    yield ended;
  };
  const [here, there] = [await open(), await open()];
  there.chat.ask("why?");
  for (const window of [there, here]) await shows(window, ["user: why?", "assistant: so"]);
});

test("what a window was sending that is gone is interrupted, and looked for by the other one", async () => {
  const { here, there } = await answeringThere();
  // It is gone without a word: nothing of it reaches the disk any more.
  await there.chat.close({ forget: true });
  provider.history = [...turn("held", "why?", "some more")];
  clock.advance(10_000);
  await shows(here, ["user: why?", "assistant: some more"]);
  expect(here.chat.state.messages[1]?.isFoundLater).toBe(true);
  expect(provider.sent).toHaveLength(1);
});

test("what was taken for interrupted is shown as arriving when its window goes on", async () => {
  const answer = held();
  provider.answer = answer.answer;
  const [here, there] = [await open(), await open()];
  there.chat.ask("why?");
  await answer.begun;
  await shows(here, ["user: why?", "assistant:  [waiting]"]);
  const [live] = store.stored.questions;
  const change = async (vouchedUntil: number) =>
    store.update(({ questions }) => ({
      questions: questions.map((one) => ({ ...one, vouchedUntil })),
    }));
  await change(0);
  await shows(here, ["user: why?", "assistant:  [interrupted]"]);
  await change(live?.vouchedUntil ?? 0);
  await shows(here, ["user: why?", "assistant:  [waiting]"]);
});

test("a question that is taken out in one window is gone in the other", async () => {
  const { here, there } = await answeringThere();
  there.chat.ask("and?");
  await expect.poll(() => here.chat.state.queue.questions.length).toBe(1);
  // It is the other window's to send.
  await here.idle();
  there.chat.unqueue(there.chat.state.queue.questions[0]?.id ?? "");
  await expect.poll(() => here.chat.state.queue.questions.length).toBe(0);
  there.chat.stop();
  await shows(here, ["user: why?", "assistant: some  [stopped]"]);
  await there.chat.remove([there.chat.state.messages[1]?.key ?? ""]);
  await shows(here, []);
});

test("a session that one window makes is the other's too, with what is stored in it", async () => {
  provider.answer = answering("fine", "r1");
  const openNew = async () => {
    const opened = await openChat({ connect: async () => provider, store, clock });
    await opened.chat.load();
    return opened;
  };
  const [here, there] = [await openNew(), await openNew()];
  provider.history = [...turn("r1", "why?", "fine")];
  there.chat.ask("why?");
  await shows(here, ["user: why?", "assistant: fine"]);
  expect(here.chat.serviceId).toBe("session-1");
  provider.answer = answering("sure", "r2");
  here.chat.ask("and?");
  await here.idle();
  expect(provider.sent.map(({ session }) => session.sessionId)).toEqual(["session-1", "session-1"]);
  expect(provider.created).toEqual(["why?"]);
});

test("what another window queues changes nothing of what was answered here", async () => {
  provider.answer = answering("fine", "r1");
  const { chat, idle } = await open();
  chat.ask("why?");
  await idle();
  const before = chat.state.messages;
  const queued = newQuestion({ id: "q", text: "and?", askedAt: 1, window: "other" });
  await store.update(({ questions }) => ({ questions: [...questions, queued] }));
  await expect.poll(() => chat.state.queue.questions.length).toBe(1);
  expect(chat.state.messages).toEqual(before);
});

test("a draft of one window is the other's too", async () => {
  const [here, there] = [await open(), await open()];
  there.chat.draft.set({ text: "Wh", attachments: [] });
  await expect.poll(() => here.chat.draft.value.text).toBe("Wh");
  expect(here.chat.state.messages).toEqual([]);
});
