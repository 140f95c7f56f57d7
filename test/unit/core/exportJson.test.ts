import fc, { type Arbitrary } from "fast-check";
import { expect, test } from "vitest";
import {
  type ExportedSession,
  exportJson,
  parseExport,
} from "../../../src/core/chat/exportJson.ts";
import type { ErrorData, Message, MessageState } from "../../../src/core/model.ts";

const session: ExportedSession = {
  title: "A chat",
  account: "Team docs",
  service: { id: "crbnai", name: "CRBNai" },
  chatbot: { id: "bot", name: "Incident Archive" },
  session: { id: "s", createdAt: 1, updatedAt: 2 },
  messages: [{ key: "q", role: "user", text: "Why?" }],
};

// Half characters too: a service may cut a text anywhere.
const text = fc.string({ unit: "binary" });
// JSON knows one zero.
/** Of other numbers there is no date. */
const time = fc.integer({ min: -8.64e15, max: 8.64e15 });
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const error: Arbitrary<ErrorData> = fc.record(
  {
    kind: fc.constantFrom("timeout", "server", "bug", "out-of-quota"),
    detail: text,
    serviceMessage: text,
    status: fc.integer(),
    retryAt: number,
  },
  { requiredKeys: ["kind", "detail"] },
);

const state: Arbitrary<MessageState> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("waiting", "streaming", "stopped", "cut-off", "for-humans"),
  }),
  fc.record({ kind: fc.constant("retrying"), attempt: fc.integer(), at: number, error }),
  fc.record({ kind: fc.constant("failed"), error }),
);

const message: Arbitrary<Message> = fc.record(
  {
    key: text,
    recordId: text,
    role: fc.constantFrom("user", "assistant", "agent", "system"),
    text,
    createdAt: time,
    author: text,
    model: text,
    sources: fc.array(
      fc.record(
        {
          id: text,
          title: text,
          url: text,
          passage: text,
          page: fc.integer(),
          similarity: number,
          marker: text,
        },
        { requiredKeys: ["id", "title"] },
      ),
    ),
    prompts: fc.array(
      fc.record({
        kind: fc.constantFrom("question", "link", "escalation"),
        title: text,
        text,
      }),
    ),
    reaction: fc.constantFrom("positive", "negative", "neutral"),
    state,
  },
  { requiredKeys: ["key", "role", "text"] },
);

test("what is exported is read back without loss, through the bytes of a file", () => {
  fc.assert(
    fc.property(
      fc.array(message),
      text,
      fc.record({ account: text, aiQuestions: fc.array(text) }, { requiredKeys: [] }),
      (messages, title, more) => {
        const { account: _account, ...rest } = session;
        const exported = { ...rest, ...more, title, messages };
        const bytes = new TextEncoder().encode(exportJson(exported));
        expect(parseExport(new TextDecoder().decode(bytes))).toEqual({
          kind: "session",
          session: exported,
        });
      },
    ),
  );
});

test("the file says what it is", () => {
  expect(JSON.parse(exportJson(session))).toMatchObject({
    format: "parley-session",
    version: 1,
    title: "A chat",
    service: { id: "crbnai", name: "CRBNai" },
  });
});

test("members of a later version of the same format are left out", () => {
  const file = { ...(JSON.parse(exportJson(session)) as object), tags: ["x"] };
  expect(parseExport(JSON.stringify(file))).toEqual({ kind: "session", session });
});

test("kinds of a later version hide no message", () => {
  const failed = { kind: "failed", error: { kind: "a new kind", detail: "d" } };
  const answer = { key: "a", role: "assistant", text: "Because." };
  const messages = [
    { ...answer, state: failed },
    { ...answer, state: { kind: "translated" }, reaction: "surprised" },
    { ...answer, prompts: [{ kind: "image", title: "t", text: "x" }] },
  ];
  expect(parseExport(JSON.stringify({ ...JSON.parse(exportJson(session)), messages }))).toEqual({
    kind: "session",
    session: {
      ...session,
      messages: [
        { ...answer, state: { ...failed, error: { kind: "server", detail: "d" } } },
        answer,
        { ...answer, prompts: [] },
      ],
    },
  });
});

test.each([
  ["a newer version", { ...session, format: "parley-session", version: 2 }, "newer"],
  ["no version", { ...session, format: "parley-session" }, "other"],
  ["another format", { ...session, format: "other", version: 2 }, "other"],
  [
    "a message without text",
    { ...JSON.parse(exportJson(session)), messages: [{ key: "q", role: "user" }] },
    "other",
  ],
  [
    "an unknown role",
    { ...JSON.parse(exportJson(session)), messages: [{ key: "q", role: "root", text: "" }] },
    "other",
  ],
  ["no object", null, "other"],
])("%s is refused", (_name, file, kind) => {
  expect(parseExport(JSON.stringify(file))).toEqual({ kind });
});

test.each(["", "{", "not json"])("%j is refused", (content) => {
  expect(parseExport(content)).toEqual({ kind: "other" });
});

test("what only the open chat has of a message is not written down", () => {
  const answer = { key: "a", role: "assistant", text: "Because." } as const;
  const written = exportJson({
    ...session,
    messages: [
      {
        ...answer,
        continuation: { model: "A model", text: "Or not.", state: "complete" },
        isFoundLater: true,
        isLookedFor: true,
      },
    ],
  });
  expect(JSON.parse(written)).toHaveProperty("messages", [answer]);
});
