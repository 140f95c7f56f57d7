import type { ErrorData, OfferedPrompt, Session, Source, Timestamp } from "./model.ts";

/**
 * What happens while a question is answered: one `reply-start`, any number of the others, one `reply-end`; or one
 * thrown `ChatError`. `retry-scheduled` comes before `reply-start` only; so does `session-created`, where the question
 * makes the session, unless an answer names it behind its text only. Nothing is yielded once the signal aborts.
 */
export type ChatEvent =
  | {
      readonly type: "retry-scheduled";
      readonly attempt: number;
      readonly at: Timestamp;
      readonly error: ErrorData;
    }
  | { readonly type: "session-created"; readonly session: Session }
  | { readonly type: "reply-start" }
  | { readonly type: "text-delta"; readonly text: string }
  | { readonly type: "source-found"; readonly source: Source }
  | { readonly type: "prompts-offered"; readonly prompts: readonly OfferedPrompt[] }
  | ReplyEnd;

/** The end of an answer, with what the service tells about it only then. */
export interface ReplyEnd {
  readonly type: "reply-end";
  readonly outcome: "complete" | "cut-off" | "for-humans";
  /** Absent where the service does not tell it yet: then its record is looked for in the list of messages. */
  readonly recordId?: string;
  /** The stored text, when it differs from the joined deltas. */
  readonly text?: string;
  readonly author?: string;
  readonly model?: string;
}
