import { createHash } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../../core/log.ts";
import type { SessionNotes } from "../../core/provider.ts";
import { readIfThere, writeAtomically } from "../adapters/atomicFile.ts";
import type { SessionFile } from "./sessionFileSchema.ts";
import { sessionKey, type SessionRef } from "./sessionRef.ts";

/** Where a file is. Whether the session is new is written down where it is told. */
type Place = Omit<SessionRef, "isNew"> & Partial<Pick<SessionRef, "isNew">>;
type Change = Partial<Omit<SessionFile, "chatbotId" | "sessionId" | "isNew">>;

/**
 * One small JSON file for each session of which Parley remembers something: `<account>/<chatbot>/<session>.json`
 * below the extension's storage, named by hashes because ids are the services' free choice.
 */
export class SessionFiles {
  readonly #root: string;
  readonly #log: Log;
  /** The last write to each file, so that two changes of one session do not overtake each other. */
  readonly #writes = new Map<string, Promise<void>>();
  /** Where files of new sessions have gone, for changes that still come for their old place. */
  readonly #moved = new Map<string, Place>();

  /** @param root a folder of our own; made when needed */
  constructor(root: string, log: Log) {
    this.#root = root;
    this.#log = log;
  }

  /** What is remembered of a session. Storage that fails remembers nothing, and is complained about in the log. */
  async read(place: Place): Promise<SessionFile | undefined> {
    await this.#writes.get(sessionKey(place));
    return await this.#loadOrSkip(this.#path(place));
  }

  /** Everything remembered of a chatbot's sessions, by session id. */
  async readAll(accountId: string, chatbotId: string): Promise<ReadonlyMap<string, SessionFile>> {
    const folder = this.#folder(accountId, chatbotId);
    const names = await readdir(folder).catch(() => []);
    const files = await Promise.all(
      names
        .filter((name) => name.endsWith(".json"))
        .map(async (name) => this.#loadOrSkip(join(folder, name))),
    );
    return new Map(files.flatMap((file) => (file ? [[file.sessionId, file] as const] : [])));
  }

  /** Changes what is remembered; a member that is undefined is forgotten, and an empty file is deleted. */
  async update(
    place: Place,
    change: (file: SessionFile) => { readonly [K in keyof Change]: Change[K] | undefined },
  ): Promise<void> {
    await this.#inTurn(place, async () => {
      // A change that was on its way while the session got its id belongs to the session all the same.
      const moved = this.#moved.get(sessionKey(place));
      if (moved) {
        await this.update(moved, change);
        return;
      }
      const path = this.#path(place);
      const before = (await this.#load(path)) ?? {
        chatbotId: place.chatbotId,
        sessionId: place.sessionId,
      };
      const isNew = place.isNew ?? before.isNew;
      const after = { ...before, ...change(before), isNew: isNew || undefined } as SessionFile;
      await this.#store(path, after);
    });
  }

  /** Takes what is remembered along when a new session gets its id from the service. */
  async move(from: Place, to: Place): Promise<void> {
    await this.#inTurn(from, async () => {
      const file = await this.#load(this.#path(from));
      this.#moved.set(sessionKey(from), to);
      if (!file) return;
      const { isNew: _isNew, ...rest } = file;
      await this.#inTurn(to, async () => {
        const there = await this.#load(this.#path(to));
        await this.#store(this.#path(to), { ...rest, ...there, sessionId: to.sessionId });
      });
      await rm(this.#path(from), { force: true });
    });
  }

  /** Forgets a session unless something in its file is still needed; gives the file that stays. */
  async removeUnless(
    place: Place,
    isNeeded: (file: SessionFile) => boolean,
  ): Promise<SessionFile | undefined> {
    let kept: SessionFile | undefined;
    await this.#inTurn(place, async () => {
      const path = this.#path(place);
      const file = await this.#load(path);
      kept = file && isNeeded(file) ? file : undefined;
      if (!kept) await rm(path, { force: true });
    });
    return kept;
  }

  /** Forgets a session. */
  async remove(place: Place): Promise<void> {
    await this.#inTurn(place, async () => rm(this.#path(place), { force: true }));
  }

  /** Forgets all sessions of an account. */
  async removeAccount(accountId: string): Promise<void> {
    // A chat that was just closed may still be writing its draft.
    await Promise.all(this.#writes.values());
    await rm(join(this.#root, hash(accountId)), { recursive: true, force: true });
  }

  /** The notes of one account, as its client wants them. Storage that fails costs the notes, and never the answer. */
  notesFor(accountId: string): SessionNotes {
    return {
      readSources: async (address) => {
        const file = await this.read({ accountId, ...address });
        return file?.sources ?? [];
      },
      addSources: async (address, sources) =>
        this.update({ accountId, ...address }, (file) => {
          const known = (file.sources ?? []).filter(
            ({ id }) => !sources.some((source) => source.id === id),
          );
          return { sources: [...known, ...sources] };
        }).catch((error: unknown) => this.#log.error(`session notes: ${String(error)}`)),
      readText: async (name) => readIfThere(this.#notePath(accountId, name)),
      writeText: async (name, text) => writeAtomically(this.#notePath(accountId, name), text),
    };
  }

  async #load(path: string): Promise<SessionFile | undefined> {
    const content = await readIfThere(path);
    if (content === undefined) return undefined;
    const { parseSessionFile } = await import("./sessionFileSchema.ts");
    const file = parseSessionFile(content);
    if (!file) {
      this.#log.warn(`a session file is unreadable and is set aside: ${path}`);
      // Another window may have done so a moment before.
      await rename(path, `${path}.broken`).catch(() => undefined);
    }
    return file;
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

  async #store(path: string, file: SessionFile): Promise<void> {
    const { chatbotId: _chatbot, sessionId: _session, isNew: _isNew, ...rest } = file;
    const isEmpty = Object.values(rest).every((value) => value === undefined);
    if (isEmpty) await rm(path, { force: true });
    else await writeAtomically(path, JSON.stringify({ version: 1, ...file }));
  }

  async #inTurn(place: Place, action: () => Promise<void>): Promise<void> {
    const key = sessionKey(place);
    const turn = (this.#writes.get(key) ?? Promise.resolve()).then(async () => {
      const { withFileLock } = await import("../adapters/fileLock.ts");
      await withFileLock(this.#path(place), action);
    });
    const settled = turn
      .catch(() => undefined)
      .then(() => {
        if (this.#writes.get(key) === settled) this.#writes.delete(key);
      });
    this.#writes.set(key, settled);
    await turn;
  }

  #folder(accountId: string, chatbotId: string): string {
    return join(this.#root, hash(accountId), hash(chatbotId));
  }

  #notePath(accountId: string, name: string): string {
    return join(this.#root, hash(accountId), `${hash(name)}.txt`);
  }

  #path({ accountId, chatbotId, sessionId }: Place): string {
    return join(this.#folder(accountId, chatbotId), `${hash(sessionId)}.json`);
  }
}

function hash(id: string): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 32);
}
