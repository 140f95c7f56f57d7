import type { CreateSimulation } from "../../../../core/simulation.ts";
import { createStore } from "../store.ts";
import { accountRoutes } from "./account.ts";
import { refuse } from "./answers.ts";
import { behaviourRoutes } from "./behaviour.ts";
import type { ForChatbot } from "./chatbotPath.ts";
import { chatbotRoutes } from "./chatbots.ts";
import { conversationRoutes } from "./conversations.ts";
import { deviceLoginRoutes } from "./deviceLogin.ts";
import { documentRoutes } from "./documents.ts";
import { knowledgeRoutes } from "./knowledge.ts";
import { leadRoutes } from "./leads.ts";
import { createLibrary } from "./library.ts";
import { onboardingRoutes } from "./onboarding.ts";
import { sourceRoutes } from "./sources.ts";
import { createWorkspaces } from "./workspaces.ts";

/** Simulates SiteGPT v2: its own envelope, cursors, and a conversation that its first message makes. */
export const createSimulation: CreateSimulation = (context) => {
  const store = createStore(context);
  const library = createLibrary(context, store);
  const workspaces = createWorkspaces(context, store);
  const forChatbot: ForChatbot = (handle) => (request) => {
    const chatbot = store.chatbots.find(({ id }) => id === request.parameter("chatbotId"));
    return chatbot && workspaces.isShown(chatbot, request)
      ? handle(chatbot, request)
      : refuse(404, "CHATBOT_NOT_FOUND");
  };
  const routes = [
    ...accountRoutes(store),
    ...deviceLoginRoutes(context),
    ...onboardingRoutes(workspaces),
    ...chatbotRoutes(store, workspaces, forChatbot),
    ...behaviourRoutes(store, forChatbot),
    ...documentRoutes(library, forChatbot),
    ...knowledgeRoutes(store, library, forChatbot),
    ...sourceRoutes(store, forChatbot),
    ...conversationRoutes(context, store, forChatbot),
    ...leadRoutes(forChatbot),
  ];
  return { routes, refuse: (status) => refuse(status) };
};
