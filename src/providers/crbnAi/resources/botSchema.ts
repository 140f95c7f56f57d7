import type { MemberSchema, ValueSchema } from "../../../core/resources.ts";
import { anyMetadata, fixed } from "./members.ts";

/** What the user can set of a knowledge bot (4.4.2). */
export const botMembers = {
  title: {
    type: "string",
    minLength: 1,
    markdownDescription: "The name of the knowledge bot.",
  },
  description: {
    type: "string",
    markdownDescription: "What the knowledge bot is for.",
  },
  embeddable: {
    type: "boolean",
    markdownDescription: "Whether the knowledge bot may be embedded in public pages.",
  },
  llm_config: {
    type: "object",
    required: ["model", "vendor"],
    properties: { model: { type: "string" }, vendor: { type: "string" } },
    markdownDescription:
      'The language model, such as `{"model": "gpt-35-turbo", "vendor": "openai"}`.',
  },
  user_metadata: anyMetadata,
} as const satisfies Readonly<Record<string, MemberSchema>>;

/** A knowledge bot as the user edits it (4.4.3). */
export const botValueSchema: ValueSchema = {
  type: "object",
  additionalProperties: false,
  required: ["id", "title"],
  properties: {
    id: fixed("string"),
    ...botMembers,
    language_model: fixed("string"),
    owner_id: fixed("string"),
    created_at: fixed("string"),
  },
};
