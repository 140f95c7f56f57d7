import type { MemberSchema, ValueSchema } from "../../../core/resources.ts";

const fixed = (type: string) =>
  ({ type, readOnly: true, markdownDescription: "Cannot be changed." }) as const;

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
  markdownDescription: "What the agent always says. It can be set only when the agent is made.",
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
      markdownDescription: "Whether the agent works. A new agent does not yet.",
    },
    description: {
      type: "string",
      markdownDescription: "By this the supervisor chooses which agent answers a question.",
    },
    prompt: {
      type: "string",
      contentMediaType: "text/markdown",
      markdownDescription: "What the agent is told about its task.",
    },
    model: {
      type: "string",
      markdownDescription:
        "The language model and its context, such as `gpt-4o-mini-16k`. Each costs its own number of credits.",
    },
    temperature: {
      type: "number",
      minimum: 0,
      maximum: 1,
      markdownDescription: "0 answers the same way each time, 1 as freely as possible.",
    },
    use_all_sources: {
      type: "boolean",
      markdownDescription: "Whether the agent may use all data sources of the chatbot.",
    },
    data_source_uuids: {
      type: "array",
      items: text,
      markdownDescription:
        "The data sources the agent uses, unless it uses all. The list replaces the old one.",
    },
    tags: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "criteria", "color"],
        properties: { name: text, criteria: text, color: text },
      },
      markdownDescription:
        "How a background agent labels conversations. The list replaces the old one.",
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
      markdownDescription: "What the agent asks visitors for. The list replaces the old one.",
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
      markdownDescription: "How a visitor gets to a person.",
    },
    bias: fixed("number"),
    stickness: fixed("number"),
    default_message: fixed("string"),
    tool_functions: fixed("array"),
  },
};
