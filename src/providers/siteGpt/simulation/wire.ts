import type {
  SimulatedBot,
  SimulatedPassage,
  SimulatedResponse,
} from "../../../core/simulation.ts";

/** What a chatbot has several of, each oldest first. */
export interface Lists {
  readonly starters: Item[];
  readonly followUps: Item[];
  readonly personas: Item[];
  readonly prompts: Item[];
}

/** One of them; which keys are there differs from place to place. */
export interface Item {
  readonly id: string;
  readonly [name: string]: unknown;
}

/** A chatbot as the service stores it. */
export interface StoredChatbot {
  /** 18 decimal digits, too many for a number. */
  readonly id: string;
  readonly bot: SimulatedBot;
  readonly lists: Lists;
  /** As they are read; some are written under another name. */
  readonly settings: Record<string, unknown>;
  title: string;
  description: string;
}

/** One half of a message. */
export interface Utterance {
  readonly text: string;
  readonly time: number;
}

/** A message: a question, an answer, both, or neither when the system speaks. */
export interface StoredMessage {
  readonly id: string;
  readonly question: Utterance | null;
  readonly answer: Utterance | null;
  readonly passages: readonly SimulatedPassage[];
  readonly messageType: "NORMAL_MESSAGE" | "USER_MESSAGE" | "AGENT_MESSAGE" | "SYSTEM_MESSAGE";
  /** What the system says; in threads there is always one, which means nothing on other messages. */
  readonly systemMessageType?: string;
  readonly agentName: string;
  readonly iconUrl: string | null;
  readonly prompts: readonly Item[];
  readonly smartPrompts: readonly string[];
  reaction: string;
}

/** A thread with its messages, oldest first. */
export interface StoredThread {
  readonly id: string;
  readonly chatbot: StoredChatbot;
  readonly startedAt: number;
  readonly messages: StoredMessage[];
  updatedAt: number;
  mode: "AI" | "AGENT";
  escalated: boolean;
  webhookUrl?: string;
  chatUser: Readonly<Record<string, unknown>> | null;
}

function envelope(status: number, body: unknown): SimulatedResponse {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    format: "json",
    body: [JSON.stringify(body)],
  };
}

/** A success with its payload; some calls have the payload `{}` and some `null`. */
export function succeed(message: string, data: unknown): SimulatedResponse {
  return envelope(200, { success: true, message, data });
}

const refusals: Readonly<Record<number, readonly [string, string]>> = {
  400: ["REQUEST_VALIDATION_FAILED", "The request  is not valid"],
  401: ["API_KEY_NOT_VALID", "The API key is not valid"],
  403: ["CHATBOT_FETCH_FORBIDDEN", "You are not allowed to access this chatbot"],
  404: ["RESOURCE_NOT_FOUND", "The resource was not found"],
  405: ["METHOD_NOT_ALLOWED", "This method is not supported"],
  429: ["RATE_LIMIT_EXCEEDED", "Too many requests"],
};

/** A failure in the service's envelope; `details` says which fields a validation found wanting. */
export function refuse(status: number, code?: string, details?: unknown[]): SimulatedResponse {
  const [usualCode, message] = refusals[status] ?? [
    "INTERNAL_SERVER_ERROR",
    "Something went wrong",
  ];
  const error = { code: code ?? usualCode, message, details: details ?? null };
  return envelope(status, { success: false, message, data: null, error });
}

/** ISO 8601 UTC with six fractional digits. */
export function sixDigits(time: number): string {
  const micros = String((time * 7919) % 1000).padStart(3, "0");
  return new Date(time).toISOString().replace("Z", `${micros}Z`);
}

function half(utterance: Utterance | null): unknown {
  return utterance && { text: utterance.text, timestamp: sixDigits(utterance.time) };
}

/** The sources of an answer, each document once; their shape is not documented, so both likely ones occur. */
function sourcesJson(message: StoredMessage): unknown[] {
  const byUrl = new Map(message.passages.map((passage) => [passage.url, passage.title]));
  const asObjects = Number(message.id.at(-1)) % 2 === 0;
  // What somebody has typed in has a title and no address.
  return Array.from(byUrl, ([url, title]) => (asObjects || url === "" ? { url, title } : url));
}

const gptModel = "gpt-3.5-turbo";

/** A message as Send Message returns it, where its id is called `id`. */
export function sentMessageJson(message: StoredMessage, thread: StoredThread): unknown {
  return {
    id: message.id,
    question: half(message.question),
    answer: half(message.answer),
    sources: sourcesJson(message),
    gptModel,
    reaction: message.reaction,
    threadId: thread.id,
    messageType: message.messageType,
    ...(message.systemMessageType && { systemMessageType: message.systemMessageType }),
    iconUrl: message.iconUrl,
    agentName: message.agentName,
    prompts: message.prompts,
    smartPrompts: message.smartPrompts,
    chatbotId: thread.chatbot.id,
  };
}

/** A message within its thread, where its id is called `messageId` and `systemMessageType` is mostly noise. */
function threadMessageJson(message: StoredMessage): unknown {
  return {
    messageId: message.id,
    question: half(message.question),
    answer: half(message.answer),
    sources: sourcesJson(message),
    gptModel,
    reaction: message.reaction,
    messageType: message.messageType,
    systemMessageType: message.systemMessageType ?? "CONVERSATION_ESCALATED",
    iconUrl: message.iconUrl,
    prompts: message.prompts,
  };
}

function lastMessageJson(message: StoredMessage, thread: StoredThread): unknown {
  return {
    messageId: message.id,
    question: half(message.question),
    answer: half(message.answer),
    sources: sourcesJson(message),
    reaction: message.reaction,
    threadId: thread.id,
    messageType: message.messageType,
    prompts: message.prompts,
    chatbotId: thread.chatbot.id,
  };
}

/** A thread of its own, with all its messages; right after it was made it lacks the number of read ones. */
export function threadJson(thread: StoredThread, isNew: boolean): unknown {
  return {
    threadId: thread.id,
    mode: thread.mode,
    messages: thread.messages.map(threadMessageJson),
    startedAt: sixDigits(thread.startedAt),
    updatedAt: sixDigits(thread.updatedAt),
    ...(!isNew && { totalMessagesRead: 0 }),
    ...(thread.webhookUrl !== undefined && { webhookUrl: thread.webhookUrl }),
    chatbotId: thread.chatbot.id,
    chatUserId: null,
    chatUser: thread.chatUser,
  };
}

/** A thread in a list: without messages, with the last message and counts. */
export function threadListItemJson(thread: StoredThread): unknown {
  const last = thread.messages.at(-1);
  const count = (reaction: string): number =>
    thread.messages.filter((message) => message.reaction === reaction).length;
  return {
    threadId: thread.id,
    mode: thread.mode,
    lastMessage: last ? lastMessageJson(last, thread) : null,
    startedAt: sixDigits(thread.startedAt),
    updatedAt: sixDigits(thread.updatedAt),
    endedAt: sixDigits(thread.updatedAt),
    escalated: thread.escalated,
    important: false,
    resolved: false,
    totalMessages: thread.messages.length,
    totalPositiveMessages: count("POSITIVE"),
    totalNegativeMessages: count("NEGATIVE"),
    totalGpt4MessagesCount: 0,
    totalMessagesRead: 0,
    chatUser: thread.chatUser,
  };
}

/** A chatbot; its starters are called suggestions here and its follow-up prompts next suggestions. */
export function chatbotJson({ id, title, description, lists, settings }: StoredChatbot): unknown {
  return {
    id,
    title,
    description,
    createdById: "362110447182354961",
    createdByEmail: "owner@demo.example",
    suggestions: lists.starters,
    nextSuggestions: lists.followUps,
    prompts: lists.prompts,
    settings,
  };
}
