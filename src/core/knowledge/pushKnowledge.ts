import { ChatError, toChatError } from "../errors.ts";
import type { Resource } from "../resources.ts";
import { planPush, type PushedFile, type SyncEntry } from "./compareKnowledge.ts";
import type { FileOutcome } from "./uploadAll.ts";

/** What a push works through. */
export interface PushPorts {
  /** Sends files; gives one outcome for each, in their order. */
  readonly upload: (entries: readonly SyncEntry[]) => Promise<readonly FileOutcome[]>;
  /** Deletes at the service. @param ids at least one */
  readonly remove: (ids: readonly string[]) => Promise<void>;
  /** Waits until the service has learned these, or nobody waits any more. @returns what it has then */
  readonly waitUntilLearned: (ids: readonly string[]) => Promise<readonly Resource[]>;
}

/** A file that was sent, and what became of it. */
export interface PushResult {
  readonly entry: SyncEntry;
  readonly outcome: FileOutcome;
}

/** What a push has done. */
export interface PushReport {
  readonly results: readonly PushResult[];
  /** How many files that are gone from the workspace were deleted at the service. */
  readonly removed: number;
  /** Why nothing could be deleted. */
  readonly failure?: ChatError;
  /** What is known to be at the service now, by path. */
  readonly pushed: ReadonlyMap<string, PushedFile>;
}

/**
 * Sends what is new or has changed and deletes what is gone. An older version stays until the service has learned
 * the newer one, and for good where it cannot. Nothing is deleted that was not pushed from here or does not stand
 * in the way of what is sent.
 */
export async function pushKnowledge(
  entries: readonly SyncEntry[],
  before: ReadonlyMap<string, PushedFile>,
  ports: PushPorts,
): Promise<PushReport> {
  const { send, remove } = planPush(entries);
  const sent = await sendAll(send, ports);
  const arrived = sent.flatMap(({ outcome }) =>
    "resource" in outcome ? [outcome.resource.id] : [],
  );
  const learned = arrived.length > 0 ? await ports.waitUntilLearned(arrived) : [];
  const failures = new Map(
    learned.filter(({ state }) => state === "failed").map((one) => [one.id, one]),
  );

  const pushed = new Map(before);
  const obsolete: string[] = [];
  const results = sent.map(({ entry, outcome }): PushResult => {
    if (!("resource" in outcome) || entry.hash === undefined) return { entry, outcome };
    const { id } = outcome.resource;
    const older = entry.resource?.id === id ? undefined : entry.resource;
    const failed = failures.get(id);
    const isOlderBetter = failed && older && older.state !== "failed";
    if (isOlderBetter) obsolete.push(id);
    else {
      pushed.set(entry.path, { id, hash: entry.hash });
      if (older) obsolete.push(older.id);
    }
    return { entry, outcome: failed ? { kind: "failed", error: notLearned(failed) } : outcome };
  });

  const gone = remove.flatMap(({ resource }) => resource?.id ?? []);
  const failure = await tryToRemove([...obsolete, ...gone], ports);
  if (failure) return { results, removed: 0, failure, pushed };
  for (const { path } of remove) pushed.delete(path);
  return { results, removed: remove.length, pushed };
}

/**
 * Some services tell files apart by their name alone, and answer that they have a changed one already: then the
 * older version has to go first.
 */
async function sendAll(
  entries: readonly SyncEntry[],
  ports: PushPorts,
): Promise<readonly PushResult[]> {
  if (entries.length === 0) return [];
  const sent = pair(entries, await ports.upload(entries));
  const inTheWay = sent.filter(
    ({ entry, outcome }) =>
      outcome.kind === "duplicate" && outcome.resource.id === entry.resource?.id,
  );
  if (inTheWay.length === 0) return sent;
  await ports.remove(inTheWay.flatMap(({ entry }) => entry.resource?.id ?? []));
  const again = inTheWay.map(({ entry: { resource: _gone, ...entry } }) => entry);
  const resent = pair(again, await ports.upload(again));
  return sent.map((one) => resent.find(({ entry }) => entry.path === one.entry.path) ?? one);
}

function pair(
  entries: readonly SyncEntry[],
  outcomes: readonly FileOutcome[],
): readonly PushResult[] {
  return entries.map((entry, index) => ({
    entry,
    outcome: outcomes[index] ?? { kind: "not-sent" },
  }));
}

async function tryToRemove(
  ids: readonly string[],
  { remove }: PushPorts,
): Promise<ChatError | undefined> {
  if (ids.length === 0) return undefined;
  try {
    await remove(ids);
    return undefined;
  } catch (thrown) {
    return toChatError(thrown);
  }
}

function notLearned({ detail, title }: Resource): ChatError {
  return new ChatError("rejected", `${title} was not learned`, { serviceMessage: detail });
}
