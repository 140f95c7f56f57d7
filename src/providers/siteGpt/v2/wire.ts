/** Schemas of the SiteGPT v2 API (sections of its reference in brackets). Any field but an id may be missing or null. */
import { fallback, type InferOutput, looseObject, nullish, unknown } from "valibot";
import { anyId, time } from "../../../core/wire/schema.ts";
import { flag, messageSchema, open, text, threadSchema } from "../wire.ts";
import { pageOf } from "./pages.ts";

/** One thing alone, whose members are shown as they came. */
export const detailSchema = looseObject({ id: anyId });

/** A chatbot (2.5), whose label has two names. */
const chatbotSchema = looseObject({
  id: anyId,
  title: text,
  name: text,
  description: text,
});

/** A chatbot as read. */
export type WireChatbot = InferOutput<typeof chatbotSchema>;

/** Chatbots that a token may see (5.1). */
export const chatbotsPage = pageOf("chatbots", chatbotSchema);

/** One chatbot (5.3). */
export const oneChatbotSchema = looseObject({ chatbot: chatbotSchema });

/** A conversation (2.1): what v0 calls a thread, with a title and marks. */
export const conversationSchema = looseObject({
  ...threadSchema.entries,
  title: text,
  pageUrl: text,
  tagIds: nullish(unknown()),
  totalMessages: nullish(unknown()),
});

/** A conversation as read. */
export type WireConversation = InferOutput<typeof conversationSchema>;

/** Conversations of a chatbot (6.3). */
export const conversationsPage = pageOf("conversations", conversationSchema);

/** One conversation (6.5). */
export const oneConversationSchema = looseObject({ conversation: conversationSchema });

/** A page of a history, oldest first (6.5). */
export const messagesPage = pageOf("messages", messageSchema);

/** What a sent message gives (6.1, 6.2): the conversation comes with the first one only, if at all (trap 2). */
export const sentSchema = looseObject({
  message: messageSchema,
  conversation: fallback(nullish(conversationSchema), undefined),
  threadId: text,
});

/** What a sent message gave. */
export type WireSent = InferOutput<typeof sentSchema>;

/** A button that opens a chat (9.3). */
export const starterSchema = looseObject({
  id: anyId,
  title: text,
  message: text,
  description: text,
  type: text,
  link: text,
  isEscalationPrompt: flag,
  createdAt: time,
});

/** A button as read. */
export type WireStarter = InferOutput<typeof starterSchema>;

/** The starters of a chatbot. */
export const startersPage = pageOf("starters", starterSchema);

/** Who a key belongs to, and what it may do (4.1). */
export const meSchema = looseObject({
  user: looseObject({ id: text, email: text, name: text }),
  auth: open,
});
