import type { HttpClient } from "../../../core/http/client.ts";
import type { ResourceCreation, ResourceKind, ValueSchema } from "../../../core/resources.ts";
import { chatKind } from "./chatKind.ts";
import { fixed, objectMetadata, systemPrompt } from "./members.ts";

const anything = ["object", "array", "string", "number", "boolean", "null"];

/** A knowledge-bot chat as the user reads it (4.3). */
const schema: ValueSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    id: fixed("string"),
    knowledge_bot_id: fixed("string"),
    external_id: fixed("string", "null"),
    user_metadata: fixed(...anything),
    llm_config: fixed("object"),
    owner_id: fixed("string"),
    created_at: fixed("string"),
    updated_at: fixed("string"),
    last_message_at: fixed("string"),
  },
};

/** What a new knowledge-bot chat can be given (4.3.2); without anything it is still an object. */
const creation: Omit<ResourceCreation, "create"> = {
  id: "bot-chat",
  label: "Session With Details",
  schema: {
    type: "object",
    additionalProperties: false,
    properties: {
      external_id: {
        type: "string",
        minLength: 1,
        markdownDescription: "Your own reference, by which the chat can be found.",
      },
      user_metadata: objectMetadata,
      system_prompt: systemPrompt,
    },
  },
};

/** What the service tells of a knowledge-bot chat (4.3). */
export function botChats(http: HttpClient): ResourceKind {
  return chatKind(http, "crbnai-chat", schema, creation);
}
