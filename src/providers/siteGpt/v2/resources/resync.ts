import { looseObject, nullish, unknown } from "valibot";
import { complaintOf } from "../../../../core/knowledge/complaintOf.ts";
import { ChatError } from "../../../../core/errors.ts";
import { path } from "../../../../core/http/path.ts";
import type { ItemResult, ResourceScope } from "../../../../core/resources.ts";
import { read } from "../calls.ts";
import type { KindContext } from "./context.ts";

const countsSchema = looseObject({
  itemsQueued: nullish(unknown()),
  itemsSkipped: nullish(unknown()),
});

/**
 * Lets the service read its originals again (7.6). It counts what it skips and does not say which, so each document
 * has a call of its own.
 */
export async function resync(
  { http }: KindContext,
  { chatbotId }: ResourceScope,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly ItemResult[]> {
  const results: ItemResult[] = [];
  for (const id of ids) {
    const error = await complaintOf(async () => {
      const at = path`/api/v2/chatbots/${chatbotId}/documents/resync`;
      const call = { method: "POST", path: at, json: { documentIds: [id] } } as const;
      const { itemsQueued, itemsSkipped } = await read(http, countsSchema, call, signal);
      if (itemsQueued === 0 && Number(itemsSkipped) > 0)
        throw new ChatError("rejected", `${id} was skipped`, { serviceMessage: "itemsSkipped: 1" });
    }, signal);
    results.push({ id, ...(error !== undefined && { error }) });
  }
  return results;
}
