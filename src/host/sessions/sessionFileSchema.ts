import {
  array,
  boolean,
  literal,
  looseObject,
  number,
  object,
  optional,
  safeParse,
  string,
} from "valibot";
import type { StoredChat } from "../../core/chat/chatStore.ts";
import {
  ifReadable,
  messageSchema,
  questionSchema,
  readableOf,
  sourceSchema,
} from "../../core/chat/messageSchema.ts";
import { interruptedQuestion } from "../../core/chat/questions.ts";
import type { Message, Source } from "../../core/model.ts";
import { ownId } from "../refs/sessionRef.ts";

/** What Parley itself remembers of a session; everything else is the service's. */
export interface SessionFile extends StoredChat {
  readonly chatbotId: string;
  /** Parley's own id of the session. */
  readonly id: string;
  /** A name for sessions to which the service gives none. */
  readonly title?: string;
  /** Sources that the service shows once and does not return again. */
  readonly sources?: readonly Source[];
  readonly unread?: boolean;
  /** The user's own name for the session; it wins over every other. */
  readonly customTitle?: string;
  readonly pinned?: boolean;
  /** The workspaces in which something was asked from Parley, as `workspaceHash` names them. */
  readonly workspaces?: readonly string[];
  /** What AI agents have asked in the session, the latest last. */
  readonly aiQuestions?: readonly string[];
}

/** Of the form in which files are written. */
const version = 2;

const attachmentSchema = looseObject({
  id: string(),
  path: string(),
  languageId: string(),
  lines: optional(object({ first: number(), last: number() })),
  text: string(),
});

/** One member that cannot be read spoils no other. */
const members = {
  chatbotId: string(),
  title: ifReadable(string()),
  draft: ifReadable(object({ text: string(), attachments: readableOf(attachmentSchema) })),
  sources: ifReadable(readableOf(sourceSchema)),
  unread: ifReadable(boolean()),
  customTitle: ifReadable(string()),
  pinned: ifReadable(boolean()),
  workspaces: ifReadable(array(string())),
  aiQuestions: ifReadable(array(string())),
};

/** What a later version of Parley has added is written again as it was. */
const fileSchema = looseObject({
  ...members,
  version: literal(version),
  id: string(),
  serviceId: optional(string()),
  revision: number(),
  questions: readableOf(questionSchema),
});

/** As before a session had an id of Parley's own: its id was the service's, or for a new one made up. */
const firstFileSchema = object({
  ...members,
  version: literal(1),
  sessionId: string(),
  isNew: ifReadable(boolean()),
  unsettled: ifReadable(object({ question: messageSchema, reply: messageSchema })),
});

/** Reads the content of a session file; undefined when it is not one. */
export function parseSessionFile(text: string): SessionFile | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const result = safeParse(fileSchema, value);
    if (result.success) {
      const { version: _version, ...file } = result.output;
      return file as SessionFile;
    }
    const first = safeParse(firstFileSchema, value);
    if (!first.success) return undefined;
    const { version: _version, sessionId, isNew, unsettled, ...file } = first.output;
    return {
      ...file,
      revision: 0,
      // One that was made up must not be taken for the service's.
      ...(isNew ? { id: ownId(sessionId) } : { id: sessionId, serviceId: sessionId }),
      questions: unsettled
        ? [interruptedQuestion(unsettled.question as Message, unsettled.reply as Message)]
        : [],
    } as SessionFile;
  } catch {
    // Half-written or foreign: the caller sets the file aside.
    return undefined;
  }
}

/** True for what a later version of Parley has written: another window may have been updated before this one. */
export function isOfLaterVersion(text: string): boolean {
  try {
    const result = safeParse(object({ version: number() }), JSON.parse(text));
    return result.success && result.output.version > version;
  } catch {
    return false;
  }
}

/** The content of a session file. */
export function writeSessionFile(file: SessionFile): string {
  return JSON.stringify({ version, ...file });
}
