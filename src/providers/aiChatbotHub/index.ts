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
    replyAsHuman: false,
    openChat: false,
  },
  loadResourceKinds: () => import("./resources/kinds.ts"),
  loadClient: () => import("./client.ts"),
  loadSimulation: () => import("./simulation/index.ts"),
  loadDocumentation: () => import("./documentation.ts"),
};
