import type { ResourceKindInfo } from "../../../core/resources.ts";

/** What AI Chatbot Hub manages besides chats. */
export const resourceKinds: readonly ResourceKindInfo[] = [
  {
    id: "chatbots",
    title: "Chatbots",
    group: "settings",
    place: "account",
    isChatbots: true,
    removeNote: "Its agents, sessions and data sources are deleted too.",
    can: ["create", "remove"],
  },
  {
    id: "data-sources",
    title: "Data Sources",
    group: "knowledge",
    can: ["create", "update", "remove", "retrain", "upload", "addUrls", "teach"],
    // The service names no limits (4.18); these extensions are known to be taken.
    uploads: {
      extensions: ["txt", "pdf", "doc", "docx"],
      textExtension: "txt",
      maxBytes: 50_000_000,
    },
  },
  {
    id: "source-tags",
    title: "Source Tags",
    group: "knowledge",
    removeNote: "The data sources are kept.",
    can: ["create", "update", "remove"],
  },
  {
    id: "agents",
    title: "Agents",
    group: "behaviour",
    can: ["create", "update", "remove"],
  },
  {
    id: "chatbot-settings",
    title: "Chatbot Settings",
    group: "settings",
    isSingle: true,
    can: ["update"],
  },
];
