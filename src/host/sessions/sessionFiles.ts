import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Turns } from "../../core/async/turns.ts";
import type { Log } from "../../core/log.ts";
import { fileMark, noFile } from "../adapters/fileMark.ts";
import { idHash } from "./idHash.ts";
import type { SessionFile } from "./sessionFileSchema.ts";
import { serviceIdIn, type SessionPlace, type SessionRef } from "../refs/sessionRef.ts";

/** What can be changed in a session's file; undefined forgets a member. */
export type SessionFileChange = {
  readonly [K in Exclude<keyof SessionFile, "chatbotId" | "id" | "revision">]?:
    | SessionFile[K]
    | undefined;
};

/** So many files are open at a time: a process may have only so many, and other extensions need theirs. */
const readAtOnce = 50;

/**
 * One small JSON file for each session of which Parley remembers something: `<account>/<chatbot>/<session>.json`
 * below the extension's storage, named by hashes because ids are the services' free choice.
 */
export class SessionFiles {
  readonly #log: Log;
  /** Two changes of one file do not overtake each other. */
  readonly #turns = new Turns<string>();
  /** Accounts that were removed: nothing is written for them any more. */
  readonly #removed = new Set<string>();
  /** Parley's own ids by the service's, where they differ and are known. */
  readonly #ownIds = new Map<string, string>();
  /** Chatbots of which all files were read. */
  readonly #listed = new Set<string>();
  /** Files as this window has found them, or has written or followed them last: whatever else they are, another one has made them. */
  readonly #followed = new Map<string, string>();
  /** The latest revision of each file that this window knows: a file that was deleted no longer tells. */
  readonly #revisions = new Map<string, number>();
  /** A folder of our own; made when needed. */
  readonly root: string;

  constructor(root: string, log: Log) {
    this.root = root;
    this.#log = log;
  }

  /** What is remembered of a session. Storage that fails remembers nothing, and is complained about in the log. */
  async read(ref: SessionRef): Promise<SessionFile | undefined> {
    await this.#turns.settled(this.path(ref));
    const file = await this.#readNoted(this.path(ref));
    if (!file) return undefined;
    this.#note(ref.accountId, file);
    this.#revisions.set(this.path(ref), Math.max(this.latestRevision(ref), file.revision));
    return file;
  }

  /** Everything remembered of a chatbot's sessions, by Parley's ids. */
  async readAll(accountId: string, chatbotId: string): Promise<ReadonlyMap<string, SessionFile>> {
    const folder = this.folder(accountId, chatbotId);
    const names = await readdir(folder).catch(() => []);
    const paths = names.filter((name) => name.endsWith(".json")).map((name) => join(folder, name));
    const files: SessionFile[] = [];
    for (let start = 0; start < paths.length; start += readAtOnce) {
      const some = paths.slice(start, start + readAtOnce);
      const read = await Promise.all(some.map(async (path) => this.#readNoted(path)));
      files.push(...read.filter((file) => file !== undefined));
    }
    for (const file of files) this.#note(accountId, file);
    this.#listed.add(folder);
    return new Map(files.map((file) => [file.id, file]));
  }

  /** The session that the service knows by this id. */
  async refOf(accountId: string, chatbotId: string, serviceId: string): Promise<SessionRef> {
    if (!this.#listed.has(this.folder(accountId, chatbotId)))
      await this.readAll(accountId, chatbotId);
    const id = this.#ownIds.get(serviceKey(accountId, chatbotId, serviceId)) ?? serviceId;
    return { accountId, chatbotId, id };
  }

  /** The service's id of a session; undefined while no service knows it. */
  async serviceIdOf(ref: SessionRef): Promise<string | undefined> {
    return serviceIdIn(ref.id) ?? (await this.read(ref))?.serviceId;
  }

  /**
   * Changes what is remembered; a member that is undefined is forgotten, and a file with nothing in it is deleted.
   * Gives what is remembered then. Rejects when it cannot be written.
   */
  async update(
    ref: SessionRef,
    change: (file: SessionFile) => SessionFileChange,
  ): Promise<SessionFile> {
    return await this.#inTurn(ref, async () => {
      this.#refuseRemoved(ref.accountId);
      const path = this.path(ref);
      const before = (await this.#load(path)) ?? emptyFile(ref);
      const revision = Math.max(this.latestRevision(ref) + 1, before.revision + 1, Date.now());
      const after = { ...before, ...change(before), revision } as SessionFile;
      this.#note(ref.accountId, after);
      const isFollowed = this.#isFollowed(path, await fileMark(path));
      const [{ writeAtomically }, { writeSessionFile }] = await Promise.all([
        import("../adapters/writeAtomically.ts"),
        import("./sessionFileSchema.ts"),
      ]);
      if (isEmpty(after)) await rm(path, { force: true });
      else await writeAtomically(path, writeSessionFile(after));
      this.#revisions.set(path, revision);
      if (isFollowed) await this.#follow(path);
      return after;
    });
  }

  /**
   * A file that another window has changed since this one has written or followed it, with what this one is writing.
   * Undefined when nothing has changed, and for a file that is there and cannot be read.
   */
  async takeChange(path: string): Promise<{ readonly file: SessionFile | undefined } | undefined> {
    for (;;) {
      await this.#turns.settled(path);
      const mark = await fileMark(path);
      if (this.#isFollowed(path, mark)) return undefined;
      const file = await this.#loadOrSkip(path);
      // What is changed from here meanwhile is shown already, and the file does not tell of it yet.
      if (this.#turns.isBusy(path)) continue;
      this.#followed.set(path, mark);
      return file || mark === noFile ? { file } : undefined;
    }
  }

  /** Forgets a session unless something in its file is still needed; gives the file that stays. */
  async removeUnless(
    ref: SessionRef,
    isNeeded: (file: SessionFile) => boolean,
  ): Promise<SessionFile | undefined> {
    return await this.#inTurn(ref, async () => {
      const path = this.path(ref);
      const file = await this.#load(path);
      if (file && isNeeded(file)) return file;
      await this.#delete(path);
      return undefined;
    });
  }

  /** Forgets a session, whatever its file is. */
  async remove(ref: SessionRef): Promise<void> {
    await this.#inTurn(ref, async () => this.#delete(this.path(ref)));
  }

  /** Forgets everything of an account, or of one chatbot; what is still written for the account is refused then. */
  async removeAllOf({ accountId, chatbotId }: SessionPlace): Promise<void> {
    if (chatbotId === undefined) this.#removed.add(accountId);
    await this.#turns.allSettled();
    // Another window may be writing or, on Windows, looking at a file.
    const patience = { maxRetries: 5, retryDelay: 100 };
    await rm(this.folder(accountId, chatbotId), { recursive: true, force: true, ...patience });
  }

  /** Lets something be written again for an account that exists. */
  admit(accountId: string): void {
    this.#removed.delete(accountId);
  }

  /** The latest revision of a session's file that this window has written or read; clocks are set back at times. */
  latestRevision(ref: SessionRef): number {
    return this.#revisions.get(this.path(ref)) ?? 0;
  }

  /** Where a session's file is, or would be. */
  path({ accountId, chatbotId, id }: SessionRef): string {
    return join(this.folder(accountId, chatbotId), `${idHash(id)}.json`);
  }

  /** Where the files of an account are, or of one chatbot of it. */
  folder(accountId: string, chatbotId?: string): string {
    return join(this.root, idHash(accountId), chatbotId === undefined ? "" : idHash(chatbotId));
  }

  /** Writes something else for an account; removing it waits for that. Rejects when it was removed. */
  async writeFor(accountId: string, path: string, write: () => Promise<void>): Promise<void> {
    await this.#turns.run(path, async () => {
      this.#refuseRemoved(accountId);
      await write();
    });
  }

  /** Where a text of an account is that its service takes and does not return, or would be. */
  notePath(accountId: string, name: string): string {
    return join(this.root, idHash(accountId), `${idHash(name)}.txt`);
  }

  #refuseRemoved(accountId: string): void {
    if (this.#removed.has(accountId)) throw new Error("the account was removed");
  }

  #note(accountId: string, { chatbotId, id, serviceId }: SessionFile): void {
    if (serviceId === undefined || serviceId === id) return;
    this.#ownIds.set(serviceKey(accountId, chatbotId, serviceId), id);
  }

  async #load(path: string): Promise<SessionFile | undefined> {
    const { loadSessionFile } = await import("./loadSessionFile.ts");
    // Nobody has deleted the session of a file that is set aside.
    return await loadSessionFile(path, this.#log, async () => this.#follow(path));
  }

  /** What was there when this window first looked is nobody's change; that it goes is one. */
  async #readNoted(path: string): Promise<SessionFile | undefined> {
    if (!this.#followed.has(path)) await this.#follow(path);
    return await this.#loadOrSkip(path);
  }

  /** One file that cannot be read must not hide the others. */
  async #loadOrSkip(path: string): Promise<SessionFile | undefined> {
    try {
      return await this.#load(path);
    } catch (error) {
      this.#log.warn(`a session file cannot be read: ${String(error)}`);
      return undefined;
    }
  }

  async #inTurn<T>(ref: SessionRef, action: () => Promise<T>): Promise<T> {
    const path = this.path(ref);
    return await this.#turns.run(path, async () => {
      // Nothing is locked before something is written.
      const { withFileLock } = await import("../adapters/fileLock.ts");
      return await withFileLock(path, action);
    });
  }

  async #delete(path: string): Promise<void> {
    await rm(path, { force: true });
    await this.#follow(path);
  }

  #isFollowed(path: string, mark: string): boolean {
    return (this.#followed.get(path) ?? noFile) === mark;
  }

  async #follow(path: string): Promise<void> {
    this.#followed.set(path, await fileMark(path));
  }
}

function emptyFile({ chatbotId, id }: SessionRef): SessionFile {
  const serviceId = serviceIdIn(id);
  return {
    chatbotId,
    id,
    revision: 0,
    questions: [],
    ...(serviceId !== undefined && { serviceId }),
  };
}

/** True when a file says nothing that is not known without it. */
function isEmpty(file: SessionFile): boolean {
  const { chatbotId: _chatbot, id, revision: _revision, serviceId, questions, ...rest } = file;
  return (
    questions.length === 0 &&
    serviceId === serviceIdIn(id) &&
    Object.values(rest).every((value) => value === undefined)
  );
}

function serviceKey(accountId: string, chatbotId: string, serviceId: string): string {
  return JSON.stringify([accountId, chatbotId, serviceId]);
}
