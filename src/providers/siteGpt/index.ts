import type { Capabilities, ProviderDescriptor, ProviderEdition } from "../../core/provider.ts";

const service = {
  name: "SiteGPT",
  defaultBaseUrl: "https://sitegpt.ai",
  keyHint: "Agents, or for an older key Profile → API access",
  loadSignIn: () => import("./v2/signIn.ts"),
  trial: {
    title: "Try SiteGPT With a Website",
    loadTrials: () => import("./v2/trials.ts"),
  },
};

const capabilities: Capabilities = {
  replies: "whole",
  deleteSession: false,
  deleteMessages: false,
  react: true,
  escalate: true,
  replyAsHuman: true,
  openChat: true,
};

/** SiteGPT by its v2 API. Neither knows the other's keys (section 17 of the reference of v2). */
const v2: ProviderEdition = {
  ...service,
  id: "sitegpt-v2",
  version: "v2",
  keyPrefix: "sgpt_",
  // Section 13 of the reference; that it takes the key is an assumption.
  mcpPath: "/mcp",
  capabilities: { ...capabilities, deleteSession: true, replyAsHuman: false },
  loadResourceKinds: () => import("./v2/resources/kinds.ts"),
  loadClient: () => import("./v2/client.ts"),
  loadSimulation: () => import("./simulation/v2/index.ts"),
  loadDocumentation: () => import("./v2/documentation.ts"),
};

/** SiteGPT, by its v0 API unless a key is one of v2. */
export const siteGpt: ProviderDescriptor = {
  ...service,
  id: "sitegpt",
  capabilities,
  loadResourceKinds: () => import("./resources/kinds.ts"),
  loadClient: () => import("./client.ts"),
  loadSimulation: () => import("./simulation/index.ts"),
  loadDocumentation: () => import("./documentation.ts"),
  editions: [v2],
};
