import type {
  CreateSimulation,
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../../core/simulation.ts";
import { resourceRoutes } from "./resourceRoutes.ts";
import { createResourceStore } from "./resourceStore.ts";
import { createStore } from "./store.ts";
import {
  type StoredChatbot,
  type StoredSession,
  bodyOf,
  chatbotJson,
  json,
  messageJson,
  newSessionJson,
  refuse,
  sessionJson,
} from "./wire.ts";

/** The pieces a model would write: a few characters each, and no border means anything. */
function piecesOf(text: string): string[] {
  const lengths = [4, 9, 2, 13, 6, 1, 8];
  const letters = Array.from(text);
  const pieces: string[] = [];
  for (let start = 0; start < letters.length;) {
    const length = lengths[pieces.length % lengths.length] ?? 1;
    pieces.push(letters.slice(start, start + length).join(""));
    start += length;
  }
  return pieces;
}

/** Simulates AI Chatbot Hub: sessions are uuids of 32 hex digits, and an answer is text without any frame. */
export const createSimulation: CreateSimulation = (context) => {
  const store = createStore(context);

  const forChatbot =
    (handle: (chatbot: StoredChatbot, request: SimulatedRequest) => SimulatedResponse) =>
    (request: SimulatedRequest) => {
      const chatbot = store.chatbots.find(({ uuid }) => uuid === request.parameter("uuid"));
      return chatbot ? handle(chatbot, request) : refuse(404, "Chatbot not found");
    };
  const forSession =
    (handle: (session: StoredSession, request: SimulatedRequest) => SimulatedResponse) =>
    (request: SimulatedRequest) => {
      const session = store.sessions.get(request.parameter("uuid"));
      return session ? handle(session, request) : refuse(404, "Session not found");
    };

  const streamMessage = forSession((session, request) => {
    const { query } = bodyOf(request);
    if (typeof query !== "string" || query === "") {
      return refuse(400, "query is required");
    }
    if (context.isOverLimit())
      return json({ error: session.chatbot.settings["rate_limit_message"] });
    const message = store.ask(session, query, context.now());
    return {
      status: 200,
      headers: { "content-type": "text/plain; charset=utf-8" },
      format: "text",
      body: piecesOf(message.response),
      streamed: true,
      stepsBefore: 8,
    };
  });

  const deleteMessages = (request: SimulatedRequest): SimulatedResponse => {
    const { uuids } = bodyOf(request);
    if (!Array.isArray(uuids) || uuids.length === 0) {
      return refuse(400, "uuids is required");
    }
    const removed = uuids.filter((uuid) => typeof uuid === "string" && store.removeMessage(uuid));
    return json({ success: removed.length === uuids.length });
  };

  const routes: readonly SimulatedRoute[] = [
    {
      method: "GET",
      path: "/api/v1/chatbots",
      handle: () => json(store.chatbots.map(chatbotJson)),
    },
    {
      method: "GET",
      path: "/api/v1/chatbot/{uuid}",
      handle: forChatbot((chatbot) => json(chatbotJson(chatbot))),
    },
    {
      method: "GET",
      path: "/api/v1/chatbot/{uuid}/sessions",
      handle: forChatbot((chatbot) => json(store.sessionsOf(chatbot).map(sessionJson))),
    },
    {
      method: "POST",
      path: "/api/v1/chatbot/{uuid}/session/create",
      handle: forChatbot((chatbot) => json(newSessionJson(store.createSession(chatbot)))),
    },
    {
      method: "POST",
      path: "/api/v1/session/{uuid}/delete",
      handle: forSession((session) => json({ success: store.sessions.delete(session.uuid) })),
    },
    {
      method: "GET",
      path: "/api/v1/session/{uuid}/messages",
      handle: forSession((session) =>
        json(session.messages.filter(context.isListed).map(messageJson)),
      ),
    },
    {
      method: "POST",
      path: "/api/v1/session/{uuid}/message/stream",
      asks: true,
      handle: streamMessage,
    },
    {
      // The parent product answers 405 here, although no method is allowed at all.
      method: "POST",
      path: "/api/v1/session/{uuid}/message",
      isOnlyRefused: true,
      handle: () => refuse(405),
    },
    {
      method: "POST",
      path: "/api/v1/message/{uuid}/delete",
      handle: (request) =>
        store.removeMessage(request.parameter("uuid"))
          ? json({ success: true })
          : refuse(404, "Message not found"),
    },
    { method: "POST", path: "/api/v1/messages/delete", handle: deleteMessages },
    ...resourceRoutes(createResourceStore(context, store.chatbots), store, forChatbot, context.now),
  ];
  return { routes, refuse };
};
