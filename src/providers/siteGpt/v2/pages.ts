import { boolean, object, optional, pipe, string, transform, unknown } from "valibot";
import { describeCall, type HttpCall, type HttpClient } from "../../../core/http/client.ts";
import { isRecord } from "../../../core/wire/json.ts";
import { listOf, type Schema } from "../../../core/wire/schema.ts";
import { read } from "./calls.ts";

/** The most that one page may hold (1.7). */
export const pageSize = 100;
const maxPages = 1000;

/** One page of a list as read (1.7). */
export interface Page<T> {
  readonly items: readonly T[];
  /** The cursor of the page behind it; absent on the last one, and where a list comes on one page only. */
  readonly next?: string | undefined;
  /** True where it does not say that it is the last one, and does not tell where the next one is. */
  readonly isCut: boolean;
}

/** A list that comes in pages. */
export interface PagedList<T> {
  readonly path: string;
  readonly query?: HttpCall["query"];
  readonly page: Schema<Page<T>>;
  readonly idOf: (item: T) => string;
}

/** What else is said of reading a list. */
export interface ReadingPages<T> {
  /** True when no further page is needed. */
  readonly isEnough?: (items: readonly T[]) => boolean;
  /** Told how many items of a page could not be read. */
  readonly onLeftOut?: (count: number) => void;
}

/**
 * A page out of the payload of a call: the list under its key, or, as most payloads are known from clients or from
 * placeholders (section 3), the only one that is there.
 */
export function pageOf<T>(key: string | undefined, item: Schema<T>): Schema<Page<T>> {
  return pipe(
    unknown(),
    transform((data) => toPage(data, key)),
    object({ items: listOf(item), next: optional(string()), isCut: boolean() }),
  );
}

/**
 * Reads a list page by page (1.7). The cursor decides whether there is more: with filters a page can be empty before
 * the last one (trap 7). Ends also where a cursor comes again, on a page that only repeats, and behind a number of
 * pages that no list has; that is noted. No item is listed twice.
 */
export async function readPages<T>(
  http: HttpClient,
  { path, query, page, idOf }: PagedList<T>,
  signal: AbortSignal,
  { isEnough, onLeftOut }: ReadingPages<T> = {},
): Promise<readonly T[]> {
  const items = new Map<string, T>();
  const cursors = new Set<string>();
  let cursor: string | undefined;
  for (let count = 1; count <= maxPages; count += 1) {
    const call = { method: "GET", path, query: { ...query, cursor } } as const;
    const { items: found, next, isCut } = await read(http, page, call, signal, onLeftOut);
    const before = items.size;
    for (const item of found) {
      const id = idOf(item);
      if (!items.has(id)) items.set(id, item);
    }
    if (isCut) http.tolerance.missPage(describeCall(call));
    const isRepeated = found.length > 0 && items.size === before;
    if (next === undefined || isEnough?.(found)) return [...items.values()];
    if (cursors.has(next) || isRepeated) break;
    cursors.add(next);
    cursor = next;
  }
  http.tolerance.missPage(describeCall({ method: "GET", path }));
  return [...items.values()];
}

function toPage(data: unknown, key = "") {
  if (!isRecord(data)) return { items: data, isCut: false };
  const pagination = memberNamed(data, "pagination");
  const others = Object.fromEntries(Object.entries(data).filter(([, one]) => one !== pagination));
  const items = others[key] ?? others;
  if (pagination === undefined || pagination === null) return { items, isCut: false };
  const hasNext = isRecord(pagination) ? memberNamed(pagination, "hasNextPage") : undefined;
  const cursor = isRecord(pagination) ? memberNamed(pagination, "nextCursor") : undefined;
  if (hasNext === false || cursor === "") return { items, isCut: false };
  if (typeof cursor === "string" || typeof cursor === "number")
    return { items, next: String(cursor), isCut: false };
  return { items, isCut: cursor !== null || hasNext === true };
}

/** A member under its name in any spelling. */
function memberNamed(members: Readonly<Record<string, unknown>>, name: string): unknown {
  const plain = (spelling: string): string => spelling.replaceAll(/[_-]/g, "").toLowerCase();
  return Object.entries(members).find(([key]) => plain(key) === plain(name))?.[1];
}
