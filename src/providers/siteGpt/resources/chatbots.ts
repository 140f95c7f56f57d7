import { looseObject, unknown } from "valibot";
import { declareKind } from "../../../core/declareKind.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import type { MemberSchema, Resource } from "../../../core/resources.ts";
import { isRecord } from "../../../core/wire/json.ts";
import { anyId, listOf } from "../../../core/wire/schema.ts";
import { read } from "../calls.ts";
import { readPages } from "../pages.ts";
import { text } from "../wire.ts";
import { findNew } from "./collectionKind.ts";
import type { KindContext } from "./context.ts";
import { fixed, membersOf, valueSchema } from "./members.ts";

const itemSchema = looseObject({ id: anyId, title: text, description: text });

const properties: Readonly<Record<string, MemberSchema>> = {
  id: fixed("string"),
  title: fixed("string"),
  description: fixed("string"),
  createdByEmail: fixed("string"),
};

/** The chatbots of the account: making them and deleting them. */
export const chatbots = declareKind<KindContext>({
  id: "sitegpt-chatbots",
  title: "Chatbots",
  group: "settings",
  place: "account",
  isChatbots: true,
  removeNote: "Its history, content and settings are deleted too.",
  schema: valueSchema(properties),

  async list({ http }, _scope, signal) {
    return (await listAll(http, signal)).map(toResource);
  },

  /** Fetch chatbot (4.3). */
  async read({ http }, { id }, signal) {
    const call = { method: "GET", path: path`/api/v0/chatbots/${id}` } as const;
    const { chatbot } = await read(http, looseObject({ chatbot: itemSchema }), call, signal);
    return membersOf(chatbot, properties);
  },

  creations: [
    {
      id: "chatbot",
      label: "Chatbot",
      schema: valueSchema(
        {
          chatbotName: {
            type: "string",
            minLength: 1,
            markdownDescription: "The title of the chatbot.",
          },
        },
        ["chatbotName"],
      ),
      /** Create a chatbot (4.2). What the answer holds is not documented (trap 9). */
      async create({ http }, _scope, value, signal) {
        const before = await listAll(http, signal);
        const call = { method: "POST", path: "/api/v0/chatbots", json: value } as const;
        const id = idIn(await read(http, unknown(), call, signal));
        if (id !== undefined) return { id, title: String(value["chatbotName"]) };
        return toResource(findNew(before, await listAll(http, signal), value["chatbotName"]));
      },
    },
  ],

  /** Delete a chatbot (4.4), one call for each. */
  async remove({ http }, _scope, ids, signal) {
    for (const id of ids) {
      await http.confirm({ method: "DELETE", path: path`/api/v0/chatbots/${id}` }, signal);
    }
  },
});

/** List chatbots (4.1). */
async function listAll(http: HttpClient, signal: AbortSignal) {
  const schema = looseObject({ chatbots: listOf(itemSchema) });
  return readPages(
    http,
    "/api/v0/chatbots",
    async (call) => (await read(http, schema, call, signal)).chatbots,
    ({ id }) => id,
  );
}

function idIn(data: unknown): string | undefined {
  if (!isRecord(data)) return undefined;
  const { chatbot, id, chatbotId } = data;
  const candidates = [isRecord(chatbot) ? chatbot["id"] : undefined, id, chatbotId];
  return candidates.find((candidate) => typeof candidate === "string");
}

function toResource({ id, title }: { readonly id: string; readonly title?: unknown }): Resource {
  return { id, title: typeof title === "string" && title !== "" ? title : id };
}
