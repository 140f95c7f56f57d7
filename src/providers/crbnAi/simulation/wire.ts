import type { SimulatedBot, SimulatedResponse } from "../../../core/simulation.ts";

/** A knowledge bot as the service stores it. */
export interface StoredBot {
  /** `kb_` and 26 letters. */
  readonly id: string;
  readonly bot: SimulatedBot;
  readonly createdAt: number;
  settings: BotSettings;
  /** Oldest first. */
  readonly documents: StoredDocument[];
}

/** What a caller can set of a knowledge bot. */
export interface BotSettings {
  readonly title: string;
  readonly description: string;
  readonly embeddable: boolean;
  /** In answers only once it was set. */
  readonly llm_config?: unknown;
  readonly user_metadata: unknown;
}

/** A document of a knowledge bot. */
export interface StoredDocument {
  /** `doc_` and 26 letters. */
  readonly id: string;
  name: string;
  status: string;
  userMetadata: unknown;
  readonly createdAt: number;
  /** The name and the text that it came with; by this name the bot knows it. */
  readonly fileName: string;
  readonly text: string;
}

/** One message; a question and its answer are two of them. */
export interface StoredMessage {
  readonly id: string;
  readonly chatId: string;
  readonly role: "user" | "assistant";
  readonly content: string;
  readonly createdAt: number;
}

/** A chat with a knowledge bot. */
export interface StoredBotChat {
  readonly id: string;
  readonly botId: string;
  readonly createdAt: number;
  readonly externalId: string | null;
  readonly userMetadata: unknown;
  /** Oldest first here, the other way round on the wire. */
  readonly messages: StoredMessage[];
}

/** A plain chat, which has a title and no documents. */
export interface StoredPlainChat {
  readonly id: string;
  readonly title: string;
  readonly createdAt: number;
  readonly recipeId: string | null;
  readonly systemPrompt: string | undefined;
  readonly messages: StoredMessage[];
}

/** A template for plain chats. */
export interface StoredRecipe {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
}

/** An answer with one JSON document; a few calls declare it as plain text. */
export function json(body: unknown): SimulatedResponse {
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    format: "json",
    body: [JSON.stringify(body)],
  };
}

const sentences: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Record Not Found",
  405: "Method Not Allowed",
  429: "Too Many Requests",
};

/** The service's error answer; the bodies of its errors are not documented, so this one is plausible. */
export function refuse(status: number, sentence?: string): SimulatedResponse {
  const message = sentence ?? sentences[status] ?? "Internal Server Error";
  return { ...json({ statusCode: status, message }), status };
}

/** UTC with `Z`, without the zeros at the end of the fraction, as plain chats have it. */
export function shortTime(time: number): string {
  return new Date(time).toISOString().replace(/0{1,2}Z$/, "Z");
}

/** UTC with `+00:00` and six fraction digits, as knowledge-bot chats have it. */
function longTime(time: number): string {
  return new Date(time).toISOString().replace("Z", "000+00:00");
}

const llmConfig = { model: "gpt-35-turbo", vendor: "openai" };

/** A knowledge bot in the list of bots. */
export function botListItemJson(stored: StoredBot, ownerId: string): object {
  return {
    id: stored.id,
    title: stored.settings.title,
    description: stored.settings.description,
    language_model: llmConfig.model,
    owner_id: ownerId,
    created_at: shortTime(stored.createdAt),
  };
}

/** A knowledge bot of its own, with its documents. */
export function botJson(stored: StoredBot, ownerId: string): object {
  return {
    ...botListItemJson(stored, ownerId),
    ...stored.settings,
    documents: stored.documents.map(({ id, name, status, createdAt }) => ({
      id,
      name,
      status,
      created_at: shortTime(createdAt),
    })),
  };
}

/** A knowledge-bot chat; only a new one tells its language model, and none ever tells of new messages. */
export function botChatJson(chat: StoredBotChat, ownerId: string, isNew: boolean): object {
  const defaults = { max_tokens: 1024, temperature: 0.2 };
  return {
    id: chat.id,
    knowledge_bot_id: chat.botId,
    owner_id: ownerId,
    created_at: longTime(chat.createdAt),
    updated_at: longTime(chat.createdAt),
    last_message_at: longTime(chat.createdAt),
    external_id: chat.externalId,
    user_metadata: chat.userMetadata,
    ...(isNew && { llm_config: { ...llmConfig, defaults } }),
  };
}

/** A plain chat; only a new one echoes its system prompt. */
export function plainChatJson(chat: StoredPlainChat, ownerId: string, isNew: boolean): object {
  return {
    id: chat.id,
    title: chat.title,
    owner_id: ownerId,
    created_at: shortTime(chat.createdAt),
    last_message_at: shortTime(chat.messages.at(-1)?.createdAt ?? chat.createdAt),
    recipe_id: chat.recipeId,
    ...(isNew && chat.systemPrompt !== undefined && { system_prompt: chat.systemPrompt }),
  };
}

/** The messages of a chat, newest first; the text keeps its raw markers and the passages are gone. */
export function messagesJson(
  messages: readonly StoredMessage[],
  family: "knowledge-bot" | "plain",
): object[] {
  const time = family === "plain" ? shortTime : longTime;
  return messages.toReversed().map((message) => ({
    id: message.id,
    chat_id: message.chatId,
    role: message.role,
    content: message.content,
    created_at: time(message.createdAt),
  }));
}

/** A recipe with its place in the list. */
export function recipeJson(recipe: StoredRecipe, index: number): object {
  return {
    id: recipe.id,
    name: recipe.name,
    index,
    created_at: shortTime(recipe.createdAt),
  };
}
