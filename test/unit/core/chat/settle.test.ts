import { describe, expect, test } from "vitest";
import { newQuestion, type Question } from "../../../../src/core/chat/questions.ts";
import {
  compose,
  findExchanges,
  isSettled,
  keepKeys,
  recordsOf,
  withOpenQuestions,
} from "../../../../src/core/chat/settle.ts";
import type { Message } from "../../../../src/core/model.ts";
import { turn } from "../../../helpers/answers.ts";
import { textsOf } from "../../../helpers/openChat.ts";

/** A question that was sent from here and whose window has gone, with what had arrived of its answer. */
function sent(id: string, arrived = "", more: Partial<Question> = {}): Question {
  const question = newQuestion({ id, text: "why?", askedAt: 10, window: "here" });
  const reply = { key: `${id}/reply`, role: "assistant", text: arrived } as const;
  return { ...question, isSent: true, known: [], state: "interrupted", reply, ...more };
}
const failed = (kind: "bad-reply" | "too-large" | "timeout" | "forbidden") =>
  ({ state: "failed", error: { kind, detail: "" } }) as const;
const alone = (id: string, text: string): Message => ({
  key: id,
  recordId: id,
  role: "user",
  text,
});

/** Which record each question has, and whether it is the whole of it. */
function find(stored: readonly Message[], questions: readonly Question[]) {
  const found = findExchanges(stored, questions, "here");
  return Object.fromEntries(
    [...found].map(([id, { question, isWhole }]) => [
      id,
      `${question.recordId}${isWhole ? "" : ", in part"}`,
    ]),
  );
}

describe("a record belongs to a question", () => {
  const whole = turn("r1", "why?", "Because it **rains**.");
  test.each([
    ["that has its words and of which nothing had arrived", whole, [sent("a")]],
    ["whose words are spaced otherwise", turn("r1", " why? \n", "So"), [sent("a")]],
    [
      "whose words are the same in another form",
      turn("r1", "caf\u00E9  noir", "So"),
      [sent("a", "", { text: "cafe\u0301 noir" })],
    ],
    ["whose answer it goes on with", whole, [sent("a", "Because")]],
    ["also with other signs", whole, [sent("a", "Because it rains")]],
    [
      "also with other markers, and half a one",
      turn("r1", "why?", "It is so. [^1] And more"),
      [sent("a", "It is [3.4] so [3")],
    ],
    ["that is answered", turn("r1", "why?", "other"), [sent("a", "said", { state: "answered" })]],
    ["whose answer was damaged", whole, [sent("a", "gibberish", failed("bad-reply"))]],
    ["of which too much came", whole, [sent("a", "gibberish", failed("too-large"))]],
    [
      "with a note of the service before the answer",
      [whole[0], { key: "s", role: "system", text: "Mina is here" }, whole[1]] as Message[],
      [sent("a", "Because")],
    ],
  ])("%s", (_case, stored, questions) => {
    expect(find(stored, questions)).toEqual({ a: "r1" });
  });

  test.each([
    ["while only the question is stored", [alone("r1", "why?")], [sent("a")]],
    [
      "while only the question is stored, and some had arrived",
      [alone("r1", "why?")],
      [sent("a", "Be")],
    ],
    ["while less is stored than had arrived", whole, [sent("a", "Because it rains a lot")]],
    [
      "while the next question stands behind it at once",
      [alone("r1", "why?"), ...turn("r2", "how?", "So")],
      [sent("a")],
    ],
  ])("in part %s", (_case, stored, questions) => {
    expect(find(stored, questions)).toEqual({ a: "r1, in part" });
  });

  test.each([
    ["it was there before", [sent("a", "", { known: ["r1"] })]],
    ["the words are others", [sent("a", "", { text: "why not?" })]],
    ["the words are spaced into others", [sent("a", "", { text: "w hy?" })]],
    ["the words are its answer's", [sent("a", "", { text: "Because it **rains**." })]],
    ["it answers otherwise than what had arrived", [sent("a", "Since")]],
    [
      "it answers otherwise, and nothing says that it is damaged",
      [sent("a", "S", failed("timeout"))],
    ],
    [
      "another window took another answer for whole",
      [sent("a", "S", { state: "answered", window: "b" })],
    ],
    ["the question was not sent", [sent("a", "", { isSent: false })]],
    ["the question was refused", [sent("a", "", failed("forbidden"))]],
    [
      "nobody knows what was there before",
      [newQuestion({ id: "a", text: "why?", askedAt: 1, window: "" })],
    ],
    [
      "the question was taken out before anything had arrived",
      [sent("a", "", { state: "removed" })],
    ],
    [
      "it may be either of two whose answers were damaged",
      [sent("a", "x", failed("bad-reply")), sent("b", "y", failed("bad-reply"))],
    ],
  ])("never where %s", (_case, questions) => {
    expect(find(whole, questions)).toEqual({});
  });

  test("of several, where what had arrived says so, the most first", () => {
    const stored = [...turn("r1", "why?", "so and so"), ...turn("r2", "why?", "so it is")];
    expect(find(stored, [sent("a", "so"), sent("b", "so and")])).toEqual({ a: "r2", b: "r1" });
    expect(find(stored, [sent("a"), sent("b", "so and")])).toEqual({ a: "r2", b: "r1" });
    expect(find(stored.slice(0, 2), [sent("a"), sent("b")])).toEqual({ a: "r1" });
  });

  test("of a damaged answer only if no second one is left that it may be", () => {
    const stored = [...turn("r1", "why?", "so"), ...turn("r2", "why?", "thus")];
    const damaged = sent("a", "x", failed("bad-reply"));
    expect(find(stored, [damaged])).toEqual({});
    expect(find(stored, [damaged, sent("b", "so")])).toEqual({ a: "r2", b: "r1" });
  });

  test("that was taken out, so that it is no other's", () => {
    const removed = sent("a", "Because", { state: "removed" });
    expect(find(whole, [removed, sent("b")])).toEqual({ a: "r1" });
  });

  test("that is asked now, and to no earlier one with its words meanwhile", () => {
    const live = sent("a", "Because", { state: "answering" });
    expect(find(whole, [sent("b"), live])).toEqual({ a: "r1" });
    expect(find(turn("r1", "why?", "Thus"), [sent("b", "Th"), live])).toEqual({});
    const other = sent("a", "", { state: "sending", text: "how?" });
    expect(find(whole, [sent("b"), other])).toEqual({ b: "r1" });
    // One that was not sent yet has no record.
    expect(find(whole, [sent("b"), sent("a", "", { state: "sending", isSent: false })])).toEqual({
      b: "r1",
    });
  });
});

test("a question is settled when its whole answer is stored, and it is not being answered", () => {
  const stored = turn("r1", "why?", "Because.");
  const isSettledNow = (question: Question) =>
    isSettled(question, findExchanges(stored, [question], "here"));
  expect(isSettledNow(sent("a", "Bec"))).toBe(true);
  expect(isSettledNow(sent("a", "Because not"))).toBe(false);
  expect(isSettledNow(sent("a", "Other"))).toBe(false);
  expect(isSettledNow(sent("a", "Bec", { state: "answering" }))).toBe(false);
});

test("the records of a question are those of the user with its words, by the id that they have", () => {
  const unnamed = { key: "q", role: "user", text: "why ?" } as const;
  const stored = [...turn("r1", "why ?", "why ?"), unnamed, ...turn("r2", "how?", "so")];
  expect(recordsOf("why  ?", stored)).toEqual(["r1", "q"]);
});

describe("what the service does not have is shown", () => {
  const at = (time: number, messages: readonly Message[]) =>
    messages.map((message) => ({ ...message, createdAt: time }));
  const stored = [...at(5, turn("r1", "one", "1")), ...at(20, turn("r2", "two", "2"))];
  const lost = (id: string, more: Partial<Question>) => sent(id, "", { text: id, ...more });
  const shown = (questions: readonly Question[], messages: readonly Message[] = stored) =>
    compose(messages, questions, findExchanges(messages, questions)).map(({ text }) => text);
  const both = ["one", "1", "two", "2"];

  test.each([
    ["first, where nothing stood before it", { after: "" }, ["a", "", ...both]],
    [
      "behind what stood before it, and its answer",
      { after: "r1" },
      ["one", "1", "a", "", "two", "2"],
    ],
    ["last, behind the last one", { after: "r2" }, [...both, "a", ""]],
    [
      "by its time, where what stood before it is gone",
      { after: "gone" },
      ["one", "1", "a", "", "two", "2"],
    ],
    ["by its time, where nothing is known", {}, ["one", "1", "a", "", "two", "2"]],
    ["last, where it is the latest", { askedAt: 20 }, [...both, "a", ""]],
  ])("%s", (_case, more, texts) => {
    expect(shown([lost("a", more)])).toEqual(texts);
  });

  test("behind what stood before it, whether that has a record for itself or an answer by now", () => {
    const [one, last] = [alone("r1", "one"), stored.slice(2)];
    const answer: Message = { key: "r1b", role: "assistant", text: "1" };
    expect(shown([lost("a", { after: "r1" })], [one, ...last])).toEqual([
      "one",
      "a",
      "",
      "two",
      "2",
    ]);
    expect(shown([lost("a", { after: "r1" })], [one, answer, ...last])).toEqual([
      "one",
      "1",
      "a",
      "",
      "two",
      "2",
    ]);
  });

  test("in the order in which it was asked, and what is being answered last and without its answer", () => {
    const [a, b] = [lost("a", { after: "r1" }), lost("b", { after: "r1" })];
    const live = lost("c", { state: "answering", after: "r1" });
    expect(shown([live, a, b])).toEqual(["one", "1", "a", "", "b", "", "two", "2", "c"]);
    // Also where nothing says what stood before them: by their time, behind all, and without a history.
    const [c, d] = [lost("c", {}), lost("d", {})];
    expect(shown([c, d])).toEqual(["one", "1", "c", "", "d", "", "two", "2"]);
    expect(shown([c, d], stored.slice(0, 2))).toEqual(["one", "1", "c", "", "d", ""]);
    expect(shown([a, b], [])).toEqual(["a", "", "b", ""]);
  });

  test("in the place of what the service has of it, while that is not the whole", () => {
    const asked = { ...alone("r3", "a"), createdAt: 30 };
    const messages = compose(
      [...stored, asked],
      [lost("a", { askedAt: 30 })],
      new Map([["a", { question: asked, isWhole: false }]]),
    );
    expect(textsOf(messages).slice(4)).toEqual(["user: a", "assistant:  [interrupted]"]);
    expect(messages.slice(4).every(({ isLocal }) => isLocal)).toBe(true);
    expect(
      shown([lost("one", { reply: { key: "k", role: "assistant", text: "1 and more" } })]),
    ).toEqual(["one", "1 and more", "two", "2"]);
  });

  test("unless it waits, was taken out, or is stored as a whole", () => {
    expect(shown([lost("a", { state: "waiting" }), lost("b", { state: "removed" })])).toEqual(both);
    expect(shown([lost("one", {})])).toEqual(both);
  });

  test("as interrupted, where nobody has the chat open that was answering", () => {
    const live = sent("a", "some", { text: "a", state: "answering" });
    expect(textsOf(withOpenQuestions(stored, [live])).slice(2, 4)).toEqual([
      "user: a",
      "assistant: some [interrupted]",
    ]);
  });
});

test("messages keep the keys under which they are shown, a question apart from its answer, each once", () => {
  const before = turn("r1", "why?", "so").map((one, index) => ({ ...one, key: `shown ${index}` }));
  const twice = [...turn("r1", "why?", "so"), ...turn("r1", "why?", "or so")];
  const keys = keepKeys([...twice, ...turn("r2", "how?", "thus")], before).map(({ key }) => key);
  expect(keys).toEqual(["shown 0", "shown 1", "r1/q", "r1/a", "r2/q", "r2/a"]);
});
