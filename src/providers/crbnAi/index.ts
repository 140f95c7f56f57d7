import type { ProviderDescriptor } from "../../core/provider.ts";

/** CRBNai: knowledge bots, and plain chats as one more chatbot. */
export const crbnAi: ProviderDescriptor = {
  id: "crbnai",
  name: "CRBNai",
  defaultBaseUrl: "https://app.crbnai.com",
  keyHint: "Profile → API keys",
  capabilities: {
    replies: "event-stream",
    deleteSession: false,
    deleteMessages: false,
    react: false,
    escalate: false,
    replyAsHuman: false,
    openChat: true,
  },
  loadResourceKinds: () => import("./resources/kinds.ts"),
  loadClient: () => import("./client.ts"),
  loadSimulation: () => import("./simulation/index.ts"),
  loadDocumentation: () => import("./documentation.ts"),
};
