/** What the reference says of the answers of SiteGPT v2 (sections in brackets), for the comparison with the service. */
import type { DocumentedCall, PublishedContract } from "../../../core/conformance/documentation.ts";
import {
  anything,
  type AnswerSchema,
  type Assumption,
  boolean,
  integer,
  list,
  map,
  number,
  object,
  orNull,
  string,
} from "../../../core/conformance/schema.ts";
import { otherCalls } from "./otherCalls.ts";

const envelopes: Assumption = {
  name: "envelope",
  section: "1.5",
  text: "Every answer is ok, data and meta, and its payload is below data.",
};
const wrapping: Assumption = {
  name: "keys-of-clients",
  section: "3",
  text: "Payloads have the keys and properties that the vendor's own clients read, not those of the placeholders.",
};
const openPayloads: Assumption = {
  name: "open-payloads",
  section: "4.2",
  text: "A payload that nothing describes is an open record and is shown as it is.",
};
const pages: Assumption = {
  name: "cursor-pages",
  section: "1.7",
  text: "A list goes on while hasNextPage is true and nextCursor is a new one.",
};
const times: Assumption = {
  name: "times-in-fractions",
  section: "1.10",
  text: "Times are in UTC with three or six digits of fraction and Z.",
};
const halves: Assumption = {
  name: "halves-of-a-message",
  section: "2.2",
  text: "A message has a question and an answer, of which one may be null or missing.",
};
const openTypes: Assumption = {
  name: "open-lists-of-values",
  section: "1.10",
  text: "A value that is not listed is one like any other.",
};
const textSources: Assumption = {
  name: "sources-are-addresses",
  section: "2.2",
  text: "A source is an address as text.",
};
const oldestFirst: Assumption = {
  name: "messages-oldest-first",
  section: "6.5",
  text: "A history comes oldest first, and its last page holds the newest.",
};
const newestFirst: Assumption = {
  name: "conversations-newest-first",
  section: "6.3",
  text: "Conversations come newest first.",
};
const madeConversation: Assumption = {
  name: "conversation-of-a-first-message",
  section: "6.1",
  text: "The answer to a first message has the conversation that it made.",
};
const anySuccess: Assumption = {
  name: "any-success",
  section: "1.6",
  text: "Any 2xx is a success; the content type of a success is not looked at.",
};

const time: AnswerSchema = {
  type: "string",
  format: [
    "date-time in milliseconds or shorter fractions with Z",
    "date-time in microseconds with Z",
  ],
  assumes: times,
};
const oneOf = (...values: readonly string[]): AnswerSchema => ({
  type: "string",
  enum: values,
  assumes: openTypes,
});
const open: AnswerSchema = { ...map(), assumes: openPayloads };

/** 2.2 */
const half: AnswerSchema = {
  ...orNull(object({ text: string, timestamp: time })),
  assumes: halves,
};
const message = object(
  {
    messageId: string,
    messageType: oneOf("NORMAL_MESSAGE", "USER_MESSAGE", "AGENT_MESSAGE", "SYSTEM_MESSAGE"),
    reaction: oneOf("POSITIVE", "NEGATIVE", "NEUTRAL"),
    sources: { ...list(string), assumes: textSources },
    createdAt: time,
    updatedAt: time,
  },
  {
    question: half,
    answer: half,
    systemMessageType: orNull(string),
    gptModel: orNull(string),
    agentId: orNull(string),
    agentName: orNull(string),
    iconUrl: orNull(string),
    pageUrl: orNull(string),
  },
);

/** 2.3 */
const visitor = object(
  {},
  {
    id: string,
    name: orNull(string),
    email: orNull(string),
    phone: orNull(string),
    verified: boolean,
    createdAt: time,
    updatedAt: time,
  },
);
const lead = object(
  { id: string },
  {
    chatbotId: string,
    email: orNull(string),
    name: orNull(string),
    phone: orNull(string),
    tags: list(string),
    chatUser: orNull(visitor),
    customData: map(),
    important: boolean,
    archived: boolean,
    createdAt: time,
    updatedAt: time,
  },
);

/** 2.1 */
const conversation = object(
  {
    threadId: string,
    chatbotId: string,
    mode: oneOf("AI", "AGENT"),
    startedAt: time,
    updatedAt: time,
    endedAt: orNull(time),
    escalated: boolean,
    important: boolean,
    resolved: boolean,
    title: orNull(string),
    tagIds: list(string),
    sessionId: orNull(string),
    pageUrl: orNull(string),
    chatUserId: orNull(string),
    chatUser: orNull(visitor),
    lead: orNull(lead),
    totalMessages: integer,
    unreadMessages: integer,
    lastMessage: orNull(message),
  },
  { messages: list(message) },
);

/** 2.4 */
const document = object(
  { id: string, name: orNull(string), externalId: string, type: string, source: string },
  {
    status: oneOf("SUCCESS", "QUEUED", "FAILED"),
    error: orNull(string),
    metadata: map({ anyOf: [string, list(string)] }),
    properties: orNull(
      object(
        {},
        {
          mimeType: string,
          fileSize: number,
          characterCount: number,
          tokenCount: number,
          embeddingCount: number,
        },
      ),
    ),
    isContentUpdatedManually: boolean,
    lastSyncedAt: orNull(time),
    createdAt: orNull(time),
    updatedAt: orNull(time),
  },
);

/** 2.5, 5.1 */
const chatbot: AnswerSchema = {
  type: "object",
  required: ["id"],
  properties: { id: string, title: string, name: string, description: orNull(string) },
  additionalProperties: anything,
  assumes: openPayloads,
};

/** 9.3 */
const starter = object(
  { id: string, title: string },
  {
    message: orNull(string),
    description: orNull(string),
    type: oneOf("QUESTION", "LINK"),
    link: orNull(string),
    isEscalationPrompt: boolean,
    createdAt: time,
    updatedAt: time,
  },
);

/** 4.1 */
const me = object({
  user: object({ id: string, email: string, name: orNull(string) }),
  auth: object({ type: oneOf("api-token"), scopes: list(string) }),
});

/** 1.7 */
const pagination: AnswerSchema = {
  ...object({ limit: integer, hasNextPage: boolean, nextCursor: orNull(string) }),
  assumes: pages,
};

const json = (section: string, call: string, data: AnswerSchema): DocumentedCall => ({
  section,
  call: call.replace(" ", " /api/v2"),
  format: "json",
  mediaType: "application/json",
  answer: {
    ...object(
      { ok: boolean, data: { assumes: wrapping, ...data }, meta: object({ requestId: string }) },
      { requestId: string, warnings: list(string) },
    ),
    assumes: envelopes,
  },
  assumes: anySuccess,
});
const bot = "/chatbots/{chatbotId}";

/** What the service publishes about itself (1.1). */
export const contract: PublishedContract = { path: "/api/v2/openapi.json", otherCalls };

/** The calls of the comparison. */
export const documentedCalls: readonly DocumentedCall[] = [
  {
    section: "1.1",
    call: `GET ${contract.path}`,
    format: "json",
    mediaType: "application/json",
    absent: [404],
    answer: map(),
    assumes: anySuccess,
  },
  json("3.2", "GET /me", me),
  json("3.3", "GET /account", me),
  json("3.11", "GET /tokens", object({ tokens: list(open) }, { pagination })),
  json("3.15", "GET /chatbots", object({ chatbots: list(chatbot) }, { pagination })),
  json("3.17", `GET ${bot}`, object({ chatbot })),
  json("3.26", `GET ${bot}/settings`, open),
  json("3.42", `GET ${bot}/starters`, object({ starters: list(starter) }, { pagination })),
  json("3.54", `GET ${bot}/documents`, object({ documents: list(document), pagination })),
  json(
    "3.56",
    `GET ${bot}/documents/{documentId}`,
    object({ document, ingestJob: orNull(map()) }, { content: map() }),
  ),
  json("3.68", `GET ${bot}/ingest-jobs`, open),
  json("3.69", `GET ${bot}/ingest-jobs/{jobId}`, open),
  json("3.77", `GET ${bot}/knowledge/sources`, open),
  json("3.79", `GET ${bot}/knowledge/sources/{connectionId}`, open),
  json(
    "3.89",
    `GET ${bot}/conversations`,
    object(
      {
        conversations: list(conversation, {
          order: { by: ["updatedAt"], direction: "newest-first" },
          assumes: newestFirst,
        }),
        pagination,
      },
      { filters: map() },
    ),
  ),
  json("3.91", `GET ${bot}/conversations/{threadId}`, object({ conversation })),
  json("3.93", `DELETE ${bot}/conversations/{threadId}`, open),
  json(
    "3.98",
    `POST ${bot}/messages`,
    object({ message, conversation: { ...conversation, assumes: madeConversation } }),
  ),
  json(
    "3.99",
    `GET ${bot}/conversations/{threadId}/messages`,
    object({
      messages: list(message, {
        order: { by: ["createdAt"], direction: "oldest-first" },
        assumes: oldestFirst,
      }),
      pagination,
    }),
  ),
  json("3.107", `GET ${bot}/leads`, object({ leads: list(lead), pagination })),
  json("3.108", `GET ${bot}/leads/{leadId}`, object({ lead })),
];
