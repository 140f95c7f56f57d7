import type { WirePagination } from "./wire.ts";

/** The most that one page may hold (1.7). */
export const pageSize = 100;
const maxPages = 1000;

/** One page of a list as read. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Absent where a list comes on one page only. */
  readonly pagination?: WirePagination | null | undefined;
}

/**
 * Reads a list page by page (1.7). The cursor decides whether there is more: with filters a page can be empty before
 * the last one (trap 7). Ends also where a cursor comes again. No item is listed twice.
 */
export async function readPages<T>(
  read: (query: { readonly cursor?: string }) => Promise<Page<T>>,
  idOf: (item: T) => string,
  isEnough: (items: readonly T[]) => boolean = () => false,
): Promise<readonly T[]> {
  const items = new Map<string, T>();
  const cursors = new Set<string>();
  let cursor: string | undefined;
  for (let page = 1; page <= maxPages; page += 1) {
    const found = await read(cursor === undefined ? {} : { cursor });
    for (const item of found.items) {
      if (!items.has(idOf(item))) items.set(idOf(item), item);
    }
    const { hasNextPage, nextCursor } = found.pagination ?? {};
    if (hasNextPage === false || !nextCursor || cursors.has(nextCursor)) break;
    if (isEnough(found.items)) break;
    cursors.add(nextCursor);
    cursor = nextCursor;
  }
  return [...items.values()];
}
