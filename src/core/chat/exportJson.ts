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
    readonly id: string;
    readonly createdAt?: number;
    readonly updatedAt?: number;
  };
  /** The texts of the questions that AI agents have asked. */
  readonly aiQuestions?: readonly string[];
  /** Oldest first, with everything that Parley knows of them. */
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
