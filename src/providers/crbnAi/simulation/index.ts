import type {
  CreateSimulation,
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../../core/simulation.ts";
import { botRoutes } from "./bots.ts";
import { documentRoutes } from "./documents.ts";
import { keyRoutes } from "./apiKeys.ts";
import { bodyOf, type ForBot, textIn } from "./requests.ts";
import { createStore, defaultSections } from "./store.ts";
import { limitReached, streamed, whole } from "./stream.ts";
import {
  type StoredBotChat,
  type StoredPlainChat,
  botChatJson,
  json,
  messagesJson,
  plainChatJson,
  recipeJson,
  refuse,
} from "./wire.ts";

/** A title as a model would make it from the first message. */
function titleOf(content: string): string {
  const [line = ""] = content.split("\n");
  const words = line.split(/\s+/).slice(0, 6).join(" ");
  return words.replace(/[\s?!.,:;]+$/, "");
}

/** Simulates CRBNai: answers are JSON objects back to back, and lists of messages have the newest first. */
export const createSimulation: CreateSimulation = (context) => {
  const store = createStore(context);
  const { ownerId } = store;

  const forBot: ForBot = (handle) => (request) => {
    const bot = store.bots.find(({ id }) => id === request.parameter("id"));
    return bot ? handle(bot, request) : refuse(404);
  };
  const forBotChat = (
    handle: (chat: StoredBotChat, request: SimulatedRequest) => SimulatedResponse,
  ) =>
    forBot((bot, request) => {
      const chat = store.botChats.get(request.parameter("chatId"));
      return chat && chat.botId === bot.id ? handle(chat, request) : refuse(404);
    });
  const forPlainChat =
    (handle: (chat: StoredPlainChat, request: SimulatedRequest) => SimulatedResponse) =>
    (request: SimulatedRequest) => {
      const chat = store.plainChats.get(request.parameter("id"));
      return chat ? handle(chat, request) : refuse(404);
    };

  const listBotChats = forBot((bot, { query }) => {
    const externalId = query.get("externalId");
    const chats = [...store.botChats.values()].filter(
      (chat) => chat.botId === bot.id && (externalId === null || chat.externalId === externalId),
    );
    return json(chats.map((chat) => botChatJson(chat, ownerId, false)));
  });

  const createBotChat = forBot((bot, request) => {
    const body = bodyOf(request);
    if (!body) {
      return refuse(400);
    }
    const externalId = textIn(body, "external_id") ?? null;
    const userMetadata = body["user_metadata"] ?? null;
    const chat = store.openBotChat(bot, { externalId, userMetadata }, context.now());
    return json(botChatJson(chat, ownerId, true));
  });

  const askBot = forBotChat((chat, request) => {
    const body = bodyOf(request);
    const content = textIn(body, "content");
    const limit = body?.["sourceSectionLimit"] ?? defaultSections;
    if (content === undefined) {
      return refuse(400, "content is required");
    }
    if (typeof limit !== "number" || !Number.isInteger(limit) || limit < 1 || limit > 50) {
      return refuse(400, "sourceSectionLimit must be between 1 and 50");
    }
    if (context.isOverLimit()) return limitReached("application/json");
    const { sections, text, number } = store.askBot(chat, content, limit, context.now());
    return request.query.get("stream") === "false"
      ? whole(sections, text, number)
      : streamed(sections, text, number, "application/json");
  });

  const createPlainChat = (request: SimulatedRequest): SimulatedResponse => {
    const body = bodyOf(request);
    const content = textIn(body, "content");
    if (content === undefined) {
      return refuse(400, "content is required");
    }
    // The content only gives the chat its title; it is neither stored nor answered.
    const chat = store.openPlainChat(
      {
        title: titleOf(content),
        recipeId: textIn(body, "recipe_id") ?? null,
        systemPrompt: textIn(body, "system_prompt"),
      },
      context.now(),
    );
    return json(plainChatJson(chat, ownerId, true));
  };

  const askPlainly = forPlainChat((chat, request) => {
    const content = textIn(bodyOf(request), "content");
    if (content === undefined) {
      return refuse(400, "content is required");
    }
    if (context.isOverLimit()) return limitReached("text/plain; charset=utf-8");
    const { sections, text, number } = store.askPlainly(chat, content, context.now());
    return streamed(sections, text, number, "text/plain; charset=utf-8");
  });

  const listPlainChats = ({ query }: SimulatedRequest): SimulatedResponse => {
    const recipeId = query.get("recipe_id");
    const chats = [...store.plainChats.values()].filter(
      (chat) => recipeId === null || chat.recipeId === recipeId,
    );
    return json(chats.map((chat) => plainChatJson(chat, ownerId, false)));
  };

  const bot = "/api/knowledge-bots/{id}";
  const routes: readonly SimulatedRoute[] = [
    ...botRoutes(store, forBot),
    ...documentRoutes(store, forBot, context),
    ...keyRoutes(store, context),
    { method: "GET", path: `${bot}/chats`, handle: listBotChats },
    { method: "POST", path: `${bot}/chats`, handle: createBotChat },
    {
      method: "GET",
      path: `${bot}/chats/{chatId}/messages`,
      handle: forBotChat((chat) =>
        json(messagesJson(chat.messages.filter(context.isListed), "knowledge-bot")),
      ),
    },
    { method: "POST", path: `${bot}/chats/{chatId}/messages`, asks: true, handle: askBot },
    {
      method: "GET",
      path: "/api/chats/recipes",
      handle: () => json(store.recipes.map(recipeJson)),
    },
    { method: "GET", path: "/api/chats", handle: listPlainChats },
    { method: "POST", path: "/api/chats", handle: createPlainChat },
    {
      method: "GET",
      path: "/api/chats/{id}/messages",
      handle: forPlainChat((chat) =>
        json(messagesJson(chat.messages.filter(context.isListed), "plain")),
      ),
    },
    { method: "POST", path: "/api/chats/{id}/messages", asks: true, handle: askPlainly },
  ];
  return { routes, refuse };
};
