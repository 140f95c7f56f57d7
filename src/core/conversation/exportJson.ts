import {
  array,
  exactOptional,
  literal,
  number,
  object,
  picklist,
  safeParse,
  string,
  variant,
} from "valibot";
import type { ErrorKind, Message } from "../model.ts";

/** A chat as a file that Parley can open again. Described in `docs/session-format.md`. */
export interface ExportedSession {
  readonly title: string;
  /** What the account is called in Parley. */
  readonly account?: string;
  readonly service: { readonly id: string; readonly name: string };
  readonly chatbot: { readonly id: string; readonly name?: string };
  readonly session: {
    readonly id: string;
    readonly createdAt?: number;
    readonly updatedAt?: number;
  };
  /** Oldest first, with everything that Parley knows of them. */
  readonly messages: readonly Message[];
}

const format = "parley-session";
const version = 1;

const errorKinds = [
  "cancelled",
  "no-key",
  "bad-key",
  "forbidden",
  "not-found",
  "rate-limited",
  "out-of-quota",
  "too-large",
  "rejected",
  "timeout",
  "offline",
  "unreachable",
  "server",
  "bad-reply",
  "config",
  "bug",
] as const satisfies readonly ErrorKind[];

const errorSchema = object({
  kind: picklist(errorKinds),
  detail: string(),
  serviceMessage: exactOptional(string()),
  status: exactOptional(number()),
  retryAt: exactOptional(number()),
});

const stateSchema = variant("kind", [
  object({ kind: picklist(["waiting", "streaming", "stopped", "cut-off", "for-humans"]) }),
  object({ kind: literal("retrying"), attempt: number(), at: number(), error: errorSchema }),
  object({ kind: literal("failed"), error: errorSchema }),
]);

const messageSchema = object({
  key: string(),
  recordId: exactOptional(string()),
  role: picklist(["user", "assistant", "agent", "system"]),
  text: string(),
  createdAt: exactOptional(number()),
  author: exactOptional(string()),
  model: exactOptional(string()),
  sources: exactOptional(
    array(
      object({
        id: string(),
        title: string(),
        url: exactOptional(string()),
        passage: exactOptional(string()),
        page: exactOptional(number()),
        similarity: exactOptional(number()),
        marker: exactOptional(string()),
      }),
    ),
  ),
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
  state: exactOptional(stateSchema),
});

const sessionSchema = object({
  format: literal(format),
  version: literal(version),
  title: string(),
  account: exactOptional(string()),
  service: object({ id: string(), name: string() }),
  chatbot: object({ id: string(), name: exactOptional(string()) }),
  session: object({
    id: string(),
    createdAt: exactOptional(number()),
    updatedAt: exactOptional(number()),
  }),
  messages: array(messageSchema),
});

/** Writes a chat down without loss. Holds no key: nothing here knows one. */
export function exportJson(session: ExportedSession): string {
  return `${JSON.stringify({ format, version, ...session }, undefined, 2)}\n`;
}

/** What a file is: a chat, one of a version that this Parley does not know, or something else. */
export type ParsedExport =
  | { readonly kind: "session"; readonly session: ExportedSession }
  | { readonly kind: "newer" }
  | { readonly kind: "other" };

/** Reads a file that `exportJson` has written; members that it does not know are left out. */
export function parseExport(text: string): ParsedExport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Any file can be chosen.
    return { kind: "other" };
  }
  const result = safeParse(sessionSchema, value);
  if (result.success) {
    const { format: _format, version: _version, ...session } = result.output;
    return { kind: "session", session };
  }
  const head = safeParse(object({ format: literal(format), version: number() }), value);
  return { kind: head.success && head.output.version > version ? "newer" : "other" };
}
