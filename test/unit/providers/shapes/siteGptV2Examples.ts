import { latestEdition } from "../../../../src/core/editions.ts";
import { siteGpt } from "../../../../src/providers/siteGpt/index.ts";
import {
  type Example,
  type Item,
  readChatbots,
  readKind,
  readMessages,
  readSessions,
} from "./reading.ts";

/** SiteGPT v2. */
export const siteGptV2 = latestEdition(siteGpt);

/** The last page (1.7). */
export const lastPage = { limit: 20, hasNextPage: false, nextCursor: null };

/** The body of a success (1.5). */
export const succeeded = (data: unknown): unknown => ({
  ok: true,
  data,
  meta: { requestId: "req_1" },
});

const stamp = (second: number): string => `2026-08-12T09:00:0${second}.000Z`;
const three = (toItem: (place: number) => Item): readonly Item[] => [1, 2, 3].map(toItem);

const listed = (key: string, more: Item = { pagination: lastPage }) => ({
  descriptor: siteGptV2,
  body: (items: readonly unknown[]) => succeeded({ [key]: items, ...more }),
  kept: ["id"],
});

const messages = [
  ["NORMAL_MESSAGE", true, true] as const,
  ["USER_MESSAGE", true, false] as const,
  ["AGENT_MESSAGE", false, true] as const,
].map(([messageType, asks, answers], place) => ({
  messageId: `37629041039638587${place}`,
  messageType,
  systemMessageType: null,
  question: asks ? { text: `Question ${place}?`, timestamp: stamp(place) } : null,
  answer: answers ? { text: `Answer ${place}.`, timestamp: stamp(place) } : null,
  reaction: "NEUTRAL",
  gptModel: "gpt-4.1-mini",
  sources: ["https://a.example"],
  agentId: null,
  agentName: null,
  iconUrl: null,
  createdAt: stamp(place),
  updatedAt: stamp(place),
}));

const conversations = three((place) => ({
  threadId: `06b3b43c-5651-${place}`,
  chatbotId: "365062873485935184",
  mode: "AI",
  startedAt: stamp(place),
  updatedAt: stamp(place),
  endedAt: null,
  escalated: false,
  important: true,
  resolved: false,
  title: "Refund",
  tagIds: ["tag_1"],
  pageUrl: null,
  totalMessages: 4,
  unreadMessages: 1,
  lastMessage: messages[0] ?? null,
}));

/** SiteGPT v2 2.1 to 2.5, 4.4, 8.7, 8.8, 9.3 and 10. */
export const siteGptV2Examples: readonly Example[] = [
  {
    ...listed("chatbots"),
    name: "chatbots",
    items: three((place) => ({
      id: `36506287348593518${place}`,
      title: `Chatbot ${place}`,
      name: `Name ${place}`,
      description: "About it",
    })),
    read: readChatbots,
  },
  {
    ...listed("conversations", { filters: { status: "all" }, pagination: lastPage }),
    name: "conversations",
    kept: ["threadId"],
    items: conversations,
    read: readSessions,
  },
  {
    ...listed("conversations", { filters: {}, pagination: lastPage }),
    name: "session details",
    kept: ["threadId"],
    items: conversations,
    read: readKind("sitegpt-v2-conversation"),
  },
  {
    ...listed("messages"),
    name: "messages",
    kept: ["question", "answer"],
    items: messages,
    read: readMessages,
  },
  {
    ...listed("tokens"),
    name: "tokens",
    items: three((place) => ({ id: `tok_${place}`, name: "Updater", scopes: ["account:read"] })),
    read: readKind("sitegpt-v2-tokens"),
  },
  {
    ...listed("documents"),
    name: "documents",
    items: three((place) => ({
      id: `doc_${place}`,
      name: "Refund policy.md",
      externalId: "refund-policy",
      type: "FILE",
      source: "LOCAL_FILE",
      status: "SUCCESS",
      error: null,
      metadata: {},
      properties: { mimeType: "text/markdown", fileSize: 812 },
      lastSyncedAt: null,
      createdAt: stamp(place),
    })),
    read: readKind("sitegpt-v2-documents"),
  },
  ...["ingest-jobs", "sources"].map((kind): Example => ({
    ...listed(kind),
    name: kind,
    items: three((place) => ({
      id: `one_${place}`,
      name: "Handbook",
      connector: "NOTION",
      url: "https://a.example",
      status: "ACTIVE",
      createdAt: stamp(place),
    })),
    read: readKind(`sitegpt-v2-${kind}`),
  })),
  {
    ...listed("starters"),
    name: "starters",
    items: three((place) => ({
      id: `start_${place}`,
      title: `Shipping ${place}`,
      message: "How long?",
      description: "About it",
      type: "QUESTION",
      isEscalationPrompt: false,
      createdAt: stamp(place),
    })),
    read: readKind("sitegpt-v2-starters"),
  },
  {
    ...listed("leads"),
    name: "leads",
    items: three((place) => ({
      id: `lead_${place}`,
      email: "ana@a.example",
      name: "Ana",
      phone: null,
      tags: [],
      important: false,
      createdAt: stamp(place),
    })),
    read: readKind("sitegpt-v2-leads"),
  },
];
