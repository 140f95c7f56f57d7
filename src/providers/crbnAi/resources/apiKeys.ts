import { looseObject, string } from "valibot";
import { anyId, listOf } from "../../../core/wire/schema.ts";
import { declareKind } from "../../../core/declareKind.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import { registerSecret } from "../../../core/registerSecret.ts";
import type { Resource, ValueSchema } from "../../../core/resources.ts";
import { parseTime } from "../../../core/wire/time.ts";
import { pick, removeEach } from "../calls.ts";
import { text } from "../wire.ts";
import type { KindContext } from "./context.ts";
import { fixed, membersOf } from "./members.ts";

const schema: ValueSchema = {
  type: "object",
  additionalProperties: false,
  properties: { id: fixed("string"), created_at: fixed("string") },
};

/** A key in the list (4.1.1). */
const keySchema = looseObject({ id: anyId, created_at: text });
/** A new key (4.1.2): the only chance to read it. */
const newKeySchema = looseObject({ ...keySchema.entries, token: string() });

const keysPath = "/api/accounts/me/api-keys";

/** The keys of the account. */
export const apiKeys = declareKind<KindContext>({
  id: "crbnai-api-keys",
  title: "API Keys",
  group: "settings",
  place: "account",
  removeNote: "Programs that use this key lose access.",
  schema,

  async list({ http }, _scope, signal) {
    return (await listAll(http, signal)).map(toResource);
  },

  async read({ http }, { id }, signal) {
    return membersOf(schema, pick(await listAll(http, signal), id));
  },

  creations: [
    {
      id: "api-key",
      label: "API Key",
      schema: { type: "object", additionalProperties: false, properties: {} },
      /** Create API Key (4.1.2): no body, and no name. */
      async create({ http }, _scope, _value, signal) {
        const key = await http.json(newKeySchema, { method: "POST", path: keysPath }, signal);
        registerSecret(key.token);
        return { ...toResource(key), secret: key.token };
      },
    },
  ],

  /** Delete API Key (4.1.3), one call for each, by its id and not by the key itself. */
  async remove({ http }, _scope, ids, signal) {
    const paths = ids.map((id) => path`/api/accounts/me/api-keys/${id}`);
    await removeEach(http, paths, signal);
  },
});

/** Get all API Keys (4.1.1). */
async function listAll(http: HttpClient, signal: AbortSignal) {
  return http.json(listOf(keySchema), { method: "GET", path: keysPath }, signal);
}

/** A key has no name, so its time and the start of its id stand for one. */
function toResource({ id, created_at }: { readonly id: string; readonly created_at?: unknown }) {
  const time = parseTime(created_at);
  const made = time === undefined ? [] : [new Date(time).toISOString().slice(0, 16)];
  const title = [...made.map((iso) => `${iso.replace("T", " ")} UTC`), id.slice(0, 8)].join(" · ");
  return { id, title } satisfies Resource;
}
