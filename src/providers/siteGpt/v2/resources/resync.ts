import { looseObject, nullish, unknown } from "valibot";
import { path } from "../../../../core/http/path.ts";
import { itemResults } from "../../../../core/knowledge/itemResults.ts";
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
  const at = path`/api/v2/chatbots/${chatbotId}/documents/resync`;
  const resyncOne = async ([id = ""]: readonly string[]) => {
    const call = { method: "POST", path: at, json: { documentIds: [id] } } as const;
    const { itemsQueued, itemsSkipped } = await read(http, countsSchema, call, signal);
    const isSkipped = itemsQueued === 0 && Number(itemsSkipped) > 0;
    return [{ id, ...(isSkipped && { error: "itemsSkipped: 1" }) }];
  };
  return itemResults(ids, 1, resyncOne, signal);
}
