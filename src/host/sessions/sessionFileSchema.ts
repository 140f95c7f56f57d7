import {
  array,
  boolean,
  fallback,
  literal,
  number,
  object,
  optional,
  safeParse,
  string,
} from "valibot";
import { messageSchema, sourceSchema } from "../../core/chat/messageSchema.ts";
import type { Draft } from "../../core/chat/question.ts";
import type { Unsettled } from "../../core/chat/unsettled.ts";
import type { Source } from "../../core/model.ts";

/** What Parley itself remembers of a session; everything else is the service's. */
export interface SessionFile {
  readonly chatbotId: string;
  readonly sessionId: string;
  /** A name for sessions to which the service gives none. */
  readonly title?: string;
  readonly draft?: Draft;
  /** Sources that the service shows once and does not return again. */
  readonly sources?: readonly Source[];
  readonly unsettled?: Unsettled;
  readonly unread?: boolean;
  /** The person's own name for the session; it wins over every other. */
  readonly customTitle?: string;
  readonly pinned?: boolean;
  /** The workspaces in which something was asked from Parley, as `workspaceHash` names them. */
  readonly workspaces?: readonly string[];
  /** True while the service does not know the session: then its id is one of our own. */
  readonly isNew?: boolean;
}

const attachmentSchema = object({
  id: string(),
  path: string(),
  languageId: string(),
  lines: optional(object({ first: number(), last: number() })),
  text: string(),
});

const fileSchema = object({
  version: literal(1),
  chatbotId: string(),
  sessionId: string(),
  title: optional(string()),
  draft: fallback(
    optional(object({ text: string(), attachments: array(attachmentSchema) })),
    undefined,
  ),
  sources: fallback(optional(array(sourceSchema)), undefined),
  unsettled: fallback(
    optional(object({ question: messageSchema, reply: messageSchema, messagesBefore: number() })),
    undefined,
  ),
  unread: fallback(optional(boolean()), undefined),
  customTitle: fallback(optional(string()), undefined),
  pinned: fallback(optional(boolean()), undefined),
  workspaces: fallback(optional(array(string())), undefined),
  isNew: fallback(optional(boolean()), undefined),
});

/** Reads the content of a session file; undefined when it is not one. */
export function parseSessionFile(text: string): SessionFile | undefined {
  try {
    const result = safeParse(fileSchema, JSON.parse(text));
    if (!result.success) return undefined;
    const { version: _version, ...file } = result.output;
    return file as SessionFile;
  } catch {
    // Half-written or foreign: the caller sets the file aside.
    return undefined;
  }
}
