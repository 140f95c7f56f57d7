/** What the reference says of the answers of CRBNai (sections in brackets), for the comparison with the service. */
import type { DocumentedCall } from "../../core/conformance/documentation.ts";
import { anyDateTime } from "../../core/conformance/form.ts";
import {
  anything,
  type AnswerSchema,
  type Assumption,
  boolean,
  integer,
  list,
  number,
  object,
  orNull,
  string,
} from "../../core/conformance/schema.ts";

const bareLists: Assumption = {
  name: "bare-lists",
  section: "1",
  text: "A list is a bare array and comes whole.",
};
const times: Assumption = {
  name: "two-spellings-of-times",
  section: "1",
  text: "Times are ISO 8601, with Z or with an offset.",
};
const newestFirst: Assumption = {
  name: "newest-first",
  section: "4.2.3",
  text: "Messages come newest first; Parley sorts by time and turns the order around where times are the same.",
};
const roles: Assumption = {
  name: "three-roles",
  section: "4.2.3",
  text: "A role is user, assistant or system, in any case; whatever else it is counts as the assistant.",
};
const statuses: Assumption = {
  name: "document-status",
  section: "4.5.3",
  text: "A document is ready with READY, failed where the status says fail or error, else in progress.",
};
const onlyIds: Assumption = {
  name: "only-ids-are-essential",
  section: "5, trap 20",
  text: "Schema and examples differ, so everything but an id may be missing.",
};
const sequence: Assumption = {
  name: "json-back-to-back",
  section: "2",
  text: "An answer is JSON objects one after the other, with anything or nothing between them.",
};
const passages: Assumption = {
  name: "passage-properties",
  section: "2",
  text: "A passage has the properties of the deprecated endpoint, and user_metadata.",
};
const anySuccess: Assumption = {
  name: "any-success",
  section: "1",
  text: "Any 2xx is a success, and the content type of a success is not looked at.",
};

const time: AnswerSchema = { type: "string", format: anyDateTime, assumes: times };
const model = object(
  { model: string, vendor: string },
  { defaults: object({}, { max_tokens: number, temperature: number }) },
);
const bareList = (items: AnswerSchema, more: AnswerSchema = {}): AnswerSchema =>
  list(items, { assumes: bareLists, ...more });

/** 4.1.1 */
const apiKey = object({ id: string, created_at: time });

/** 4.2 */
const plainChat: AnswerSchema = {
  ...object(
    { id: string, title: string, owner_id: string },
    {
      created_at: time,
      last_message_at: time,
      recipe_id: orNull(string),
      llm_config: model,
      system_prompt: string,
    },
  ),
  assumes: onlyIds,
};

/** 4.3; `llm_config` comes with a new one only. */
const botChat: AnswerSchema = {
  ...object(
    {
      id: string,
      knowledge_bot_id: string,
      owner_id: string,
      created_at: time,
      updated_at: time,
      last_message_at: time,
      external_id: orNull(string),
      user_metadata: { type: ["object", "null"], additionalProperties: anything },
    },
    { llm_config: model },
  ),
  assumes: onlyIds,
};

/** 4.2.3, 4.3.3 */
const message = object({
  id: string,
  chat_id: string,
  role: { type: "string", enum: ["user", "assistant", "system"], assumes: roles },
  content: string,
  created_at: time,
});

/** 4.4.1 */
const listedBot: AnswerSchema = {
  ...object(
    { id: string, title: string },
    { description: string, language_model: string, owner_id: string, created_at: time },
  ),
  assumes: onlyIds,
};

/** 4.4.3 */
const bot: AnswerSchema = {
  ...object(
    {
      id: string,
      title: string,
      documents: list(
        object(
          { id: string, name: string },
          { status: { type: "string", enum: ["READY"], assumes: statuses }, created_at: time },
        ),
      ),
    },
    {
      description: string,
      embeddable: boolean,
      llm_config: model,
      language_model: string,
      owner_id: string,
      created_at: time,
      user_metadata: anything,
    },
  ),
  assumes: onlyIds,
};

/** Section 2 */
const delta = object({ type: { type: "string", enum: ["delta"] }, delta: string });
const passage: AnswerSchema = {
  ...object(
    { id: string, content: string, type: { type: "string", enum: ["section"] } },
    {
      similarity: number,
      document_name: string,
      page_number: integer,
      user_metadata: anything,
    },
  ),
  assumes: passages,
};

const json = (section: string, call: string, answer: AnswerSchema): DocumentedCall => ({
  section,
  call,
  format: "json",
  mediaType: "application/json",
  answer,
  assumes: anySuccess,
});
const newest = {
  order: { by: ["created_at"], direction: "newest-first" },
  assumes: newestFirst,
} as const;
const botPath = "/api/knowledge-bots/{id}";

/** The calls of the comparison. */
export const documentedCalls: readonly DocumentedCall[] = [
  json("4.1.1", "GET /api/accounts/me/api-keys", bareList(apiKey)),
  json("4.2.1", "GET /api/chats", bareList(plainChat)),
  json("4.2.3", "GET /api/chats/{id}/messages", bareList(message, newest)),
  json(
    "4.2.5",
    "GET /api/chats/recipes",
    bareList(object({ id: string, name: string, index: integer, created_at: time })),
  ),
  json("4.3.1", `GET ${botPath}/chats`, bareList(botChat)),
  json("4.3.2", `POST ${botPath}/chats`, botChat),
  json("4.3.3", `GET ${botPath}/chats/{chatId}/messages`, bareList(message, newest)),
  {
    section: "4.3.4",
    call: `POST ${botPath}/chats/{chatId}/messages`,
    format: "json-sequence",
    mediaType: "application/json",
    answer: { anyOf: [delta, passage] },
    assumes: sequence,
  },
  json("4.4.1", "GET /api/knowledge-bots", bareList(listedBot)),
  json("4.4.3", `GET ${botPath}`, bot),
];
