import type { ErrorData, ErrorKind, Message, MessageState, Timestamp } from "../model.ts";
import type { Queue } from "./state.ts";

/** How far a question has come. */
export type QuestionState =
  | "waiting"
  | "sending"
  | "answering"
  | "answered"
  | "interrupted"
  | "failed"
  | "stopped"
  /** Taken out, while its record may still come to the service: that one is no other question's. */
  | "removed";

/**
 * A question from the key that sends it until the service is seen to have it with its answer. Written down before
 * anything is sent.
 */
export interface Question {
  readonly id: string;
  readonly text: string;
  readonly askedAt: Timestamp;
  readonly state: QuestionState;
  /** Why, when the state is `failed`. */
  readonly error?: ErrorData;
  /** True for a waiting question that needs a click. */
  readonly isHeld: boolean;
  /** The window that sends it. */
  readonly window: string;
  /** While it is sent and answered, that window promises until then that it goes on; once removed, it is kept so long. */
  readonly vouchedUntil: Timestamp;
  /** True once it may have left for the service. */
  readonly isSent: boolean;
  /**
   * Record ids of the questions with the same words that the service had when this one was sent, and of those that
   * were found to be another's since: none of them is this one. Absent when the history could not be read.
   */
  readonly known?: readonly string[];
  /** What stood before it: `recordKey` of the last message that the service had; empty when there was none. */
  readonly after?: string;
  /** What has arrived of its answer. */
  readonly reply?: Message;
}

/** How long a window vouches for a question that it sends, in milliseconds. */
export const vouchedFor = 6000;

/** A promise for longer than that is from before the clock was set back; clocks of two computers differ less. */
const longestPromise = 60_000;

/** How long it is remembered that a question was taken out whose record may still come, in milliseconds. */
const rememberedFor = 10 * 60_000;

/** A question that was not sent yet. */
export function newQuestion(from: Pick<Question, "id" | "text" | "askedAt" | "window">): Question {
  return { ...from, state: "waiting", isHeld: false, vouchedUntil: 0, isSent: false };
}

/** A question that was written down by an earlier version of Parley, with what had arrived of its answer. */
export function interruptedQuestion(question: Message, reply: Message): Question {
  return {
    id: question.key,
    text: question.text,
    askedAt: question.createdAt ?? 0,
    state: "interrupted",
    isHeld: false,
    window: "",
    vouchedUntil: 0,
    isSent: true,
    reply: { ...reply, key: replyKey({ id: question.key }) },
  };
}

/** True while a question is being sent or answered. */
export function isLive({ state }: Question): boolean {
  return state === "sending" || state === "answering";
}

/** True for a question that can be asked again because it has no answer. */
export function isEndedBadly({ state }: Question): boolean {
  return state === "failed" || state === "stopped" || state === "interrupted";
}

/** True while the window that sends a question vouches for it. */
export function isVouchedFor(question: Question, now: Timestamp): boolean {
  const left = question.vouchedUntil - now;
  return isLive(question) && left > 0 && left <= longestPromise;
}

/** What became of a question whose window has gone. */
export function interrupted(question: Question): Question {
  return { ...question, state: "interrupted", vouchedUntil: 0 };
}

/** The key of a question's message. */
export function questionKey({ id }: Pick<Question, "id">): string {
  return `${id}/question`;
}

/** The key of the message that answers a question. */
export function replyKey({ id }: Pick<Question, "id">): string {
  return `${id}/reply`;
}

/** True for a message key that belongs to a question. */
export function isOf(question: Pick<Question, "id">, key: string): boolean {
  return key === questionKey(question) || key === replyKey(question);
}

/** A question as a message. */
export function questionMessage(question: Question): Message {
  return {
    key: questionKey(question),
    role: "user",
    text: question.text,
    createdAt: question.askedAt,
    isLocal: true,
  };
}

/** The answer to a question, as far as it has come. */
export function replyMessage(question: Question): Message {
  const { state: before, ...reply } = question.reply ?? emptyReply(question);
  const state = replyState(question, before);
  return { ...reply, isLocal: true, ...(state && { state }) };
}

/** An answer of which nothing has arrived. */
export function emptyReply(question: Question): Message {
  return {
    key: replyKey(question),
    role: "assistant",
    text: "",
    createdAt: question.askedAt,
    isLocal: true,
    state: { kind: "waiting" },
  };
}

function replyState(
  { state, error, isSent }: Question,
  before: MessageState | undefined,
): MessageState | undefined {
  switch (state) {
    case "waiting":
    case "sending":
      return { kind: "waiting" };
    case "removed":
      return undefined;
    case "answering":
      return { kind: "streaming" };
    case "answered":
      // How it ended: cut off, or for people.
      return before?.kind === "cut-off" || before?.kind === "for-humans" ? before : undefined;
    case "interrupted":
      return { kind: "interrupted", isSent };
    case "stopped":
      return { kind: "stopped" };
    case "failed":
      return { kind: "failed", error: error ?? { kind: "bug", detail: "" } };
  }
}

/** The questions that wait, as a panel shows them. */
export function queueOf(questions: readonly Question[]): Queue {
  const waiting = questions.filter(({ state }) => state === "waiting");
  return {
    questions: waiting.map(({ id, text }) => ({ id, text })),
    isHeld: waiting.length > 0 && waiting.every(({ isHeld }) => isHeld),
  };
}

/** Failures after which nobody can say whether the question arrived. */
const unsureFailures: ReadonlySet<ErrorKind> = new Set([
  "timeout",
  "unreachable",
  "server",
  "bad-reply",
  "too-large",
  "unsure",
  "bug",
]);

/** True when the service may have stored a question: it was sent, and not certainly refused. */
export function maybeStored({ state, error, isSent, known }: Question): boolean {
  if (!isSent || known === undefined) return false;
  return state !== "failed" || error === undefined || unsureFailures.has(error.kind);
}

/** Questions without some of them. @param now when they are taken out */
export function takeOut(
  questions: readonly Question[],
  ids: readonly string[],
  now: Timestamp,
): readonly Question[] {
  return questions.flatMap((one): readonly Question[] => {
    if (!ids.includes(one.id)) return [one];
    if (!maybeStored(one)) return [];
    return [{ ...one, state: "removed", vouchedUntil: now + rememberedFor }];
  });
}

/** True for a question that is there no more. */
export function isRemoved({ state }: Question): boolean {
  return state === "removed";
}

/**
 * True when what has arrived may be another text than the service has stored: it stores some answers otherwise than it
 * streams them, and a proxy may have damaged what passed it.
 */
export function maybeDamaged({ state, error }: Question): boolean {
  if (state === "answered") return true;
  return state === "failed" && (error?.kind === "bad-reply" || error?.kind === "too-large");
}

/** True when it is worth to look for the answer at the service, or for what the service knows about it. */
export function isWorthALook(question: Question): boolean {
  const { state } = question;
  return (
    maybeStored(question) && (state === "answered" || state === "interrupted" || state === "failed")
  );
}
