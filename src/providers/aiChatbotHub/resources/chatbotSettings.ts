import { declareKind } from "../../../core/declareKind.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import { changedMembers, type MemberSchema, type ResourceValue } from "../../../core/resources.ts";
import { chatbotSchema, type WireChatbot } from "../wire.ts";
import type { KindContext } from "./context.ts";

/** What the user can set of a chatbot, flat as requests are (trap 6). */
export const settingMembers: Readonly<Record<string, MemberSchema>> = {
  name: {
    type: "string",
    minLength: 1,
    markdownDescription: "The internal name. Visitors do not see it.",
  },
  visibility: {
    type: "string",
    enum: ["private", "public", "hybrid"],
    markdownDescription:
      "`private`: only the owner. `public`: by link and embedded. `hybrid`: embedded only.",
  },
  rate_limit: {
    type: "array",
    items: { type: "number", minimum: 1, maximum: 360 },
    minItems: 2,
    maxItems: 2,
    markdownDescription:
      "The maximum number of messages (1 to 100) per number of seconds (1 to 360).",
  },
  rate_limit_message: {
    type: "string",
    markdownDescription: "The message for visitors who exceed the limit.",
  },
  show_citations: {
    type: "boolean",
    markdownDescription: "Whether answers name their sources.",
  },
};

/** The settings of a chatbot: nested when read, flat when sent. */
export const chatbotSettings = declareKind<KindContext>({
  id: "chatbot-settings",
  title: "Chatbot Settings",
  group: "settings",
  isSingle: true,
  schema: {
    type: "object",
    additionalProperties: false,
    required: ["uuid", "name"],
    properties: {
      uuid: { type: "string", readOnly: true, markdownDescription: "Read-only." },
      ...settingMembers,
    },
  },

  /** The chatbot itself (4.3). */
  async list({ http }, { chatbotId }, signal) {
    const { name } = await readChatbot(http, chatbotId, signal);
    return [{ id: chatbotId, title: name || chatbotId }];
  },

  async read({ http }, { chatbotId }, signal) {
    return toValue(await readChatbot(http, chatbotId, signal));
  },

  /** Update chatbot (4.2). */
  async update({ http }, { chatbotId }, { before, after }, signal) {
    const call = {
      method: "POST",
      path: path`/api/v1/chatbot/${chatbotId}/update`,
      json: changedMembers(before, after),
    } as const;
    return toValue(await http.json(chatbotSchema, call, signal));
  },
});

/** Fetch a chatbot (4.3). */
async function readChatbot(http: HttpClient, id: string, signal: AbortSignal) {
  const call = { method: "GET", path: path`/api/v1/chatbot/${id}` } as const;
  return http.json(chatbotSchema, call, signal);
}

/** A chatbot as the user edits it. */
export function toValue({ uuid, name, meta }: WireChatbot): ResourceValue {
  const citations = meta.show_citations ?? meta.show_citation;
  return {
    uuid,
    name,
    ...(meta.visibility !== undefined && { visibility: meta.visibility }),
    ...(meta.rate_limit && { rate_limit: meta.rate_limit }),
    ...(meta.rate_limit_message !== undefined && { rate_limit_message: meta.rate_limit_message }),
    ...(citations !== undefined && { show_citations: citations }),
  };
}
