import type { CreateSimulation } from "../../../../core/simulation.ts";
import { createStore } from "../store.ts";
import { refuse } from "./answers.ts";
import { behaviourRoutes } from "./behaviour.ts";
import type { ForChatbot } from "./chatbotPath.ts";
import { chatbotRoutes } from "./chatbots.ts";
import { conversationRoutes } from "./conversations.ts";

/** Simulates SiteGPT v2: its own envelope, cursors, and a conversation that its first message makes. */
export const createSimulation: CreateSimulation = (context) => {
  const store = createStore(context);
  const forChatbot: ForChatbot = (handle) => (request) => {
    const chatbot = store.chatbots.find(({ id }) => id === request.parameter("chatbotId"));
    return chatbot ? handle(chatbot, request) : refuse(404, "CHATBOT_NOT_FOUND");
  };
  const routes = [
    ...chatbotRoutes(store, forChatbot),
    ...conversationRoutes(context, store, forChatbot),
    ...behaviourRoutes(store, forChatbot),
  ];
  return { routes, refuse: (status) => refuse(status) };
};
