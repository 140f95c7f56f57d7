import { describe, expect, test } from "vitest";
import {
  allMessages,
  type ChatChange,
  type ChatState,
  emptyChat,
  isAskedByAi,
  reduce,
  withSharedRecords,
} from "../../../../src/core/chat/state.ts";
import type { ErrorData, Message } from "../../../../src/core/model.ts";
import { turn } from "../../../helpers/answers.ts";

const question: Message = { key: "q", role: "user", text: "why?", isLocal: true };
const reply: Message = {
  key: "r",
  role: "assistant",
  text: "",
  isLocal: true,
  state: { kind: "waiting" },
};
const error: ErrorData = { kind: "timeout", detail: "silent" };
const before = turn("r0", "who?", "me");

const fold = (state: ChatState, ...changes: readonly ChatChange[]): ChatState =>
  changes.reduce(reduce, state);
const asked = fold({ ...emptyChat, messages: before }, { type: "question-asked", question, reply });
/** The last message after an answer of which something has arrived. */
const ended = (...changes: readonly ChatChange[]) => {
  const { messages, ...rest } = fold(asked, { type: "text-delta", text: "so" }, ...changes);
  expect(rest).not.toHaveProperty("reply");
  expect(messages.slice(0, 2)).toEqual(before);
  return messages.slice(2);
};

describe("an answer that arrives", () => {
  test("says how far it is, and gathers text, sources and prompts", () => {
    const retry = { attempt: 1, at: 7, error };
    const retrying = fold(asked, { type: "retry-scheduled", ...retry });
    expect(retrying.reply?.state).toEqual({ kind: "retrying", ...retry });
    const [one, two] = [
      { id: "1", title: "one" },
      { id: "2", title: "two" },
    ];
    const prompt = (text: string) => ({ kind: "question", title: text, text }) as const;
    const streaming = fold(
      retrying,
      { type: "reply-start" },
      { type: "text-delta", text: "so " },
      { type: "text-delta", text: "it is" },
      { type: "source-found", source: one },
      { type: "source-found", source: two },
      { type: "source-found", source: { ...one, page: 3 } },
      { type: "prompts-offered", prompts: [prompt("and?")] },
      { type: "prompts-offered", prompts: [prompt("but?")] },
    );
    expect(streaming.reply).toEqual({
      ...reply,
      state: { kind: "streaming" },
      text: "so it is",
      sources: [two, { ...one, page: 3 }],
      prompts: [prompt("and?"), prompt("but?")],
    });
    expect(streaming.messages).toEqual([...before, question]);
    expect(allMessages(streaming)).toEqual([...before, question, streaming.reply]);
  });

  test("ends with what only its end tells, and shares its record with its question", () => {
    const { state: _waiting, ...whole } = reply;
    expect(ended({ type: "reply-end", outcome: "complete" })).toEqual([
      question,
      { ...whole, text: "so" },
    ]);
    const more = { text: "so!", recordId: "r1", model: "m", author: "Mina" };
    expect(ended({ type: "reply-end", outcome: "cut-off", ...more })).toEqual([
      { ...question, recordId: "r1", isLocal: false },
      { ...reply, ...more, isLocal: false, state: { kind: "cut-off" } },
    ]);
  });

  test.each<readonly [ChatChange, Message["state"]]>([
    [{ type: "reply-stopped" }, { kind: "stopped" }],
    [
      { type: "reply-interrupted", isSent: true },
      { kind: "interrupted", isSent: true },
    ],
    [
      { type: "reply-failed", error },
      { kind: "failed", error },
    ],
  ])("keeps what had arrived at %j", (change, state) => {
    expect(ended(change)).toEqual([question, { ...reply, text: "so", state }]);
  });

  test("takes its question with it when that was not sent after all", () => {
    expect(ended({ type: "question-withdrawn" })).toEqual([]);
  });

  test("is nobody's when nothing was asked", () => {
    const settled: ChatState = { ...emptyChat, messages: before };
    const late: readonly ChatChange[] = [
      { type: "reply-start" },
      { type: "text-delta", text: "late" },
      { type: "source-found", source: { id: "1", title: "one" } },
      { type: "prompts-offered", prompts: [] },
      { type: "reply-stopped" },
      { type: "reply-end", outcome: "complete", recordId: "r9" },
    ];
    expect(fold(settled, ...late)).toEqual(settled);
    expect(allMessages(settled)).toEqual(before);
  });

  test("does not take a message of the service for its question", () => {
    const note: Message = { key: "s", role: "system", text: "Mina is here" };
    const messages = [...before, question, note];
    const end = { type: "reply-end", outcome: "complete", recordId: "r1" } as const;
    expect(fold({ ...asked, messages }, end).messages.slice(0, 4)).toEqual(messages);
  });
});

test("the history loads, is there, or is not", () => {
  const failed = fold(asked, { type: "history-failed", error });
  expect(failed).toEqual({ ...asked, history: { kind: "failed", error } });
  expect(fold(failed, { type: "history-loading" })).toEqual(asked);
  expect(fold(failed, { type: "history-loaded", messages: [] })).toEqual({
    ...asked,
    history: { kind: "ready" },
    messages: [],
  });
  expect(fold(asked, { type: "unreadable-counted", count: 2 }).unreadable).toBe(2);
});

test("what is known about a session changes piece by piece", () => {
  const opening = { welcome: "Hello", prompts: [], recipes: [] };
  const state = fold(
    emptyChat,
    { type: "opening-loaded", opening },
    { type: "recipe-chosen", recipeId: "short" },
    { type: "session-changed", title: "A chat" },
    { type: "session-changed", humanMode: true },
    { type: "session-changed", aiQuestions: ["why? "] },
  );
  expect(state).toEqual({
    ...emptyChat,
    opening,
    recipeId: "short",
    title: "A chat",
    humanMode: true,
    aiQuestions: ["why? "],
  });
  expect(fold(state, { type: "recipe-chosen", recipeId: undefined })).not.toHaveProperty(
    "recipeId",
  );
  expect(isAskedByAi({ ...question, text: " why?" }, state)).toBe(true);
  expect(isAskedByAi({ ...question, text: "how?" }, state)).toBe(false);
  expect(isAskedByAi({ ...reply, text: "why?" }, state)).toBe(false);
  expect(isAskedByAi(question, emptyChat)).toBe(false);
});

describe("messages", () => {
  const messages = [...before, question, ...turn("r2", "how?", "so")];
  const state: ChatState = { ...emptyChat, messages };
  const other: Message = { key: "x", role: "assistant", text: "or so" };

  test("are replaced where the first of them stood, whatever stands between", () => {
    const keys = ["q", "r2/a"];
    const replaced = fold(state, { type: "messages-replaced", keys, by: [other] });
    expect(replaced.messages.map(({ key }) => key)).toEqual(["r0/q", "r0/a", "x", "r2/q"]);
    const gone = fold(state, { type: "messages-replaced", keys, by: [] });
    expect(gone.messages.map(({ key }) => key)).toEqual(["r0/q", "r0/a", "r2/q"]);
    expect(fold(state, { type: "messages-replaced", keys: ["y"], by: [other] })).toEqual(state);
  });

  test("are changed one by one", () => {
    const changed = fold(
      state,
      { type: "message-changed", key: "q", change: { isLookedFor: true } },
      { type: "reaction-changed", key: "r2/a", reaction: "positive" },
    );
    expect(changed.messages).toEqual([
      ...before,
      { ...question, isLookedFor: true },
      messages[3],
      { ...messages[4], reaction: "positive" },
    ]);
  });

  test("that share a record belong together, and those without one to themselves", () => {
    const more = [...messages, { ...other, key: "y" }, other];
    const keysOf = (...keys: readonly string[]) =>
      withSharedRecords(more, keys).map(({ key }) => key);
    expect(keysOf("r2/a")).toEqual(["r2/q", "r2/a"]);
    expect(keysOf("q", "x")).toEqual(["q", "x"]);
    expect(keysOf("z")).toEqual([]);
  });
});

test("a change that this page does not know changes nothing", () => {
  const unknown = { type: "of-a-newer-host" } as unknown as ChatChange;
  expect(reduce(asked, unknown)).toBe(asked);
});
