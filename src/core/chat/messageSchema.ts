import {
  array,
  boolean,
  exactOptional,
  fallback,
  type GenericSchema,
  literal,
  looseObject,
  maxValue,
  minValue,
  number,
  object,
  optional,
  picklist,
  pipe,
  string,
  transform,
  variant,
} from "valibot";
import type { ErrorKind } from "../model.ts";
import type { QuestionState } from "./questions.ts";

// A later version of Parley may write kinds that are not known here, and a member that does not say what its file is:
// what was typed and answered beside it must not be lost, as the file is written again.

/** A member that is left out where it cannot be read. */
export const ifReadable = <T extends GenericSchema>(schema: T) =>
  fallback(optional(schema), undefined);

/** A list of what can be read of it. */
export const readableOf = <T extends GenericSchema>(schema: T) =>
  pipe(
    array(ifReadable(schema)),
    transform((all) => all.filter((one) => one !== undefined)),
  );

/** The compiler sees to it that none is left out. */
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
  // As for every failure of which nobody knows more, its question may have arrived.
  kind: fallback(picklist(Object.keys(errorKinds) as ErrorKind[]), "server"),
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
  sources: exactOptional(readableOf(sourceSchema)),
  prompts: exactOptional(
    readableOf(
      object({
        kind: picklist(["question", "link", "escalation"]),
        title: string(),
        text: string(),
      }),
    ),
  ),
  reaction: ifReadable(picklist(["positive", "negative", "neutral"])),
  isLocal: exactOptional(boolean()),
  state: ifReadable(stateSchema),
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

/** A question of the outbox as files hold it. Where it is not known how far it has come, nothing is sent without a click. */
export const questionSchema = looseObject({
  id: string(),
  text: string(),
  askedAt: fallback(number(), 0),
  state: fallback(picklist(questionStates), "interrupted"),
  error: ifReadable(errorSchema),
  isHeld: fallback(boolean(), true),
  window: fallback(string(), ""),
  vouchedUntil: fallback(number(), 0),
  isSent: fallback(boolean(), true),
  known: ifReadable(array(string())),
  after: ifReadable(string()),
  reply: ifReadable(messageSchema),
});
