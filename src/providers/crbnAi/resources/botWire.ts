import { boolean, fallback, looseObject, nullish, record, string, unknown } from "valibot";
import { anyId } from "../../../core/wire/schema.ts";
import type { InferOutput } from "valibot";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import { text } from "../wire.ts";

/** A knowledge bot (4.4). The schema and the examples of the docs differ (trap 20), so only its id is essential. */
export const botSchema = looseObject({
  id: anyId,
  title: text,
  description: text,
  embeddable: fallback(nullish(boolean()), undefined),
  llm_config: fallback(nullish(record(string(), unknown())), undefined),
  language_model: text,
  owner_id: text,
  created_at: text,
  user_metadata: nullish(unknown()),
});

/** One knowledge bot as read. */
export type WireBot = InferOutput<typeof botSchema>;

/** Get Knowledge Bot by ID (4.4.3). */
export async function readBot(http: HttpClient, id: string, signal: AbortSignal): Promise<WireBot> {
  return http.json(botSchema, { method: "GET", path: path`/api/knowledge-bots/${id}` }, signal);
}
