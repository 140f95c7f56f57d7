import { createHash } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../../core/log.ts";
import type { SessionNotes } from "../../core/provider.ts";
import { readIfThere, writeAtomically } from "../adapters/atomicFile.ts";
import type { SessionFile } from "./sessionFileSchema.ts";
import { sessionKey, type SessionRef } from "./sessionRef.ts";

type Place = Omit<SessionRef, "isNew">;
type Change = Partial<Omit<SessionFile, "chatbotId" | "sessionId">>;

/**
 * One small JSON file for each session of which Parley remembers something: `<account>/<chatbot>/<session>.json`
 * below the extension's storage, named by hashes because ids are the services' free choice.
 */
export class SessionFiles {
  readonly #root: string;
  readonly #log: Log;
  /** The last write to each file, so that two changes of one session do not overtake each other. */
  readonly #writes = new Map<string, Promise<void>>();

  /** @param root a folder of our own; made when needed */
  constructor(root: string, log: Log) {
    this.#root = root;
    this.#log = log;
  }

  /** What is remembered of a session. */
  async read(place: Place): Promise<SessionFile | undefined> {
    await this.#writes.get(sessionKey(place));
    return await this.#load(this.#path(place));
  }

  /** Everything remembered of a chatbot's sessions, by session id. */
  async readAll(accountId: string, chatbotId: string): Promise<ReadonlyMap<string, SessionFile>> {
    const folder = this.#folder(accountId, chatbotId);
    const names = await readdir(folder).catch(() => []);
    const files = await Promise.all(
      names
        .filter((name) => name.endsWith(".json"))
        .map(async (name) => this.#load(join(folder, name))),
    );
    return new Map(files.flatMap((file) => (file ? [[file.sessionId, file] as const] : [])));
  }

  /** Changes what is remembered; a member that is undefined is forgotten, and an empty file is deleted. */
  async update(
    place: Place,
    change: (file: SessionFile) => { readonly [K in keyof Change]: Change[K] | undefined },
  ): Promise<void> {
    await this.#inTurn(place, async () => {
      const path = this.#path(place);
      const before = (await this.#load(path)) ?? {
        chatbotId: place.chatbotId,
        sessionId: place.sessionId,
      };
      await this.#store(path, { ...before, ...change(before) } as SessionFile);
    });
  }

  /** Takes what is remembered along when a new session gets its id from the service. */
  async move(from: Place, to: Place): Promise<void> {
    await this.#inTurn(from, async () => {
      const file = await this.#load(this.#path(from));
      if (!file) return;
      await this.#store(this.#path(to), { ...file, sessionId: to.sessionId });
      await rm(this.#path(from), { force: true });
    });
  }

  /** Forgets a session. */
  async remove(place: Place): Promise<void> {
    await this.#inTurn(place, async () => rm(this.#path(place), { force: true }));
  }

  /** Forgets all sessions of an account. */
  async removeAccount(accountId: string): Promise<void> {
    await rm(join(this.#root, hash(accountId)), { recursive: true, force: true });
  }

  /** The notes of one account, as its client wants them. */
  notesFor(accountId: string): SessionNotes {
    return {
      readSources: async (address) => (await this.read({ accountId, ...address }))?.sources ?? [],
      addSources: async (address, sources) =>
        this.update({ accountId, ...address }, (file) => {
          const known = (file.sources ?? []).filter(
            ({ id }) => !sources.some((source) => source.id === id),
          );
          return { sources: [...known, ...sources] };
        }),
    };
  }

  async #load(path: string): Promise<SessionFile | undefined> {
    const content = await readIfThere(path);
    if (content === undefined) return undefined;
    const { parseSessionFile } = await import("./sessionFileSchema.ts");
    const file = parseSessionFile(content);
    if (!file) {
      this.#log.warn(`a session file is unreadable and is set aside: ${path}`);
      await rename(path, `${path}.broken`);
    }
    return file;
  }

  async #store(path: string, file: SessionFile): Promise<void> {
    const { chatbotId: _chatbot, sessionId: _session, ...rest } = file;
    const isEmpty = Object.values(rest).every((value) => value === undefined);
    if (isEmpty) await rm(path, { force: true });
    else await writeAtomically(path, JSON.stringify({ version: 1, ...file }));
  }

  async #inTurn(place: Place, action: () => Promise<void>): Promise<void> {
    const key = sessionKey(place);
    const turn = (this.#writes.get(key) ?? Promise.resolve()).then(action);
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

  #path({ accountId, chatbotId, sessionId }: Place): string {
    return join(this.#folder(accountId, chatbotId), `${hash(sessionId)}.json`);
  }
}

function hash(id: string): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 32);
}
