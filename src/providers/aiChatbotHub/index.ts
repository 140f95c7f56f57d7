import type { ProviderDescriptor } from "../../core/provider.ts";

/** AI Chatbot Hub, a relabelled GPT-trainer: with another base URL it serves the siblings too. */
export const aiChatbotHub: ProviderDescriptor = {
  id: "ai-chatbot-hub",
  name: "AI Chatbot Hub",
  defaultBaseUrl: "https://app.aichatbothub.com",
  keyHint: "Account menu → API Keys → generate new key",
  capabilities: {
    replies: "text-stream",
    deleteSession: true,
    deleteMessages: true,
    react: false,
    escalate: false,
    openChat: false,
  },
  resourceKinds: [
    {
      id: "data-sources",
      title: "Data Sources",
      group: "knowledge",
      can: { create: true, update: true, remove: true, retrain: true },
    },
    {
      id: "source-tags",
      title: "Source Tags",
      group: "knowledge",
      can: { create: true, update: true, remove: true, retrain: false },
    },
    {
      id: "agents",
      title: "Agents",
      group: "behaviour",
      can: { create: true, update: true, remove: true, retrain: false },
    },
    {
      id: "chatbot-settings",
      title: "Chatbot Settings",
      group: "settings",
      isSingle: true,
      can: { create: false, update: true, remove: false, retrain: false },
    },
  ],
  loadClient: () => import("./client.ts"),
  loadSimulation: () => import("./simulate.ts"),
};
