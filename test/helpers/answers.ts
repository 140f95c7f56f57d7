import { ChatError } from "../../src/core/errors.ts";
import type { Message } from "../../src/core/model.ts";
import type { FakeProvider } from "./fakeProvider.ts";
import { inTurns } from "./inTurns.ts";

/** A stored question with its answer, in one record. */
export const turn = (id: string, question: string, answer: string): readonly Message[] => [
  { key: `${id}/q`, recordId: id, role: "user", text: question },
  { key: `${id}/a`, recordId: id, role: "assistant", text: answer },
];
export const ended = { type: "reply-end", outcome: "complete" } as const;

/** An answer that arrives at once. */
export function answering(text: string, recordId?: string): FakeProvider["answer"] {
  return async function* () {
    yield { type: "reply-start" };
    yield { type: "text-delta", text };
    yield { ...ended, ...(recordId !== undefined && { recordId }) };
  };
}

/** An answer that breaks off. */
export function failing(error: Error, text = ""): FakeProvider["answer"] {
  return async function* () {
    yield { type: "reply-start" };
    if (text !== "") yield { type: "text-delta", text };
    throw error;
  };
}

/** An answer that arrives when the test says so. */
export function held() {
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const answer: FakeProvider["answer"] = async function* (signal) {
    begun.resolve();
    yield { type: "reply-start" };
    yield { type: "text-delta", text: "some " };
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new ChatError("cancelled", "aborted")));
    });
    await Promise.race([end.promise, aborted]);
    yield { type: "text-delta", text: "more" };
    yield { ...ended, recordId: "held" };
  };
  return {
    answer,
    /** Resolves when the question has come; rejects where it does not come. */
    get begun(): Promise<void> {
      return inTurns(begun.promise, "the question is not sent");
    },
    end: () => end.resolve(),
  };
}
