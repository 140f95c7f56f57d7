import { describe, expect, test } from "vitest";
import {
  interruptedQuestion,
  isWorthALook,
  maybeStored,
  newQuestion,
  type Question,
  queueOf,
  replyMessage,
  takeOut,
} from "../../../../src/core/chat/questions.ts";
import type { ErrorKind, Message } from "../../../../src/core/model.ts";

const fresh = newQuestion({ id: "a", text: "why?", askedAt: 10, window: "here" });
const sent: Question = { ...fresh, isSent: true, known: [] };
const failed = (kind: ErrorKind): Question => ({
  ...sent,
  state: "failed",
  error: { kind, detail: "" },
});

describe("a question that failed", () => {
  test.each<readonly [ErrorKind, boolean]>([
    ["timeout", true],
    ["unreachable", true],
    ["server", true],
    ["bad-reply", true],
    ["too-large", true],
    ["unsure", true],
    ["bug", true],
    ["offline", false],
    ["rejected", false],
    ["rate-limited", false],
    ["bad-key", false],
  ])("with %s may be stored: %s, and is only then worth a look", (kind, is) => {
    expect([maybeStored(failed(kind)), isWorthALook(failed(kind))]).toEqual([is, is]);
  });

  test("without a word about why may be stored", () => {
    expect(maybeStored({ ...sent, state: "failed" })).toBe(true);
  });
});

test("a question is stored only if it was sent and it is known what was there before", () => {
  expect(maybeStored({ ...sent, state: "sending" })).toBe(true);
  expect(maybeStored(fresh)).toBe(false);
  expect(maybeStored({ ...fresh, isSent: true })).toBe(false);
  expect(maybeStored({ ...fresh, known: [] })).toBe(false);
});

test.each([
  ["answered", true],
  ["interrupted", true],
  ["waiting", false],
  ["answering", false],
  ["stopped", false],
  ["removed", false],
] as const)("one that is %s is worth a look: %s", (state, is) => {
  expect(isWorthALook({ ...sent, state })).toBe(is);
});

test("what is taken out is remembered for ten minutes where its record may still come", () => {
  const [other, waiting] = [
    { ...sent, id: "other" },
    { ...fresh, id: "waiting" },
  ];
  expect(takeOut([sent, other, waiting], ["a", "waiting"], 1000)).toEqual([
    { ...sent, state: "removed", vouchedUntil: 601_000 },
    other,
  ]);
});

test.each<readonly [string, Partial<Question>, Message["state"]]>([
  ["waits", {}, { kind: "waiting" }],
  ["is sent", { state: "sending" }, { kind: "waiting" }],
  ["is answered now", { state: "answering" }, { kind: "streaming" }],
  ["is answered", { state: "answered" }, undefined],
  ["is taken out", { state: "removed" }, undefined],
  ["is stopped", { state: "stopped" }, { kind: "stopped" }],
  [
    "was sent and broke off",
    { ...sent, state: "interrupted" },
    { kind: "interrupted", isSent: true },
  ],
  ["was not sent", { state: "interrupted" }, { kind: "interrupted", isSent: false }],
  ["failed", failed("offline"), { kind: "failed", error: { kind: "offline", detail: "" } }],
  ["failed somehow", { state: "failed" }, { kind: "failed", error: { kind: "bug", detail: "" } }],
])("the answer to a question that %s says so", (_case, more, state) => {
  expect(replyMessage({ ...fresh, ...more })).toEqual({
    key: "a/reply",
    role: "assistant",
    text: "",
    createdAt: 10,
    isLocal: true,
    ...(state && { state }),
  });
});

test.each([
  [{ kind: "cut-off" }, { kind: "cut-off" }],
  [{ kind: "for-humans" }, { kind: "for-humans" }],
  [{ kind: "streaming" }, undefined],
] as const)("a whole answer that ended with %j is shown with %j", (state, shown) => {
  const reply: Message = { key: "a/reply", role: "assistant", text: "So", state };
  expect(replyMessage({ ...sent, state: "answered", reply }).state).toEqual(shown);
});

test("what waits needs a click when all of it does", () => {
  const held = { ...fresh, id: "b", isHeld: true };
  expect(queueOf([fresh, held, sent])).toMatchObject({
    questions: [{ id: "a" }, { id: "b" }, { id: "a" }],
    isHeld: false,
  });
  expect(queueOf([{ ...sent, state: "sending" }, held])).toEqual({
    questions: [{ id: "b", text: "why?" }],
    isHeld: true,
  });
  expect(queueOf([])).toEqual({ questions: [], isHeld: false });
});

test("one that an earlier Parley has written down was sent and interrupted", () => {
  const question: Message = { key: "q", role: "user", text: "why?" };
  const reply: Message = { key: "r", role: "assistant", text: "Be" };
  const old = interruptedQuestion({ ...question, createdAt: 5 }, reply);
  expect(old).toMatchObject({ id: "q", text: "why?", askedAt: 5, isHeld: false, vouchedUntil: 0 });
  expect(replyMessage(old)).toMatchObject({
    key: "q/reply",
    text: "Be",
    state: { kind: "interrupted", isSent: true },
  });
  expect(interruptedQuestion(question, reply).askedAt).toBe(0);
});
