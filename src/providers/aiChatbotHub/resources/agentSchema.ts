import type { MemberSchema, ValueSchema } from "../../../core/resources.ts";

const fixed = (type: string) =>
  ({ type, readOnly: true, markdownDescription: "Read-only." }) as const;

const text = { type: "string" } as const;

/** The name of an agent. */
export const agentName: MemberSchema = {
  type: "string",
  minLength: 1,
  markdownDescription: "The name of the agent.",
};

/** What an agent with a fixed reply says. */
export const agentMessage: MemberSchema = {
  type: "string",
  minLength: 1,
  markdownDescription:
    "The fixed reply of the agent. It can be set only when the agent is created.",
};

/** An agent as the user edits it: flat, as requests are (trap 6). */
export const agentValueSchema: ValueSchema = {
  type: "object",
  additionalProperties: false,
  required: ["uuid", "name"],
  properties: {
    uuid: fixed("string"),
    name: agentName,
    type: fixed("string"),
    enabled: {
      type: "boolean",
      markdownDescription: "Whether the agent is enabled. New agents are disabled.",
    },
    description: {
      type: "string",
      markdownDescription: "The supervisor uses this to choose the agent that answers a question.",
    },
    prompt: {
      type: "string",
      contentMediaType: "text/markdown",
      markdownDescription: "The instructions of the agent.",
    },
    model: {
      type: "string",
      markdownDescription:
        "The language model and its context, such as `gpt-4o-mini-16k`. Models cost different numbers of credits.",
    },
    temperature: {
      type: "number",
      minimum: 0,
      maximum: 1,
      markdownDescription: "Temperature, from 0 (most consistent) to 1 (most varied).",
    },
    use_all_sources: {
      type: "boolean",
      markdownDescription: "Whether the agent may use all data sources of the chatbot.",
    },
    data_source_uuids: {
      type: "array",
      items: text,
      markdownDescription:
        "The data sources the agent uses, unless it uses all. Replaces the existing list.",
    },
    tags: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "criteria", "color"],
        properties: { name: text, criteria: text, color: text },
      },
      markdownDescription:
        "How a background agent labels conversations. Replaces the existing list.",
    },
    variables: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "description", "type"],
        properties: {
          name: text,
          description: text,
          type: { type: "string", enum: ["string", "number", "boolean"] },
          example: text,
          default_value: { type: "object" },
        },
      },
      markdownDescription: "What the agent asks visitors for. Replaces the existing list.",
    },
    human_escalation_settings: {
      type: "object",
      properties: {
        human_requested_message: text,
        live_chat_start_announcement: text,
        live_chat_end_announcement: text,
        monitored_messages: { type: "array", items: text },
        notifications_enabled: { type: "boolean" },
        sound_enabled: { type: "boolean" },
      },
      markdownDescription: "How a visitor reaches a human agent.",
    },
    bias: fixed("number"),
    stickness: fixed("number"),
    default_message: fixed("string"),
    tool_functions: fixed("array"),
  },
};
