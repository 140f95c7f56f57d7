/** What the reference says of the answers of AI Chatbot Hub (sections in brackets), for the comparison with the service. */
import type { DocumentedCall } from "../../core/conformance/documentation.ts";
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
} from "../../core/conformance/schema.ts";

const bareLists: Assumption = {
  name: "bare-lists",
  section: "1.4",
  text: "A list is a bare array and comes whole.",
};
const plainIds: Assumption = {
  name: "ids-without-dashes",
  section: "1.2",
  text: "A uuid is an opaque string; all samples have 32 hex digits.",
};
const wholeSeconds: Assumption = {
  name: "times-in-seconds",
  section: "1.2",
  text: "Times have whole seconds, and one without a zone means UTC.",
};
const flags: Assumption = {
  name: "flags-as-numbers",
  section: "1.2",
  text: "A flag comes as 0 or 1, or as a boolean.",
};
const numbersAsText: Assumption = {
  name: "sizes-as-text",
  section: "2.5",
  text: "A size comes as a number or as text.",
};
const citationsInText: Assumption = {
  name: "citations-in-text",
  section: "2.4",
  text: "Citations are a JSON object inside a string, by their number; nothing cited comes in several spellings.",
};
const oneRecord: Assumption = {
  name: "one-record-a-turn",
  section: "2.4",
  text: "A record holds the question and its answer, and both are always there.",
};
const oldestFirst: Assumption = {
  name: "messages-oldest-first",
  section: "1.4",
  text: "Messages come oldest first; Parley sorts by time and keeps the order where times are the same.",
};
const bareText: Assumption = {
  name: "answer-is-bare-text",
  section: "5",
  text: "The answer is text without any frame, and complete when its body ends.",
};
const successFlag: Assumption = {
  name: "success-flag",
  section: "2.8",
  text: "Deleting answers with a flag, which is true.",
};
const anySuccess: Assumption = {
  name: "any-success",
  section: "1.5",
  text: "Any 2xx is a success, and the content type of a success is not looked at.",
};
const openTypes: Assumption = {
  name: "open-lists-of-values",
  section: "2.5",
  text: "A type or a status that is not listed is one like any other; an unknown status means in progress.",
};

const uuid: AnswerSchema = { type: "string", format: ["32 hex digits"], assumes: plainIds };
const time: AnswerSchema = {
  type: "string",
  format: ["date-time in seconds with Z"],
  assumes: wholeSeconds,
};
const flag: AnswerSchema = { type: ["boolean", "integer"], assumes: flags };
const size: AnswerSchema = { type: ["integer", "number", "string"], assumes: numbersAsText };
const bareList = (items: AnswerSchema, more: AnswerSchema = {}): AnswerSchema =>
  list(items, { assumes: bareLists, ...more });

/** 2.1 */
const chatbot = object({
  uuid,
  name: string,
  created_at: time,
  modified_at: time,
  meta: object(
    { visibility: { type: "string", enum: ["private", "public", "hybrid"] } },
    {
      rate_limit: list(number),
      rate_limit_message: string,
      show_citations: flag,
      show_citation: flag,
    },
  ),
});

/** 2.2 */
const agent = object(
  {
    uuid,
    name: string,
    description: string,
    prompt: string,
    type: {
      type: "string",
      enum: ["user-facing", "background", "human-escalation", "pre-canned", "spam-defense"],
      assumes: openTypes,
    },
    enabled: flag,
    created_at: time,
    modified_at: time,
    meta: object(
      {},
      {
        model: string,
        temperature: number,
        bias: number,
        stickness: number,
        default_message: string,
        tags: list(object({}, { name: string, criteria: string, color: string })),
        use_all_sources: flag,
      },
    ),
  },
  {
    data_source_uuids: list(uuid),
    human_escalation_settings: object(
      {},
      {
        human_requested_message: string,
        live_chat_end_announcement: string,
        live_chat_start_announcement: string,
        monitored_messages: list(string),
        notifications_enabled: flag,
        sound_enabled: flag,
      },
    ),
    tool_functions: list(
      object(
        { uuid },
        {
          name: string,
          description: string,
          created_at: time,
          modified_at: time,
          enabled: flag,
          external_url: orNull(string),
          method: orNull(string),
          headers: map(),
          parameters: map(),
          meta: map(),
        },
      ),
    ),
    variables: list(
      object(
        {},
        {
          name: string,
          description: string,
          type: { type: "string", enum: ["string", "number", "boolean"] },
          example: string,
          default_value: object({}, { content: string, static: flag }),
        },
      ),
    ),
  },
);

/** 2.3; the last two in the answer that creates it. */
const session = object(
  { uuid, created_at: time, modified_at: time },
  {
    meta: object({}, { user: map(), auth_data: map() }),
    initial_variables: map(),
    ip_address: string,
  },
);

/** 2.4: the first eight are always there, the others at the parent. */
const message = object(
  {
    uuid,
    created_at: time,
    modified_at: time,
    query: { ...string, assumes: oneRecord },
    response: { ...string, assumes: oneRecord },
    finish_reason: { type: "string", enum: ["stop", "length"] },
    cite_data_json: {
      assumes: citationsInText,
      anyOf: [
        {
          type: "string",
          contentSchema: {
            anyOf: [
              { type: "null" },
              { type: "string", format: ["empty"] },
              map(
                object(
                  { title: string, text: string, file_name: string, type: string },
                  { data_source_uuid: uuid, reference_source_link: string, url: string },
                ),
              ),
            ],
          },
        },
        { type: "string", format: ["empty"] },
      ],
    },
    meta_json: string,
  },
  {
    error_message: string,
    background_pending_tasks: integer,
    detected_frustrations: orNull(string),
    feedback_json: orNull(string),
    labels: list(anything),
    session_documents: list(anything),
    ai_context_json: orNull(string),
  },
);

/** 2.5 */
const dataSource = object({
  uuid,
  created_at: time,
  modified_at: time,
  title: string,
  file_name: string,
  file_size: size,
  tokens: size,
  type: {
    type: "string",
    enum: ["qa", "link", "file", "upload", "table", "image", "video", "google-drive"],
    assumes: openTypes,
  },
  status: {
    type: "string",
    enum: [
      "success",
      "assigned",
      "await",
      "embedding",
      "running",
      "chunking",
      "downloading",
      "queued",
      "pending",
      "extracting",
      "error",
      "fail",
      "error:storage",
      "error:token",
    ],
    assumes: openTypes,
  },
  meta_json: string,
});

/** 2.7 */
const sourceTag = object({
  uuid,
  name: string,
  color: { type: "string", format: ["hex color"] },
  data_source_uuids: list(uuid),
  created_at: time,
  modified_at: time,
});

const json = (section: string, call: string, answer: AnswerSchema): DocumentedCall => ({
  section,
  call,
  format: "json",
  mediaType: "application/json",
  answer,
  assumes: anySuccess,
});

/** The calls of the comparison. */
export const documentedCalls: readonly DocumentedCall[] = [
  json("4.3", "GET /api/v1/chatbot/{uuid}", chatbot),
  json("4.4", "GET /api/v1/chatbots", bareList(chatbot)),
  json("4.8", "GET /api/v1/chatbot/{uuid}/agents", bareList(agent)),
  json("4.10", "POST /api/v1/chatbot/{uuid}/session/create", session),
  json("4.11", "GET /api/v1/session/{uuid}", session),
  json("4.12", "GET /api/v1/chatbot/{uuid}/sessions", bareList(session)),
  json(
    "4.13",
    "POST /api/v1/session/{uuid}/delete",
    object({ success: { ...boolean, assumes: successFlag } }),
  ),
  {
    section: "4.14",
    call: "POST /api/v1/session/{uuid}/message/stream",
    format: "text",
    assumes: bareText,
  },
  json(
    "4.15",
    "GET /api/v1/session/{uuid}/messages",
    bareList(message, {
      order: { by: ["created_at"], direction: "oldest-first" },
      assumes: oldestFirst,
    }),
  ),
  json("4.22", "GET /api/v1/chatbot/{uuid}/data-sources", bareList(dataSource)),
  json("4.27", "GET /api/v1/chatbot/{uuid}/source-tags", bareList(sourceTag)),
];
