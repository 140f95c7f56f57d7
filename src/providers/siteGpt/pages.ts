const pageSize = 100;
const maxPages = 100;

/**
 * Reads a list page by page. No answer carries a total or a cursor (1.6), so it ends on a page that is not full,
 * and on one that repeats the first id: a server that ignores `page` would give the same list for ever.
 */
export async function readPages<T>(
  read: (query: { readonly page: number; readonly limit: number }) => Promise<readonly T[]>,
  idOf: (item: T) => string,
): Promise<readonly T[]> {
  const items: T[] = [];
  for (let page = 1; page <= maxPages; page += 1) {
    const found = await read({ page, limit: pageSize });
    const [first] = found;
    if (first === undefined || (items[0] !== undefined && idOf(first) === idOf(items[0]))) break;
    items.push(...found);
    if (found.length < pageSize) break;
  }
  return items;
}
