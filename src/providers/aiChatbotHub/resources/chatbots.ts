import { declareKind } from "../../../core/declareKind.ts";
import { path } from "../../../core/http/path.ts";
import type { Resource } from "../../../core/resources.ts";
import { chatbotSchema, chatbotsSchema, type WireChatbot } from "../wire.ts";
import { settingMembers, toValue } from "./chatbotSettings.ts";
import type { KindContext } from "./context.ts";

/** The chatbots of the account: making them and deleting them. */
export const chatbots = declareKind<KindContext>({
  id: "chatbots",
  title: "Chatbots",
  group: "settings",
  place: "account",
  isChatbots: true,
  removeNote: "Its agents, sessions and data sources are deleted too.",
  schema: { type: "object", additionalProperties: false, properties: settingMembers },

  /** Fetch all chatbots (4.4). */
  async list({ http }, _scope, signal) {
    const all = await http.json(
      chatbotsSchema,
      { method: "GET", path: "/api/v1/chatbots" },
      signal,
    );
    return all.map(toResource);
  },

  async read({ http }, { id }, signal) {
    const call = { method: "GET", path: path`/api/v1/chatbot/${id}` } as const;
    return toValue(await http.json(chatbotSchema, call, signal));
  },

  creations: [
    {
      id: "chatbot",
      label: "Chatbot",
      schema: {
        type: "object",
        additionalProperties: false,
        required: ["name"],
        properties: settingMembers,
      },
      /** Create chatbot (4.1). The printed path is wrong (trap 4). */
      async create({ http }, _scope, value, signal) {
        const call = { method: "POST", path: "/api/v1/chatbot/create", json: value } as const;
        return toResource(await http.json(chatbotSchema, call, signal));
      },
    },
  ],

  /** Delete chatbot (4.5), one call for each. */
  async remove({ http }, _scope, ids, signal) {
    for (const id of ids) {
      const call = { method: "DELETE", path: path`/api/v1/chatbot/${id}/delete` } as const;
      await http.confirm(call, signal);
    }
  },
});

function toResource({ uuid, name }: WireChatbot): Resource {
  return { id: uuid, title: name || uuid };
}
