import { declareKind } from "../../../core/declareKind.ts";
import { path } from "../../../core/http/path.ts";
import type { Resource } from "../../../core/resources.ts";
import { removeEach } from "../calls.ts";
import { knowledgeBotsSchema } from "../wire.ts";
import { botMembers, botValueSchema } from "./botSchema.ts";
import { botSchema, readBot, type WireBot } from "./botWire.ts";
import type { KindContext } from "./context.ts";
import { membersOf, objectMetadata } from "./members.ts";

/** The knowledge bots of the account: making them and deleting them (4.4). */
export const bots = declareKind<KindContext>({
  id: "crbnai-bots",
  title: "Knowledge Bots",
  group: "settings",
  place: "account",
  isChatbots: true,
  removeNote: "Its documents and chats are deleted too.",
  schema: botValueSchema,

  /** Get All Knowledge Bots (4.4.1). */
  async list({ http }, _scope, signal) {
    const call = { method: "GET", path: "/api/knowledge-bots" } as const;
    return (await http.json(knowledgeBotsSchema, call, signal)).map(toResource);
  },

  async read({ http }, { id }, signal) {
    return membersOf(botValueSchema, await readBot(http, id, signal));
  },

  creations: [
    {
      id: "bot",
      label: "Knowledge Bot",
      schema: {
        type: "object",
        additionalProperties: false,
        required: ["title"],
        properties: { ...botMembers, user_metadata: objectMetadata },
      },
      /** Create Knowledge Bot (4.4.2). */
      async create({ http }, _scope, value, signal) {
        const call = { method: "POST", path: "/api/knowledge-bots", json: value } as const;
        return toResource(await http.json(botSchema, call, signal));
      },
    },
  ],

  /** Delete Knowledge Bot by ID (4.4.5), one call for each. */
  async remove({ http }, _scope, ids, signal) {
    const paths = ids.map((id) => path`/api/knowledge-bots/${id}`);
    await removeEach(http, paths, signal);
  },
});

function toResource({ id, title }: Pick<WireBot, "id" | "title">): Resource {
  return { id, title: title || id };
}
