import type { MemberSchema, ResourceCreation, ValueSchema } from "../../../core/resources.ts";
import { fixed, objectMetadata } from "./members.ts";

const anything = ["object", "array", "string", "number", "boolean", "null"];

/** A knowledge-bot chat as the user reads it (4.3). */
export const botChatSchema: ValueSchema = {
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

/** A plain chat as the user reads it (4.2). */
export const plainChatSchema: ValueSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    id: fixed("string"),
    title: fixed("string"),
    recipe_id: fixed("string", "null"),
    llm_config: fixed("object"),
    system_prompt: fixed("string"),
    owner_id: fixed("string"),
    created_at: fixed("string"),
    last_message_at: fixed("string"),
  },
};

const systemPrompt: MemberSchema = {
  type: "string",
  contentMediaType: "text/markdown",
  markdownDescription: "Instructions for the language model, in addition to those of the service.",
};

/** What a new knowledge-bot chat can be given (4.3.2); without anything it is still an object. */
export const botChatCreation: Omit<ResourceCreation, "create"> = {
  id: "bot-chat",
  label: "Session With Details",
  schema: {
    type: "object",
    additionalProperties: false,
    properties: {
      external_id: {
        type: "string",
        minLength: 1,
        markdownDescription: "Your own reference for finding the chat.",
      },
      user_metadata: objectMetadata,
      system_prompt: systemPrompt,
    },
  },
};

/** What a new plain chat can be given (4.2.2). */
export const plainChatCreation: Omit<ResourceCreation, "create"> = {
  id: "plain-chat",
  label: "Plain Chat With Details",
  schema: {
    type: "object",
    additionalProperties: false,
    required: ["content"],
    properties: {
      content: {
        type: "string",
        minLength: 1,
        markdownDescription: "The topic. It becomes the title and is not answered.",
      },
      system_prompt: systemPrompt,
      recipe_id: {
        type: "string",
        minLength: 1,
        markdownDescription: "The id of the chat recipe that shapes the chat.",
      },
      // A string here and an object everywhere else (trap 21); it is sent as it was given.
      llm_config: {
        type: ["string", "object"],
        markdownDescription: "The language model. The service does not document the format.",
      },
    },
  },
};
