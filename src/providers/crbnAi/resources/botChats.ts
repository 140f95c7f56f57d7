import { isKnowledgeBot } from "../plainChats.ts";
import { chatKind } from "./chatKind.ts";
import { fixed, objectMetadata, systemPrompt } from "./members.ts";

const anything = ["object", "array", "string", "number", "boolean", "null"];

/** What the service tells of a knowledge-bot chat (4.3). */
export const botChats = chatKind({
  id: "crbnai-chat",
  title: "Chat Details",
  isFor: isKnowledgeBot,
  schema: {
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
  },

  /** What a new knowledge-bot chat can be given (4.3.2); without anything it is still an object. */
  creation: {
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
  },
});
