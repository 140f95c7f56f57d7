/** Schemas of the CRBNai API (reference sections in brackets). Only ids are essential (trap 20). */
import {
  fallback,
  type InferOutput,
  looseObject,
  nullish,
  number,
  optional,
  string,
  unknown,
} from "valibot";
import { anyId, listOf, time } from "../../core/wire/schema.ts";

/** A text that may be missing or null; anything else counts as missing (trap 20). */
export const text = fallback(nullish(string()), undefined);
const quantity = fallback(nullish(number()), undefined);

/** A knowledge bot (4.4). */
const knowledgeBotSchema = looseObject({ id: anyId, title: text, description: text });

/** All knowledge bots of the caller (4.4.1): a bare array. */
export const knowledgeBotsSchema = listOf(knowledgeBotSchema);

/** A chat of either family (4.2, 4.3). Only plain chats have a title. */
export const chatSchema = looseObject({
  id: anyId,
  title: text,
  external_id: text,
  created_at: time,
  updated_at: time,
  last_message_at: time,
});

/** All chats (4.2.1, 4.3.1): a bare array in no promised order. */
export const chatsSchema = listOf(chatSchema);

/** A message of either family (4.2.3, 4.3.3). */
export const messageSchema = looseObject({
  id: anyId,
  role: text,
  content: text,
  created_at: time,
});

/** All messages of a chat: a bare array, newest first (trap 1). */
export const messagesSchema = listOf(messageSchema);

/** Chat templates (4.2.5). */
export const recipesSchema = listOf(
  looseObject({ id: anyId, name: text, index: quantity, created_at: time }),
);

/** A passage that the answer may cite (section 2, "Event shapes"); the current shape is partly undocumented. */
export const sectionSchema = looseObject({
  id: anyId,
  content: text,
  similarity: quantity,
  document_name: text,
  page_number: quantity,
  /** Any JSON (4.5.4). */
  user_metadata: optional(unknown()),
});

/** A passage as read. */
export type WireSection = InferOutput<typeof sectionSchema>;

/** A chat as read. */
export type WireChat = InferOutput<typeof chatSchema>;

/** A message as read. */
export type WireMessage = InferOutput<typeof messageSchema>;
