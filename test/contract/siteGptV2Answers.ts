import { createClient } from "../../src/providers/siteGpt/v2/client.ts";
import { type Answer, answering as answeringAny } from "./siteGptAnswers.ts";

/** A client of v2 at a service that answers as a test says. */
export const answering = (answer: (call: string) => Answer) => answeringAny(answer, createClient);

/** A refusal in the envelope of v2. */
export function refusing(status: number, code: string, more: object = {}): Answer {
  return { status, body: { ok: false, error: { code, message: "No.", ...more } } };
}

/** A message as v2 gives it. */
export const message = {
  messageId: "376290410396385873",
  messageType: "NORMAL_MESSAGE",
  question: { text: "Hello?", timestamp: "2026-08-12T09:00:00.000Z" },
  answer: { text: "Hi!", timestamp: "2026-08-12T09:00:04.000Z" },
};

/** What a first message gives. */
export const sent = { conversation: { threadId: "t", mode: "AI" }, message };
