/** Schemas of the AI Chatbot Hub REST API v1 (reference sections in brackets). Lenient: see its "Wire traps". */
import {
  array,
  boolean,
  fallback,
  literal,
  looseObject,
  nullish,
  number,
  optional,
  pipe,
  record,
  string,
  transform,
  tuple,
  union,
  unknown,
  type InferOutput,
} from "valibot";
import { anyId, listOf, time } from "../../core/wire/schema.ts";

/** A text that may be missing or something else. */
export const text = fallback(optional(string()), undefined);

/** Comes as 0 or 1, or as a boolean (trap 9). */
export const flag = fallback(
  optional(
    union([
      boolean(),
      pipe(
        union([literal(0), literal(1)]),
        transform((one) => one === 1),
      ),
    ]),
  ),
  undefined,
);

/** Ids that may be missing; anything else counts as missing too. */
export const idList = fallback(optional(array(anyId)), undefined);

/** A chatbot (2.1). Samples and schema lists spell the member about citations in two ways. */
export const chatbotSchema = looseObject({
  uuid: anyId,
  name: fallback(string(), ""),
  meta: fallback(
    looseObject({
      visibility: text,
      /** Messages, and the seconds in which they may be sent. */
      rate_limit: fallback(optional(tuple([number(), number()])), undefined),
      rate_limit_message: text,
      show_citations: flag,
      show_citation: flag,
    }),
    {},
  ),
});

/** One chatbot as read. */
export type WireChatbot = InferOutput<typeof chatbotSchema>;

/** All chatbots of the key's owner (4.4): a bare array. */
export const chatbotsSchema = listOf(chatbotSchema);

/** A session (2.3). Times have whole seconds and may be missing or unreadable. */
export const sessionSchema = looseObject({ uuid: anyId, created_at: time, modified_at: time });

/** All sessions of a chatbot (4.12): a bare array in no promised order. */
export const sessionsSchema = listOf(sessionSchema);

/** One turn, question and answer together (2.4). */
export const messageSchema = looseObject({
  uuid: anyId,
  created_at: time,
  query: fallback(nullish(string()), undefined),
  response: fallback(nullish(string()), undefined),
  finish_reason: text,
  /** JSON text, or anything else (trap 11). */
  cite_data_json: optional(unknown()),
  /** The parent's only sign that a 200 was a failure (trap 23). */
  error_message: fallback(nullish(string()), undefined),
});

/** All turns of a session (4.15): a bare array, oldest first by one client's experience only. */
export const messagesSchema = listOf(messageSchema);

/** The decoded `cite_data_json`: citations by number, e.g. `3.4` (2.4). One that cannot be read hides no other. */
export const citationsSchema = record(
  string(),
  fallback(
    optional(
      looseObject({
        data_source_uuid: text,
        title: text,
        text,
        file_name: text,
        type: text,
        reference_source_link: text,
        url: text,
      }),
    ),
    undefined,
  ),
);

/** One turn as read. */
export type WireMessage = InferOutput<typeof messageSchema>;

/** One session as read. */
export type WireSession = InferOutput<typeof sessionSchema>;
