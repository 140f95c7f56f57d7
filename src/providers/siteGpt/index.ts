import type { ProviderDescriptor } from "../../core/provider.ts";

/** SiteGPT, by its v0 API. */
export const siteGpt: ProviderDescriptor = {
  id: "sitegpt",
  name: "SiteGPT",
  defaultBaseUrl: "https://sitegpt.ai",
  keyHint: "Profile → API access, or the billing page",
  capabilities: {
    replies: "whole",
    deleteSession: false,
    deleteMessages: false,
    react: true,
    escalate: true,
    openChat: true,
  },
  loadResourceKinds: () => import("./resources/kinds.ts"),
  loadClient: () => import("./client.ts"),
  loadSimulation: () => import("./simulation/index.ts"),
  loadDocumentation: () => import("./documentation.ts"),
};
