import type { Resource } from "../resources.ts";

/** A file of the workspace that a chatbot is to know. */
export interface LocalFile {
  /** Relative to its workspace folder. */
  readonly path: string;
  /** What the service is told it is called. */
  readonly name: string;
  /** SHA-256 of its content, in hexadecimal. */
  readonly hash: string;
}

/** What was pushed of a file. */
export interface PushedFile {
  readonly id: string;
  readonly hash: string;
  /** The service had it already, and not from here: it is never deleted. */
  readonly isForeign?: true;
}

/**
 * How a file stands to what the service has. `stale`: the service has it and cannot use it, or has one of that name
 * that was not pushed from here. `removed`: it was pushed and is gone from the workspace.
 */
export type SyncStatus = "new" | "changed" | "removed" | "stale" | "in-progress" | "same";

/** One line of a comparison. */
export interface SyncEntry {
  readonly path: string;
  readonly name: string;
  readonly status: SyncStatus;
  /** What the service has, where it has something. */
  readonly resource?: Resource;
  /** Of the workspace's file, where there is one. */
  readonly hash?: string;
}

/**
 * Compares files with what was pushed and what the service has; sorted by path.
 * @param heldBack paths of files that are there and not sent; they are not gone
 */
export function compareKnowledge(
  local: readonly LocalFile[],
  pushed: ReadonlyMap<string, PushedFile>,
  remote: readonly Resource[],
  heldBack: readonly string[] = [],
): readonly SyncEntry[] {
  const byId = new Map(remote.map((resource) => [resource.id, resource]));
  const byName = new Map(remote.map((resource) => [resource.fileName, resource]));
  const here = new Set([...local.map(({ path }) => path), ...heldBack]);
  const present = local.map(({ path, name, hash }): SyncEntry => {
    const before = pushed.get(path);
    const known = before && byId.get(before.id);
    const resource = known ?? byName.get(name);
    if (!resource) return { path, name, hash, status: "new" };
    return { path, name, hash, resource, status: statusOf(resource, hash, known && before) };
  });
  const gone = [...pushed].flatMap(([path, { id, isForeign }]): SyncEntry[] => {
    const resource = byId.get(id);
    if (here.has(path) || !resource || isForeign) return [];
    return [{ path, name: resource.fileName ?? resource.title, resource, status: "removed" }];
  });
  return [...present, ...gone].toSorted((a, b) => a.path.localeCompare(b.path));
}

/**
 * An entry whose file holds something else now.
 * @param hash of what it holds
 * @param before what was pushed of it
 */
export function restate(entry: SyncEntry, hash: string, before?: PushedFile): SyncEntry {
  const { resource } = entry;
  if (!resource) return { ...entry, hash };
  const known = before?.id === resource.id ? before : undefined;
  return { ...entry, hash, status: statusOf(resource, hash, known) };
}

function statusOf({ state }: Resource, hash: string, before: PushedFile | undefined): SyncStatus {
  if (before && before.hash !== hash) return "changed";
  if (!before || state === "failed") return "stale";
  return state === "working" ? "in-progress" : "same";
}

/** The entries that a push would send, and those that it would delete at the service. */
export function planPush(entries: readonly SyncEntry[]): {
  readonly send: readonly SyncEntry[];
  readonly remove: readonly SyncEntry[];
} {
  const sent: ReadonlySet<SyncStatus> = new Set<SyncStatus>(["new", "changed", "stale"]);
  return {
    send: entries.filter(({ status }) => sent.has(status)),
    remove: entries.filter(({ status }) => status === "removed"),
  };
}
