import type { HttpClient } from "../../../core/http/client.ts";
import type { ResourceKind, ValueSchema } from "../../../core/resources.ts";
import { pick } from "../calls.ts";
import { recipesSchema } from "../wire.ts";
import { listAsText } from "./chatSearch.ts";
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
export function recipes(http: HttpClient): ResourceKind {
  /** Get All Chat Recipes (4.2.5). */
  const listAll = async (signal: AbortSignal) =>
    http.json(recipesSchema, { method: "GET", path: "/api/chats/recipes" }, signal);
  return {
    id: "crbnai-recipes",
    schema,

    async list(_scope, signal) {
      const all = await listAll(signal);
      const sorted = all.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0));
      return sorted.map(({ id, name }) => ({ id, title: name || id }));
    },

    async read({ id }, signal) {
      return membersOf(schema, pick(await listAll(signal), id));
    },

    actions: [
      {
        id: "chats",
        label: "Show Chats With This Recipe",
        /** Get All Chats with a recipe (4.2.1). */
        async run({ id }, _input, signal) {
          const call = { method: "GET", path: "/api/chats", query: { recipe_id: id } } as const;
          return listAsText(http, call, id, signal);
        },
      },
    ],
  };
}
