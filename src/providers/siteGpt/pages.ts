import { describeCall, type HttpCall, type HttpClient } from "../../core/http/client.ts";

const pageSize = 100;
const maxPages = 100;

/**
 * Reads a list page by page. No answer carries a total or a cursor (1.6), and a server may give fewer items than it
 * was asked for, so it ends only on a page with nothing new: one that is empty, or that repeats what came before
 * because `page` is ignored. One that goes on behind the last page that is asked for is noted. No item is listed twice.
 */
export async function readPages<T>(
  { tolerance }: Pick<HttpClient, "tolerance">,
  path: string,
  read: (call: HttpCall) => Promise<readonly T[]>,
  idOf: (item: T) => string,
): Promise<readonly T[]> {
  const items = new Map<string, T>();
  for (let page = 1; page <= maxPages; page += 1) {
    const before = items.size;
    const call = { method: "GET", path, query: { page, limit: pageSize } } as const;
    for (const item of await read(call)) {
      if (!items.has(idOf(item))) items.set(idOf(item), item);
    }
    if (items.size === before) return [...items.values()];
  }
  tolerance.missPage(describeCall({ method: "GET", path }));
  return [...items.values()];
}
