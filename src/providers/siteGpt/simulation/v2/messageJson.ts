import type { StoredMessage, StoredThread, Utterance } from "../wire.ts";
import { threeDigits } from "./answers.ts";

/** What can be changed of a conversation by hand (6.6). */
export interface Marks {
  readonly resolved?: boolean;
  readonly important?: boolean;
  readonly tagIds?: readonly string[];
}

const half = (utterance: Utterance | null): unknown =>
  utterance && { text: utterance.text, timestamp: threeDigits(utterance.time) };

/** A message, which has the same shape everywhere (2.2). */
export function messageJson(message: StoredMessage): unknown {
  const time = threeDigits(message.question?.time ?? message.answer?.time ?? 0);
  const isSystem = message.messageType === "SYSTEM_MESSAGE";
  return {
    messageId: message.id,
    messageType: message.messageType,
    systemMessageType: isSystem ? (message.systemMessageType ?? "CONVERSATION_ESCALATED") : null,
    question: half(message.question),
    answer: half(message.answer),
    reaction: message.reaction,
    gptModel: message.messageType === "NORMAL_MESSAGE" ? "gpt-4.1-mini" : null,
    sources: [...new Set(message.passages.map(({ url, title }) => url || title))],
    agentId: null,
    agentName: message.agentName || null,
    iconUrl: message.iconUrl,
    pageUrl: null,
    createdAt: time,
    updatedAt: time,
  };
}

/** A conversation (2.1). @param messages those that are listed by now */
export function conversationJson(
  thread: StoredThread,
  messages: readonly StoredMessage[],
  { resolved = false, important = false, tagIds = [] }: Marks,
): unknown {
  const last = messages.at(-1);
  return {
    threadId: thread.id,
    chatbotId: thread.chatbot.id,
    mode: thread.mode,
    startedAt: threeDigits(thread.startedAt),
    updatedAt: threeDigits(thread.updatedAt),
    endedAt: null,
    escalated: thread.escalated,
    important,
    resolved,
    title: null,
    tagIds,
    sessionId: null,
    pageUrl: null,
    chatUserId: null,
    chatUser: null,
    lead: null,
    totalMessages: messages.length,
    unreadMessages: 0,
    lastMessage: last ? messageJson(last) : null,
  };
}
