import { declareKind } from "../../../core/declareKind.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import type { ValueSchema } from "../../../core/resources.ts";
import { pick } from "../calls.ts";
import { recipesSchema } from "../wire.ts";
import { listAsText } from "./chatSearch.ts";
import type { KindContext } from "./context.ts";
import { fixed, membersOf } from "./members.ts";

const schema: ValueSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    id: fixed("string"),
    name: fixed("string"),
    index: fixed("number"),
    created_at: fixed("string"),
  },
};

/** The templates of plain chats, which the service does not let be changed. */
export const recipes = declareKind<KindContext>({
  id: "crbnai-recipes",
  title: "Chat Recipes",
  group: "behaviour",
  place: "account",
  schema,

  async list({ http }, _scope, signal) {
    const all = await listAll(http, signal);
    const sorted = all.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0));
    return sorted.map(({ id, name }) => ({ id, title: name || id }));
  },

  async read({ http }, { id }, signal) {
    return membersOf(schema, pick(await listAll(http, signal), id));
  },

  actions: [
    {
      id: "chats",
      label: "Show Chats With This Recipe",
      /** Get All Chats with a recipe (4.2.1). */
      async run({ http }, { id }, _input, signal) {
        const call = { method: "GET", path: "/api/chats", query: { recipe_id: id } } as const;
        return listAsText(http, call, id, signal);
      },
    },
  ],
});

/** Get All Chat Recipes (4.2.5). */
async function listAll(http: HttpClient, signal: AbortSignal) {
  return http.json(recipesSchema, { method: "GET", path: "/api/chats/recipes" }, signal);
}
