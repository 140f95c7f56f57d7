import {
  array,
  boolean,
  exactOptional,
  literal,
  maxValue,
  minValue,
  number,
  object,
  picklist,
  pipe,
  string,
  variant,
} from "valibot";
import type { ErrorKind } from "../model.ts";
import type { QuestionState } from "./questions.ts";

/** The compiler sees to it that none is left out: a question whose failure is of no known kind would be lost. */
const errorKinds: Readonly<Record<ErrorKind, true>> = {
  cancelled: true,
  "no-key": true,
  "bad-key": true,
  forbidden: true,
  blocked: true,
  "not-found": true,
  "rate-limited": true,
  "out-of-quota": true,
  "too-large": true,
  unsure: true,
  rejected: true,
  timeout: true,
  offline: true,
  unreachable: true,
  server: true,
  "bad-reply": true,
  config: true,
  bug: true,
};

const errorSchema = object({
  kind: picklist(Object.keys(errorKinds) as ErrorKind[]),
  detail: string(),
  serviceMessage: exactOptional(string()),
  status: exactOptional(number()),
  retryAt: exactOptional(number()),
});

const stateSchema = variant("kind", [
  object({ kind: picklist(["waiting", "streaming", "stopped", "cut-off", "for-humans"]) }),
  object({ kind: literal("retrying"), attempt: number(), at: number(), error: errorSchema }),
  object({ kind: literal("interrupted"), isSent: boolean() }),
  object({ kind: literal("failed"), error: errorSchema }),
]);

/** A source as files hold it. */
export const sourceSchema = object({
  id: string(),
  title: string(),
  url: exactOptional(string()),
  passage: exactOptional(string()),
  page: exactOptional(number()),
  similarity: exactOptional(number()),
  notes: exactOptional(string()),
  marker: exactOptional(string()),
});

/** The last millisecond of which there is a date, before and after 1970. */
const lastTime = 8.64e15;

/** A message as files hold it. */
export const messageSchema = object({
  key: string(),
  recordId: exactOptional(string()),
  role: picklist(["user", "assistant", "agent", "system"]),
  text: string(),
  createdAt: exactOptional(pipe(number(), minValue(-lastTime), maxValue(lastTime))),
  author: exactOptional(string()),
  model: exactOptional(string()),
  sources: exactOptional(array(sourceSchema)),
  prompts: exactOptional(
    array(
      object({
        kind: picklist(["question", "link", "escalation"]),
        title: string(),
        text: string(),
      }),
    ),
  ),
  reaction: exactOptional(picklist(["positive", "negative", "neutral"])),
  isLocal: exactOptional(boolean()),
  state: exactOptional(stateSchema),
});

const questionStates = [
  "waiting",
  "sending",
  "answering",
  "answered",
  "interrupted",
  "failed",
  "stopped",
  "removed",
] as const satisfies readonly QuestionState[];

/** A question of the outbox as files hold it. */
export const questionSchema = object({
  id: string(),
  text: string(),
  askedAt: number(),
  state: picklist(questionStates),
  error: exactOptional(errorSchema),
  isHeld: boolean(),
  window: string(),
  vouchedUntil: number(),
  isSent: boolean(),
  known: exactOptional(array(string())),
  after: exactOptional(string()),
  reply: exactOptional(messageSchema),
});
