import { array, exactOptional, literal, number, object, safeParse, string } from "valibot";
import type { Message } from "../model.ts";
import { messageSchema } from "./messageSchema.ts";

/** A chat as a file that Parley can open again. Described in `docs/session-format.md`. */
export interface ExportedSession {
  readonly title: string;
  /** What the account is called in Parley. */
  readonly account?: string;
  readonly service: { readonly id: string; readonly name: string };
  readonly chatbot: { readonly id: string; readonly name?: string };
  readonly session: {
    /** The service's, or Parley's own where no service knows the session. */
    readonly id: string;
    readonly createdAt?: number;
    readonly updatedAt?: number;
  };
  /** The texts of the questions that AI agents have asked. */
  readonly aiQuestions?: readonly string[];
  /** Oldest first. */
  readonly messages: readonly Message[];
}

const format = "parley-session";
const version = 1;

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
  aiQuestions: exactOptional(array(string())),
  messages: array(messageSchema),
});

/** Writes a chat down, without what only an open one shows. Holds no key: nothing here knows one. */
export function exportJson({ messages, ...session }: ExportedSession): string {
  const file = { format, version, ...session, messages: messages.map(lasting) };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** A message without what a model of the editor says to it, which is not the service's, and what passes. */
function lasting({
  continuation: _continuation,
  isLookedFor: _lookedFor,
  isFoundLater: _foundLater,
  ...message
}: Message): Message {
  return message;
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
    return { kind: "session", session: session as ExportedSession };
  }
  const head = safeParse(object({ format: literal(format), version: number() }), value);
  return { kind: head.success && head.output.version > version ? "newer" : "other" };
}
