import { type InferOutput, looseObject, string } from "valibot";
import { ChatError } from "../../../../core/errors.ts";
import { declareKind } from "../../../../core/declareKind.ts";
import type { HttpClient } from "../../../../core/http/client.ts";
import { path } from "../../../../core/http/path.ts";
import { registerSecret } from "../../../../core/registerSecret.ts";
import type { MemberSchema, Resource } from "../../../../core/resources.ts";
import { anyId } from "../../../../core/wire/schema.ts";
import { fixed, membersOf, valueSchema } from "../../resources/members.ts";
import { text } from "../../wire.ts";
import { confirm, read } from "../calls.ts";
import { pageOf, readPages } from "../pages.ts";
import type { KindContext } from "./context.ts";

const tokenSchema = looseObject({ id: anyId, name: text });
const tokensPage = pageOf("tokens", tokenSchema);
/** A new token (4.4): the only chance to read it. */
const newTokenSchema = looseObject({ token: tokenSchema, plaintextToken: string() });

const at = "/api/v2/tokens";

const properties: Readonly<Record<string, MemberSchema>> = {
  id: fixed("string"),
  name: fixed("string"),
  scopes: fixed("array"),
  chatbotIds: fixed("array"),
  expiresAt: fixed("string"),
  lastUsedAt: fixed("string"),
  createdAt: fixed("string"),
};

/** The keys of the account (4.4). Its list leaves out those that were revoked. */
export const tokens = declareKind<KindContext>({
  id: "sitegpt-v2-tokens",
  title: "API Keys",
  group: "settings",
  place: "account",
  removeNote: "Programs that use this key lose access.",
  schema: valueSchema(properties),

  async list({ http }, _scope, signal) {
    return (await listAll(http, signal)).map(toResource);
  },

  async read({ http }, { id }, signal) {
    const found = (await listAll(http, signal)).find((one) => one.id === id);
    if (!found) throw new ChatError("not-found", `there is no token ${id}`);
    return membersOf(found, properties);
  },

  creations: [
    {
      id: "token",
      label: "API Key",
      schema: valueSchema(
        {
          name: {
            type: "string",
            minLength: 1,
            markdownDescription: "What the key is for, up to 120 characters.",
          },
          scopes: {
            type: "array",
            minItems: 1,
            items: { type: "string" },
            markdownDescription: "What the key may do, such as `conversations:write`.",
          },
          chatbotIds: {
            type: "array",
            items: { type: "string" },
            markdownDescription: "The IDs of its chatbots; all by default.",
          },
          expiresInDays: {
            type: "integer",
            minimum: 1,
            maximum: 365,
            markdownDescription: "After how many days it expires; 90 by default.",
          },
        },
        ["name", "scopes"],
      ),
      async create({ http }, _scope, json, signal) {
        const call = { method: "POST", path: at, json } as const;
        const { token, plaintextToken } = await read(http, newTokenSchema, call, signal);
        registerSecret(plaintextToken);
        return { ...toResource(token), secret: plaintextToken };
      },
    },
  ],

  async remove({ http }, _scope, ids, signal) {
    for (const id of ids)
      await confirm(http, { method: "DELETE", path: path`/api/v2/tokens/${id}` }, signal);
  },
});

async function listAll(http: HttpClient, signal: AbortSignal) {
  return readPages(http, { path: at, page: tokensPage, idOf: ({ id }) => id }, signal);
}

function toResource({ id, name }: InferOutput<typeof tokenSchema>): Resource {
  return { id, title: name || id };
}
