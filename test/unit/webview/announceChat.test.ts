import { afterEach, beforeEach, expect, test } from "vitest";
import type { ChatChange } from "../../../src/core/chat/state.ts";
import type { HostMessage } from "../../../src/protocol/frames.ts";
import { emptySnapshot } from "../../fixtures/snapshot.ts";
import { Announcer } from "../../../webview/view/announce.ts";
import { announceChat } from "../../../webview/view/announceChat.ts";

let announce: (message: HostMessage) => void;
beforeEach(() => {
  announce = announceChat(new Announcer());
  announce(emptySnapshot);
});
afterEach(() => document.body.replaceChildren());

const happen = (...events: readonly ChatChange[]): void =>
  announce({ type: "events", sequence: 1, events });

/** What is heard that was not heard before. */
function said(): readonly (string | null)[] {
  const lines = [...document.querySelectorAll("[aria-live=polite] p")];
  for (const line of lines) line.remove();
  return lines.map(({ textContent }) => textContent);
}

const queue = (...ids: readonly string[]) =>
  ({
    type: "queue-changed",
    queue: { questions: ids.map((id) => ({ id, text: id })), isHeld: false },
  }) as const;

test("a screen reader hears that a question is queued, and nothing where one leaves the queue", () => {
  happen(queue("one"));
  expect(said()).toEqual(["1 question queued."]);
  happen(queue("one", "two"));
  expect(said()).toEqual(["2 questions queued."]);
  happen(queue("two"));
  happen(queue());
  expect(said()).toEqual([]);
});

test("a screen reader hears how a model that continues has ended", () => {
  const change = (state: "arriving" | "complete" | "failed" | "stopped") =>
    ({
      type: "message-changed",
      key: "a",
      change: { continuation: { model: "Model", text: "Take", state } },
    }) as const;
  happen(change("arriving"), change("failed"));
  expect(said()).toEqual(["The model did not answer. Try again, or choose another model."]);
  happen(change("arriving"), change("complete"));
  expect(said()).toEqual(["The answer is complete."]);
});

test.each([
  ["complete", "The answer is complete."],
  ["cut-off", "The answer reached the service's length limit."],
  ["for-humans", "Your question was delivered. People answer in this session, not the chatbot."],
] as const)("a screen reader hears of a reply that ended as %s: %s", (outcome, sentence) => {
  happen({ type: "reply-end", outcome });
  expect(said()).toEqual([sentence]);
});

test("a screen reader hears that the chatbot is answering only where it does", () => {
  const asked: ChatChange = {
    type: "question-asked",
    question: { key: "q", role: "user", text: "Hello?" },
    reply: { key: "a", role: "assistant", text: "" },
  };
  happen(asked);
  expect(said()).toEqual(["The chatbot is answering."]);
  happen({ type: "session-changed", humanMode: true }, asked);
  expect(said()).toEqual([]);
  announce(emptySnapshot);
  happen(asked);
  expect(said()).toEqual(["The chatbot is answering."]);
});
