const pageSize = 100;
const maxPages = 100;

/**
 * Reads a list page by page. No answer carries a total or a cursor (1.6), and a server may give fewer items than it
 * was asked for, so it ends only on a page with nothing new: one that is empty, or that repeats what came before
 * because `page` is ignored. No item is listed twice.
 */
export async function readPages<T>(
  read: (query: { readonly page: number; readonly limit: number }) => Promise<readonly T[]>,
  idOf: (item: T) => string,
): Promise<readonly T[]> {
  const items = new Map<string, T>();
  for (let page = 1; page <= maxPages; page += 1) {
    const before = items.size;
    for (const item of await read({ page, limit: pageSize })) {
      if (!items.has(idOf(item))) items.set(idOf(item), item);
    }
    if (items.size === before) break;
  }
  return [...items.values()];
}
