/** Schemas of the SiteGPT v0 API (reference sections in brackets). Any field but an id may be missing or null (3.1). */
import {
  boolean,
  fallback,
  type GenericSchema,
  type InferOutput,
  looseObject,
  nullable,
  nullish,
  pipe,
  record,
  string,
  transform,
  union,
  unknown,
} from "valibot";
import { anyId, listOf, time } from "../../core/wire/schema.ts";

/** A text, if it is one. */
export const text = fallback(nullish(string()), undefined);
const maybeId = fallback(nullish(anyId), undefined);
/** True or false, if it is one of them. */
export const flag = fallback(nullish(boolean()), undefined);
/** An object with any members; empty when it is something else (3.5). */
export const open = fallback(record(string(), unknown()), {});
const list = <T>(item: GenericSchema<unknown, T>) => fallback(nullish(listOf(item)), undefined);

/** The envelope of every answer (1.3) around its payload. */
export const envelope = <T>(data: GenericSchema<unknown, T>) => looseObject({ data });

/**
 * One half of a message (3.1), which comes as a bare text too. Its text is undefined where something is stored that
 * is none.
 */
const utteranceSchema = nullish(
  union([
    pipe(
      string(),
      transform((words) => ({ text: words, timestamp: undefined })),
    ),
    looseObject({ text, timestamp: time }),
    pipe(
      unknown(),
      transform(() => ({ text: undefined, timestamp: undefined })),
    ),
  ]),
);

/** A button (3.4): quick prompt, follow-up prompt, or an option attached to a message. */
export const promptSchema = looseObject({
  title: text,
  description: text,
  link: text,
  isEscalationPrompt: flag,
});

/** A message of any endpoint (3.1). Its id is `id` after sending and `messageId` in threads (trap 1). */
export const messageSchema = looseObject({
  id: maybeId,
  messageId: maybeId,
  question: utteranceSchema,
  answer: utteranceSchema,
  /** Items are undocumented: URL strings or objects. */
  sources: list(unknown()),
  gptModel: text,
  reaction: text,
  threadId: maybeId,
  messageType: text,
  systemMessageType: text,
  agentName: text,
  prompts: list(promptSchema),
  smartPrompts: list(string()),
});

/** A thread, in a list or alone (3.2). */
export const threadSchema = looseObject({
  threadId: anyId,
  mode: text,
  messages: list(messageSchema),
  lastMessage: fallback(nullish(messageSchema), undefined),
  escalated: flag,
  resolved: flag,
  important: flag,
  startedAt: time,
  updatedAt: time,
});

/** A chatbot (3.5); `settings` is an open record. */
const chatbotSchema = looseObject({
  id: anyId,
  title: text,
  description: text,
  settings: fallback(
    nullish(
      looseObject({
        welcomeMessage: text,
        hideSources: flag,
      }),
    ),
    undefined,
  ),
});

/** Chatbots of the account (4.1). */
export const chatbotsSchema = looseObject({ chatbots: listOf(chatbotSchema) });

/** One chatbot (4.3). */
export const oneChatbotSchema = looseObject({ chatbot: chatbotSchema });

/** Threads of a chatbot (14.1). */
export const threadsSchema = looseObject({ threads: listOf(threadSchema) });

/** One thread (14.2, 14.3). */
export const oneThreadSchema = looseObject({ thread: threadSchema });

/** The messages of one thread (14.3), null where there are none. */
export const historySchema = looseObject({
  thread: looseObject({ messages: nullable(listOf(messageSchema)) }),
});

/** Answer to a sent message (9.1). */
export const sentSchema = looseObject({ message: messageSchema });

/** Quick prompts (12.1); the key under the newer path is undocumented. */
export const quickPromptsSchema = looseObject({
  prompts: list(promptSchema),
  conversationStarters: list(promptSchema),
  starters: list(promptSchema),
});

/** Configured follow-up prompts (6.1). */
export const followUpPromptsSchema = looseObject({ followUpPrompts: list(promptSchema) });

/** A message as read. */
export type WireMessage = InferOutput<typeof messageSchema>;

/** A thread as read. */
export type WireThread = InferOutput<typeof threadSchema>;

/** A prompt as read. */
export type WirePrompt = InferOutput<typeof promptSchema>;
