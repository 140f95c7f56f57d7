/** What the reference says of the answers of SiteGPT v0 (sections in brackets), for the comparison with the service. */
import type { DocumentedCall } from "../../core/conformance/documentation.ts";
import {
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
} from "../../core/conformance/schema.ts";

const envelopes: Assumption = {
  name: "envelope",
  section: "1.3",
  text: "Every answer is success, message and data, and its payload is below data.",
};
const wrapping: Assumption = {
  name: "uneven-wrapping",
  section: "19, trap 10",
  text: "Lists and single things come under the keys of the documented examples.",
};
const bigIds: Assumption = {
  name: "ids-in-digits",
  section: "1.7",
  text: "Ids of chatbots, messages, users and brands are strings of digits, too many for a number.",
};
const sixDigits: Assumption = {
  name: "times-in-microseconds",
  section: "1.7",
  text: "Times are in UTC with six digits of fraction and Z.",
};
const numberedPages: Assumption = {
  name: "numbered-pages",
  section: "1.6",
  text: "Lists come in numbered pages without a total or a cursor, and end with a page that holds nothing new.",
};
const halves: Assumption = {
  name: "halves-of-a-message",
  section: "3.1",
  text: "A message has a question and an answer, of which one may be null; each is a text with its time.",
};
const openTypes: Assumption = {
  name: "open-lists-of-values",
  section: "3.1",
  text: "A value that is not listed is one like any other.",
};
const sourceItems: Assumption = {
  name: "source-items",
  section: "3.1",
  text: "A source is an address, or an object with url, link or source, and title or name.",
};
const messageIds: Assumption = {
  name: "two-names-of-message-ids",
  section: "19, trap 1",
  text: "The id of a message is messageId in threads, and id after sending.",
};
const oldestFirst: Assumption = {
  name: "messages-oldest-first",
  section: "14.3",
  text: "The messages of a thread come oldest first.",
};
const visitorKeys: Assumption = {
  name: "visitor-properties",
  section: "3.3",
  text: "A visitor has id, name, email, phoneNumber, verified, createdAt and updatedAt.",
};
const openSettings: Assumption = {
  name: "open-settings",
  section: "3.5",
  text: "The settings of a chatbot are an open record.",
};
const oneDocument: Assumption = {
  name: "answer-in-one-document",
  section: "1.8",
  text: "The answer comes as one JSON document after it is complete.",
};
const anySuccess: Assumption = {
  name: "any-success",
  section: "1.4",
  text: "Any 2xx is a success; the content type of a success is not looked at.",
};

const bigId: AnswerSchema = { type: "string", format: ["digits"], assumes: bigIds };
const time: AnswerSchema = {
  type: "string",
  format: ["date-time in microseconds with Z"],
  assumes: sixDigits,
};
const oneOf = (...values: readonly string[]): AnswerSchema => ({
  type: "string",
  enum: values,
  assumes: openTypes,
});

/** 3.4 */
const prompt = object(
  { id: string, title: string, description: string },
  { link: orNull(string), isEscalationPrompt: boolean },
);
const instructions = { id: string, title: string, description: string, instructions: string };
const aiPrompt = object({ ...instructions, temperature: number });
const persona = object(instructions);

/** 3.1: what a message has wherever it comes from. */
const half: AnswerSchema = {
  ...orNull(object({ text: string, timestamp: time })),
  assumes: halves,
};
const messageBasics = {
  question: half,
  answer: half,
  sources: list({
    assumes: sourceItems,
    anyOf: [
      string,
      object({}, { url: string, link: string, source: string, title: string, name: string }),
    ],
  }),
  reaction: oneOf("POSITIVE", "NEGATIVE", "NEUTRAL"),
  messageType: oneOf("NORMAL_MESSAGE", "USER_MESSAGE", "AGENT_MESSAGE", "SYSTEM_MESSAGE"),
  prompts: list(prompt),
};
const messageExtras = {
  gptModel: string,
  systemMessageType: oneOf(
    "CONVERSATION_ESCALATED",
    "EXCEEDED_USAGE_LIMITS",
    "EMAIL_VERIFIED",
    "ENTERED_WRONG_OTP",
    "PROVIDED_EMAIL",
    "PERSONA_SELECTED",
    "PROBLEMS_WITH_UPSTREAM_PROVIDER",
  ),
  iconUrl: orNull(string),
  threadId: string,
  chatbotId: bigId,
  agentName: string,
  smartPrompts: list(string),
  escalated: boolean,
};
const messageId: AnswerSchema = { ...bigId, assumes: messageIds };
const storedMessage = object({ messageId, ...messageBasics }, messageExtras);
const sentMessage = object(
  { id: messageId, ...messageBasics, threadId: string },
  { ...messageExtras },
);

/** 3.3 */
const visitor: AnswerSchema = {
  ...orNull(
    object(
      {},
      {
        id: orNull(string),
        name: orNull(string),
        email: orNull(string),
        phoneNumber: orNull(string),
        verified: orNull(boolean),
        createdAt: orNull(time),
        updatedAt: orNull(time),
      },
    ),
  ),
  assumes: visitorKeys,
};

/** 3.2, in a list. */
const listedThread = object(
  {
    threadId: string,
    lastMessage: orNull(storedMessage),
    startedAt: time,
    updatedAt: time,
    endedAt: time,
    escalated: boolean,
    important: boolean,
    resolved: boolean,
    totalMessages: integer,
    totalPositiveMessages: integer,
    totalNegativeMessages: integer,
    totalGpt4MessagesCount: integer,
    totalMessagesRead: integer,
    chatUser: visitor,
  },
  { mode: oneOf("AI", "AGENT") },
);

/** 3.2, alone. */
const thread = object(
  {
    threadId: string,
    mode: oneOf("AI", "AGENT"),
    messages: list(storedMessage, {
      order: { by: ["question.timestamp", "answer.timestamp"], direction: "oldest-first" },
      assumes: oldestFirst,
    }),
    startedAt: time,
    updatedAt: time,
    chatbotId: bigId,
    chatUserId: orNull(string),
    chatUser: visitor,
  },
  { totalMessagesRead: integer, webhookUrl: string },
);

/** 3.5 */
const chatbot = object(
  {
    id: bigId,
    title: string,
    description: string,
    createdById: bigId,
    createdByEmail: string,
    suggestions: list(prompt),
    nextSuggestions: list(prompt),
    settings: { ...map(), assumes: openSettings },
  },
  { prompts: list(aiPrompt) },
);

/** 15.1 */
const brand = object(
  { id: bigId, name: string },
  {
    domain: string,
    marketingDomain: string,
    supportEmail: string,
    color: string,
    createdAt: time,
    updatedAt: time,
    terms: string,
    privacyPolicy: string,
    ownedById: string,
    logo: string,
    fullLogo: string,
    metaDetails: object({}, { title: string, description: string, ogImage: string }),
    emailSettings: object(
      {},
      { resendApiKey: string, fromName: string, fromEmail: string, replyToEmail: string },
    ),
    defaultQuota: object(
      {},
      {
        chatbotsQuota: integer,
        linksQuota: integer,
        filesQuota: integer,
        combinedMessagesQuota: integer,
        membersQuota: integer,
      },
    ),
  },
);

const json = (
  section: string,
  call: string,
  data: AnswerSchema,
  success: AnswerSchema = boolean,
): DocumentedCall => ({
  section,
  call: call.replace(" ", " /api/v0"),
  format: "json",
  mediaType: "application/json",
  answer: {
    ...object({ success, message: string, data: { assumes: wrapping, ...data } }),
    assumes: envelopes,
  },
  assumes: anySuccess,
});
const bot = "/chatbots/{chatbotId}";

/** One page of a list under its key. */
const page = (key: string, item: AnswerSchema): AnswerSchema => ({
  ...object({ [key]: list(item, { assumes: wrapping }) }),
  assumes: numberedPages,
});

/** The calls of the comparison. */
export const documentedCalls: readonly DocumentedCall[] = [
  json("4.1", "GET /chatbots", page("chatbots", chatbot)),
  json("4.3", `GET ${bot}`, object({ chatbot })),
  json("6.1", `GET ${bot}/follow-up-prompts`, object({ followUpPrompts: list(prompt) })),
  json("6.3", `GET ${bot}/follow-up-prompts/{followUpPromptId}`, prompt),
  { ...json("9.1", `POST ${bot}/message`, object({ message: sentMessage })), assumes: oneDocument },
  json("10.1", `GET ${bot}/settings/personas`, object({ personas: list(persona) })),
  json("10.3", `GET ${bot}/settings/personas/{personaId}`, object({ persona })),
  json("11.1", `GET ${bot}/settings/prompts`, object({ prompts: list(aiPrompt) })),
  json("11.3", `GET ${bot}/settings/prompts/{promptId}`, object({ prompt: aiPrompt })),
  json("12.1", `GET ${bot}/quick-prompts`, object({ prompts: list(prompt) })),
  json("12.3", `GET ${bot}/quick-prompts/{promptId}`, prompt),
  json("14.1", `GET ${bot}/threads`, page("threads", listedThread)),
  json("14.2", `POST ${bot}/threads`, object({ thread })),
  json("14.3", `GET ${bot}/threads/{threadId}`, object({ thread })),
  // Typed as a text here, unlike everywhere else.
  json("15.1", "GET /w/brands", object({ brands: list(brand) }), { type: ["boolean", "string"] }),
  json("15.2", "GET /w/brands/{brandId}", object({ brand })),
];
