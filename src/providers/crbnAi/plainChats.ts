import type { Chatbot } from "../../core/model.ts";

/** Stands for the plain chats, which belong to no bot. No knowledge bot has this id: theirs are UUIDs or `kb_…`. */
export const plainChats: Chatbot = {
  id: "plain-chats",
  name: "Plain chats",
  description: "Chats with a language model, without documents",
  canCite: false,
  isNamedByParley: true,
};

/** True for the plain chats. */
export function isPlain(chatbotId: string): boolean {
  return chatbotId === plainChats.id;
}

/** True for every other chatbot. */
export function isKnowledgeBot(chatbotId: string): boolean {
  return !isPlain(chatbotId);
}
