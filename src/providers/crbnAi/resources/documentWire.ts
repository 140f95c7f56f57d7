import { looseObject, nullish, unknown, type InferOutput } from "valibot";
import { anyId, listOf, time } from "../../../core/wire/schema.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import type { Resource } from "../../../core/resources.ts";
import { text } from "../wire.ts";

/** A document (4.4.3, 4.5.3). Its bot has two names in answers (trap 19), of which none is needed. */
export const documentSchema = looseObject({
  id: anyId,
  name: text,
  status: text,
  created_at: time,
  user_metadata: nullish(unknown()),
});

/** One document as read. */
export type WireDocument = InferOutput<typeof documentSchema>;

const botSchema = looseObject({ id: anyId, documents: nullish(listOf(documentSchema)) });

/** The documents of a knowledge bot, which only Get Knowledge Bot by ID lists (4.4.3). */
export async function readDocuments(
  http: HttpClient,
  botId: string,
  signal: AbortSignal,
): Promise<readonly WireDocument[]> {
  const call = { method: "GET", path: path`/api/knowledge-bots/${botId}` } as const;
  const { documents } = await http.json(botSchema, call, signal);
  return documents ?? [];
}

/** A document as the list shows it. */
export function toDocumentResource({ id, name, status }: WireDocument): Resource {
  const state = stateOf(status || "ready");
  return {
    id,
    title: name || id,
    ...(name && { fileName: name }),
    ...(status && state && { detail: status }),
    ...(state && { state }),
  };
}

/** The values are not documented; the reference's rule for them (4.5.3). */
function stateOf(status: string): Resource["state"] {
  if (status.toLowerCase() === "ready") return undefined;
  return /fail|error/i.test(status) ? "failed" : "working";
}
