import { looseObject } from "valibot";
import { declareKind } from "../../../../core/declareKind.ts";
import type { HttpClient } from "../../../../core/http/client.ts";
import { path } from "../../../../core/http/path.ts";
import type { MemberSchema, Resource } from "../../../../core/resources.ts";
import { fixed, membersOf, valueSchema } from "../../resources/members.ts";
import { read, removeEach } from "../calls.ts";
import { readPages } from "../pages.ts";
import { chatbotsPage, detailSchema, oneChatbotSchema, type WireChatbot } from "../wire.ts";
import type { KindContext } from "./context.ts";

const properties: Readonly<Record<string, MemberSchema>> = {
  id: fixed("string"),
  title: fixed("string"),
  description: fixed("string"),
};

/** The chatbots of the account: making them and deleting them (section 5). */
export const chatbots = declareKind<KindContext>({
  id: "sitegpt-v2-chatbots",
  title: "Chatbots",
  group: "settings",
  place: "account",
  isChatbots: true,
  removeNote: "Its history, content and settings are deleted too.",
  schema: valueSchema(properties),

  async list({ http }, _scope, signal) {
    return (await listChatbots(http, signal)).map(toResource);
  },

  async read({ http }, { id }, signal) {
    const call = { method: "GET", path: path`/api/v2/chatbots/${id}` } as const;
    const schema = looseObject({ chatbot: detailSchema });
    return membersOf((await read(http, schema, call, signal)).chatbot, properties);
  },

  creations: [
    {
      id: "chatbot",
      label: "Chatbot",
      schema: valueSchema(
        {
          title: {
            type: "string",
            pattern: "^[\\s\\S]{1,120}$",
            markdownDescription: "The title of the chatbot, up to 120 characters.",
          },
        },
        ["title"],
      ),
      /** 5.2. */
      async create({ http }, _scope, json, signal) {
        const call = { method: "POST", path: "/api/v2/chatbots", json } as const;
        return toResource((await read(http, oneChatbotSchema, call, signal)).chatbot);
      },
    },
  ],

  /** 5.5. */
  async remove({ http }, _scope, ids, signal) {
    const paths = ids.map((id) => path`/api/v2/chatbots/${id}`);
    await removeEach(http, paths, signal);
  },
});

/** All chatbots that the key may see (5.1). */
export async function listChatbots(
  http: HttpClient,
  signal: AbortSignal,
): Promise<readonly WireChatbot[]> {
  const list = {
    path: "/api/v2/chatbots",
    page: chatbotsPage,
    idOf: ({ id }: WireChatbot) => id,
  };
  return readPages(http, list, signal);
}

function toResource({ id, title, name }: WireChatbot): Resource {
  return { id, title: title || name || id };
}
