import { siteGpt } from "../../../../src/providers/siteGpt/index.ts";
import { aiChatbotHub } from "../../../../src/providers/aiChatbotHub/index.ts";
import { crbnAi } from "../../../../src/providers/crbnAi/index.ts";
import { plainChats } from "../../../../src/providers/crbnAi/plainChats.ts";
import { type Example, readChatbots, readKind, readMessages, readSessions } from "./reading.ts";
import { siteGptV2Examples } from "./siteGptV2Examples.ts";

const bare = (items: readonly unknown[]): unknown => items;
const inEnvelope =
  (wrap: (items: readonly unknown[]) => unknown) => (items: readonly unknown[]) => ({
    success: true,
    message: "Fetched.",
    data: wrap(items),
  });

const hub = { descriptor: aiChatbotHub, body: bare };
const crbn = { descriptor: crbnAi, body: bare };
const seconds = (second: number): string => `2024-07-25T21:19:0${second}Z`;
const stamp = (second: number): string => `2024-01-09T10:00:0${second}.123456+00:00`;
const uuid = (last: number): string => `0123456789abcdef0123456789abcde${last}`;

/** Hub 2.1 to 2.7, SiteGPT 3.1 to 3.5, CRBNai 4.1 to 4.5. */
export const examples: readonly Example[] = [
  ...siteGptV2Examples,
  {
    ...hub,
    name: "chatbots",
    kept: ["uuid"],
    items: [1, 2, 3].map((place) => ({
      uuid: uuid(place),
      name: `Chatbot ${place}`,
      created_at: seconds(place),
      modified_at: seconds(place),
      meta: { visibility: "private", rate_limit: [20, 240], show_citations: true },
    })),
    read: readChatbots,
  },
  {
    ...hub,
    name: "sessions",
    kept: ["uuid"],
    items: [1, 2, 3].map((place) => ({
      uuid: uuid(place),
      created_at: seconds(place),
      modified_at: seconds(place),
      meta: { user: { email: "a@b.example" } },
    })),
    read: readSessions,
  },
  {
    ...hub,
    name: "messages",
    kept: ["query", "response"],
    items: [1, 2, 3].map((place) => ({
      uuid: uuid(place),
      created_at: seconds(place),
      modified_at: seconds(place),
      query: `Question ${place}?`,
      response: `Answer ${place} [3.4].`,
      finish_reason: "stop",
      cite_data_json:
        '{"3.4":{"title":"Handbook","text":"Passage","file_name":"a.pdf","type":"upload"}}',
      meta_json: "{}",
    })),
    read: readMessages,
  },
  ...["agents", "source-tags", "data-sources"].map((kindId): Example => ({
    ...hub,
    name: kindId,
    kept: ["uuid"],
    items: [1, 2, 3].map((place) => ({
      uuid: uuid(place),
      name: `Name ${place}`,
      title: `Title ${place}`,
      type: "user-facing",
      status: "success",
      color: "#ffffff",
      enabled: 1,
      created_at: seconds(place),
      meta: { model: "gpt-4o-mini-4k", temperature: 0 },
      data_source_uuids: [],
    })),
    read: readKind(kindId),
  })),
  {
    descriptor: siteGpt,
    name: "chatbots",
    body: inEnvelope((items) => ({ chatbots: items })),
    kept: ["id"],
    items: [1, 2, 3].map((place) => ({
      id: `36535038546288209${place}`,
      title: `Chatbot ${place}`,
      description: "About it",
      settings: { welcomeMessage: "Hello", hideSources: false },
    })),
    read: readChatbots,
  },
  {
    descriptor: siteGpt,
    name: "threads",
    body: inEnvelope((items) => ({ threads: items })),
    kept: ["threadId"],
    items: [1, 2, 3].map((place) => ({
      threadId: `thread-${place}`,
      lastMessage: { messageId: `${place}`, question: { text: "First?", timestamp: stamp(place) } },
      startedAt: stamp(place),
      updatedAt: stamp(place),
      escalated: false,
      totalMessages: 2,
    })),
    read: readSessions,
  },
  {
    descriptor: siteGpt,
    name: "messages",
    body: inEnvelope((items) => ({ thread: { threadId: "t", mode: "AI", messages: items } })),
    kept: ["question", "answer"],
    items: [
      ["NORMAL_MESSAGE", true, true] as const,
      ["USER_MESSAGE", true, false] as const,
      ["AGENT_MESSAGE", false, true] as const,
    ].map(([messageType, asks, answers], place) => ({
      messageId: `37635038546288209${place}`,
      question: asks ? { text: `Question ${place}?`, timestamp: stamp(place) } : null,
      answer: answers ? { text: `Answer ${place}.`, timestamp: stamp(place) } : null,
      sources: ["https://a.example"],
      gptModel: "gpt-4",
      reaction: "NEUTRAL",
      messageType,
      systemMessageType: "CONVERSATION_ESCALATED",
      prompts: [],
    })),
    read: readMessages,
  },
  {
    ...crbn,
    name: "knowledge bots",
    kept: ["id"],
    items: [1, 2, 3].map((place) => ({
      id: `kb_${place}`,
      title: `Bot ${place}`,
      description: "About it",
      language_model: "gpt-35-turbo",
      created_at: stamp(place),
    })),
    read: readChatbots,
  },
  {
    ...crbn,
    name: "chats",
    kept: ["id"],
    items: [1, 2, 3].map((place) => ({
      id: `kbc_${place}`,
      knowledge_bot_id: "kb_1",
      created_at: stamp(place),
      updated_at: stamp(place),
      last_message_at: stamp(place),
      external_id: null,
      user_metadata: { team: "ops" },
    })),
    read: readSessions,
  },
  {
    ...crbn,
    name: "messages",
    kept: ["content"],
    items: [4, 3, 2, 1].map((place) => ({
      id: `kbcm_${place}`,
      chat_id: "kbc_1",
      role: place % 2 === 0 ? "assistant" : "user",
      content: `Text ${place}.`,
      created_at: stamp(place),
    })),
    read: readMessages,
  },
  {
    ...crbn,
    name: "API keys",
    kept: ["id"],
    items: [1, 2, 3].map((place) => ({ id: `key-id-${place}`, created_at: stamp(place) })),
    read: readKind("crbnai-api-keys"),
  },
  {
    ...crbn,
    name: "documents",
    body: (items) => ({ id: "kb_1", title: "Bot", documents: items }),
    kept: ["id"],
    items: [1, 2, 3].map((place) => ({
      id: `doc_${place}`,
      name: `Document ${place}.pdf`,
      status: "READY",
      created_at: stamp(place),
    })),
    read: readKind("crbnai-documents"),
  },
  {
    ...crbn,
    name: "recipes",
    kept: ["id"],
    items: [1, 2, 3].map((place) => ({
      id: `reci_${place}`,
      name: `Recipe ${place}`,
      index: place,
      created_at: stamp(place),
    })),
    read: async (provider, signal) => provider.openChat?.(plainChats.id, signal),
  },
];
