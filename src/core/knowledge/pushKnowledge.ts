import { ChatError, toChatError } from "../errors.ts";
import type { Resource } from "../resources.ts";
import { planPush, type PushedFile, type SyncEntry } from "./compareKnowledge.ts";
import type { FileOutcome } from "./uploadAll.ts";

/** An older version that stays until the newer one is learned. */
export interface Leftover {
  readonly path: string;
  readonly older: PushedFile;
  /** The id of the newer version. */
  readonly newer: string;
}

/** What is known to have been pushed. */
export interface PushState {
  /** By path. */
  readonly files: ReadonlyMap<string, PushedFile>;
  readonly leftovers: readonly Leftover[];
}

/** What became of a file, and the SHA-256 of what was read of it. */
export interface UploadedFile {
  readonly outcome: FileOutcome;
  readonly hash?: string;
}

/** What a push works through. */
export interface PushPorts {
  /**
   * Sends files; gives one result for each, in their order.
   * @param onUploaded called with each result as soon as it is known, and awaited; does not reject
   */
  readonly upload: (
    entries: readonly SyncEntry[],
    onUploaded: (entry: SyncEntry, file: UploadedFile) => Promise<void>,
  ) => Promise<readonly UploadedFile[]>;
  /** Deletes at the service; what is gone already is no failure. @param ids at least one */
  readonly remove: (ids: readonly string[]) => Promise<void>;
  /** Waits until the service has learned these, or nobody waits any more. @returns what it has then */
  readonly waitUntilLearned: (ids: readonly string[]) => Promise<readonly Resource[]>;
  /** Writes down what is known, so that it outlives a window that closes. */
  readonly save: (state: PushState) => Promise<void>;
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
}

/**
 * Sends what is new or has changed and deletes what is gone. Only what was pushed from here is ever deleted: an older
 * version once the newer one is learned, the newer one where it cannot be learned. A push that was stopped deletes
 * nothing.
 */
export async function pushKnowledge(
  entries: readonly SyncEntry[],
  before: PushState,
  ports: PushPorts,
): Promise<PushReport> {
  const { send, remove } = planPush(entries);
  const sent = await sendAll(send, before, ports);
  const { files, leftovers } = remember(before, sent);
  await ports.save({ files, leftovers });

  const wanted = [
    ...sent.flatMap(({ outcome }) => ("resource" in outcome ? [outcome.resource.id] : [])),
    ...leftovers.map(({ newer }) => newer),
  ];
  const learned = wanted.length > 0 ? await ports.waitUntilLearned([...new Set(wanted)]) : [];
  const byId = new Map(learned.map((resource) => [resource.id, resource]));
  const results = sent.map(({ entry, outcome }): PushResult => {
    const now = "resource" in outcome ? byId.get(outcome.resource.id) : undefined;
    return now?.state === "failed"
      ? { entry, outcome: { kind: "failed", error: notLearned(now) } }
      : { entry, outcome };
  });
  const wasStopped = sent.some(({ outcome }) => outcome.kind === "not-sent");
  if (wasStopped) return { results, removed: 0 };

  const gone = remove.map(({ path }) => path);
  const settled = settle({ files, leftovers }, byId, gone);
  try {
    if (settled.obsolete.length > 0) await ports.remove(settled.obsolete);
  } catch (thrown) {
    // What is written down lets the next push try again.
    return { results, removed: 0, failure: toChatError(thrown) };
  }
  await ports.save({ files: settled.files, leftovers: settled.leftovers });
  return { results, removed: remove.length };
}

/** What is known with what was sent besides. */
function remember(before: PushState, sent: readonly Sent[]): PushState {
  const files = new Map(before.files);
  const leftovers = [...before.leftovers];
  const ours = idsPushed(before, sent);
  for (const { entry, outcome, hash, isOlderGone } of sent) {
    if (!("resource" in outcome) || hash === undefined) continue;
    const { id } = outcome.resource;
    const older = files.get(entry.path);
    // It holds what it held: the change was not taken, and nothing makes way for it.
    if (outcome.kind === "duplicate" && older?.isForeign && older.id === id) continue;
    if (older && older.id !== id && !isOlderGone && !older.isForeign)
      leftovers.push({ path: entry.path, older, newer: id });
    const isForeign = !ours.has(id);
    files.set(entry.path, { id, hash, ...(isForeign && { isForeign }) });
  }
  return { files, leftovers };
}

/** The ids of what was pushed from here, now or before, under whatever path. */
function idsPushed({ files, leftovers }: PushState, sent: readonly Sent[]): ReadonlySet<string> {
  const before = [...files.values(), ...leftovers.map(({ older }) => older)];
  return new Set([
    ...before.flatMap(({ id, isForeign }) => (isForeign ? [] : [id])),
    ...sent.flatMap(({ outcome }) => (outcome.kind === "uploaded" ? [outcome.resource.id] : [])),
  ]);
}

/**
 * Decides between older and newer versions, as far as the service has.
 * @param gone the paths that are no longer in the workspace, of which no version stays
 */
function settle(
  { files, leftovers }: PushState,
  byId: ReadonlyMap<string, Resource>,
  gone: readonly string[],
): PushState & { readonly obsolete: readonly string[] } {
  const rest = new Map(files);
  const open: Leftover[] = [];
  const obsolete = new Set<string>();
  /** What stood before a version that could not be learned. */
  const before = new Map<string, PushedFile>();
  for (const leftover of leftovers) {
    const { path, newer } = leftover;
    const older = before.get(leftover.older.id) ?? leftover.older;
    const now = byId.get(newer);
    if (!now || now.state === "working") {
      open.push({ path, older, newer });
    } else if (now.state === "failed") {
      obsolete.add(newer);
      before.set(newer, older);
      if (rest.get(path)?.id === newer) rest.set(path, older);
    } else {
      obsolete.add(older.id);
    }
  }
  for (const path of gone) {
    const { id } = rest.get(path) ?? {};
    if (id !== undefined) obsolete.add(id);
    rest.delete(path);
  }
  // A version that was replaced before it was learned takes the one before it along.
  const undecided = open.toReversed().filter(({ older, newer }) => {
    if (obsolete.has(newer)) obsolete.add(older.id);
    return !obsolete.has(newer);
  });
  // Services that tell files apart by their content have one for several paths, and one that comes back.
  for (const { id } of rest.values()) obsolete.delete(id);
  return { files: rest, leftovers: undecided.toReversed(), obsolete: [...obsolete] };
}

interface Sent extends UploadedFile, Pick<PushResult, "entry"> {
  /** True when the version before was deleted already. */
  readonly isOlderGone?: true;
}

/**
 * Some services tell files apart by their name alone, and answer that they have a changed one already: then the
 * version that was pushed before has to go first.
 */
async function sendAll(
  entries: readonly SyncEntry[],
  before: PushState,
  ports: PushPorts,
): Promise<readonly Sent[]> {
  if (entries.length === 0) return [];
  const { files } = before;
  const arrived: Sent[] = [];
  /** Notes what the service has at once: a window that closes in the middle would leave it there, unknown, for good. */
  const note = async (one: Sent): Promise<void> => {
    // One that the service has already may be an older version, and is told again next time.
    if (one.outcome.kind !== "uploaded") return;
    arrived.push(one);
    // What cannot be written down now is written down at the end, where a failure is told.
    await ports.save(remember(before, arrived)).catch(() => undefined);
  };
  const first = await ports.upload(entries, async (entry, file) => note({ entry, ...file }));
  const sent = pair(entries, first);
  const isOurs = (path: string, id: string): boolean => {
    const known = files.get(path);
    return known?.id === id && !known.isForeign;
  };
  const inTheWay = sent.filter(
    ({ entry, outcome }) =>
      entry.status === "changed" &&
      outcome.kind === "duplicate" &&
      isOurs(entry.path, outcome.resource.id),
  );
  const wasStopped = sent.some(({ outcome }) => outcome.kind === "not-sent");
  if (inTheWay.length === 0) return sent;
  /** The service has not taken those that are in the way. */
  const without = (outcome: FileOutcome): readonly Sent[] =>
    sent.map((one) => (inTheWay.includes(one) ? { entry: one.entry, outcome } : one));
  // Whoever stopped it wants nothing deleted.
  if (wasStopped) return without({ kind: "not-sent" });
  try {
    await ports.remove(inTheWay.flatMap(({ entry }) => files.get(entry.path)?.id ?? []));
  } catch (thrown) {
    // What else was sent is there and has to be remembered.
    return without({ kind: "failed", error: toChatError(thrown) });
  }
  const again = inTheWay.map(({ entry }) => entry);
  const second = await ports.upload(again, async (entry, file) =>
    note({ entry, ...file, isOlderGone: true }),
  );
  const resent = pair(again, second).map((one): Sent => ({ ...one, isOlderGone: true }));
  return sent.map((one) => resent.find(({ entry }) => entry.path === one.entry.path) ?? one);
}

function pair(entries: readonly SyncEntry[], files: readonly UploadedFile[]): readonly Sent[] {
  return entries.map((entry, index) => ({
    entry,
    ...(files[index] ?? { outcome: { kind: "not-sent" } }),
  }));
}

function notLearned({ detail, title }: Resource): ChatError {
  return new ChatError("rejected", `${title} was not learned`, { serviceMessage: detail });
}
