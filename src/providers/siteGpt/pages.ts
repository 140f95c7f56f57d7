const pageSize = 100;
const maxPages = 100;
/** A server that gives fewer items than it is asked for gives at least so many. */
const minFullPage = 10;

/**
 * Reads a list page by page. No answer carries a total or a cursor (1.6), and a server may give fewer items than it
 * was asked for, so it ends on a page with nothing new (one that is empty, or that repeats what came before because
 * `page` is ignored), and on one that is too short to be a full one anywhere. No item is listed twice.
 */
export async function readPages<T>(
  read: (query: { readonly page: number; readonly limit: number }) => Promise<readonly T[]>,
  idOf: (item: T) => string,
): Promise<readonly T[]> {
  const items = new Map<string, T>();
  for (let page = 1; page <= maxPages; page += 1) {
    const before = items.size;
    const found = await read({ page, limit: pageSize });
    for (const item of found) {
      if (!items.has(idOf(item))) items.set(idOf(item), item);
    }
    if (items.size === before || found.length < minFullPage) break;
  }
  return [...items.values()];
}
