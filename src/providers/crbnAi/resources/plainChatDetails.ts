import { isPlain } from "../plainChats.ts";
import { chatKind } from "./chatKind.ts";
import { fixed, systemPrompt } from "./members.ts";

/** What the service tells of a plain chat (4.2). */
export const plainChatDetails = chatKind({
  id: "crbnai-plain-chat",
  title: "Plain Chat Details",
  isFor: isPlain,
  schema: {
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
  },

  /** What a new plain chat can be given (4.2.2). */
  creation: {
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
  },
});
