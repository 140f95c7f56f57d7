import type { ResourceKindInfo } from "../../../core/resources.ts";
import { plainChats } from "../plainChats.ts";

const isPlain = (chatbotId: string): boolean => chatbotId === plainChats.id;
const isKnowledgeBot = (chatbotId: string): boolean => !isPlain(chatbotId);

/** What CRBNai manages besides chats (section 3 of its reference). */
export const resourceKinds: readonly ResourceKindInfo[] = [
  {
    id: "crbnai-bots",
    title: "Knowledge Bots",
    group: "settings",
    place: "account",
    isChatbots: true,
    removeNote: "Its documents and chats are deleted too.",
    can: ["create", "remove"],
  },
  {
    id: "crbnai-documents",
    title: "Documents",
    group: "knowledge",
    isFor: isKnowledgeBot,
    can: ["update", "remove", "upload", "teach", "act"],
    // The service names no types and no limit (4.5.2), and expects videos; this is what Parley holds in memory.
    uploads: { maxBytes: 200_000_000 },
  },
  {
    id: "crbnai-bot-settings",
    title: "Knowledge Bot Settings",
    group: "settings",
    isSingle: true,
    isFor: isKnowledgeBot,
    can: ["update", "act"],
  },
  {
    id: "crbnai-recipes",
    title: "Chat Recipes",
    group: "behaviour",
    place: "account",
    can: ["act"],
  },
  {
    id: "crbnai-api-keys",
    title: "API Keys",
    group: "settings",
    place: "account",
    removeNote: "Programs that use this key lose access.",
    can: ["create", "remove"],
  },
  {
    id: "crbnai-chat",
    title: "Chat Details",
    group: "settings",
    place: "session",
    isFor: isKnowledgeBot,
    can: ["create"],
  },
  {
    id: "crbnai-plain-chat",
    title: "Plain Chat Details",
    group: "settings",
    place: "session",
    isFor: isPlain,
    can: ["create"],
  },
];
