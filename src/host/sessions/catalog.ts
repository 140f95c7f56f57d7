import * as vscode from "vscode";
import type { Log } from "../../core/log.ts";
import type { Chatbot, Session } from "../../core/model.ts";
import type { ChatProvider } from "../../core/provider.ts";
import { translatedChatbot } from "../text/translated.ts";
import { isUnsent, isWorthKeeping, sortSessions, toListed, toUnsent } from "./listedSession.ts";
import type { ListedSession } from "../refs/listedSession.ts";
import { entryOf, type Loadable, type LoadEntry } from "../../core/async/loadable.ts";
import type { SessionFiles } from "./sessionFiles.ts";
import type { SessionRef } from "../refs/sessionRef.ts";

/** Which list changed: of all accounts, of one account, or of one chatbot. */
export interface CatalogChange {
  readonly accountId?: string;
  readonly chatbotId?: string;
}

/** A change of a list of sessions. */
type SessionsEdit = (sessions: readonly ListedSession[]) => readonly ListedSession[];

/** The chatbots and sessions of all accounts, loaded when first asked for and kept until refreshed. */
export class Catalog implements vscode.Disposable {
  readonly #connect: (accountId: string) => Promise<ChatProvider>;
  readonly #files: SessionFiles;
  readonly #log: Log;
  readonly #chatbots = new Map<string, LoadEntry<readonly Chatbot[]>>();
  readonly #sessions = new Map<string, LoadEntry<readonly ListedSession[]>>();
  /** Sessions of this window that the service does not know yet, by chatbot; they outlive a refresh. */
  readonly #unsent = new Map<string, readonly ListedSession[]>();
  /** What was changed in lists while they were loaded: what the service tells then may be older. */
  readonly #meanwhile = new Map<string, SessionsEdit[]>();
  readonly #changed = new vscode.EventEmitter<CatalogChange>();
  readonly #closing = new AbortController();
  readonly onDidChange = this.#changed.event;

  constructor(
    connect: (accountId: string) => Promise<ChatProvider>,
    files: SessionFiles,
    log: Log,
  ) {
    this.#connect = connect;
    this.#files = files;
    this.#log = log;
  }

  /** The chatbots as far as known; the first call starts loading them. */
  peekChatbots(accountId: string): Loadable<readonly Chatbot[]> {
    return this.#chatbotEntry(accountId).state;
  }

  /** The sessions as far as known, in the order of `sortSessions`; the first call starts loading them. */
  peekSessions(accountId: string, chatbotId: string): Loadable<readonly ListedSession[]> {
    return this.#sessionEntry(accountId, chatbotId).state;
  }

  /** The chatbots of an account. Throws `ChatError`. */
  async chatbots(accountId: string): Promise<readonly Chatbot[]> {
    return await this.#chatbotEntry(accountId).loading;
  }

  /** The sessions of a chatbot, in the order of `sortSessions`. Throws `ChatError`. */
  async sessions(accountId: string, chatbotId: string): Promise<readonly ListedSession[]> {
    return await this.#sessionEntry(accountId, chatbotId).loading;
  }

  /** A chatbot if it is in a list that is loaded; loads nothing. */
  findChatbot({ accountId, chatbotId }: Omit<SessionRef, "id">): Chatbot | undefined {
    const state = this.#chatbots.get(accountId)?.state;
    return state?.kind === "ready" ? state.value.find(({ id }) => id === chatbotId) : undefined;
  }

  /** A session if it is in a list that is loaded; loads nothing. */
  find({ accountId, chatbotId, id: wanted }: SessionRef): ListedSession | undefined {
    return this.known(accountId, chatbotId).find(({ id }) => id === wanted);
  }

  /** The sessions of a chatbot as far as they are loaded; loads nothing. */
  known(accountId: string, chatbotId: string): readonly ListedSession[] {
    const key = keyOf(accountId, chatbotId);
    const state = this.#sessions.get(key)?.state;
    return state?.kind === "ready" ? state.value : (this.#unsent.get(key) ?? []);
  }

  /** The lists of sessions that are loaded. */
  get loadedLists(): readonly Omit<SessionRef, "id">[] {
    return [...this.#sessions]
      .filter(([, { state }]) => state.kind === "ready")
      .map(([key]) => placeOf(key));
  }

  /** The sessions of all lists that are loaded. */
  get loadedSessions(): readonly (ListedSession & Pick<SessionRef, "accountId">)[] {
    return [...this.#sessions].flatMap(([key, { state }]) =>
      state.kind === "ready"
        ? state.value.map((session) => ({ ...session, accountId: placeOf(key).accountId }))
        : [],
    );
  }

  /** Forgets lists, so that they are loaded again when next asked for. */
  refresh({ accountId, chatbotId }: CatalogChange = {}): void {
    if (chatbotId === undefined) deleteWhere(this.#chatbots, accountId, (key) => key);
    deleteWhere(this.#sessions, accountId, (key) => placeOf(key).accountId, chatbotId);
    this.#changed.fire({
      ...(accountId !== undefined && { accountId }),
      ...(chatbotId !== undefined && { chatbotId }),
    });
  }

  /** Puts a session into its list without asking the service. */
  put(accountId: string, session: ListedSession): void {
    if (isUnsent(session)) {
      this.#editUnsent(accountId, session.chatbotId, (sessions) => [
        session,
        ...sessions.filter(({ id }) => id !== session.id),
      ]);
    }
    this.#edit(accountId, session.chatbotId, (sessions) => [
      session,
      ...sessions.filter(({ id }) => id !== session.id),
    ]);
  }

  /** Changes what Parley knows of a listed session. */
  patch(
    { accountId, chatbotId, id }: SessionRef,
    change: Partial<Omit<ListedSession, "id" | "chatbotId" | "serviceId">>,
  ): void {
    const apply: SessionsEdit = (sessions) =>
      sessions.map((session) => (session.id === id ? { ...session, ...change } : session));
    this.#editUnsent(accountId, chatbotId, apply);
    this.#edit(accountId, chatbotId, apply);
  }

  /** A service has made a session that was unsent: it keeps its row, and has no other. */
  adopt({ accountId, chatbotId, id }: SessionRef, { id: serviceId, ...session }: Session): void {
    this.#editUnsent(accountId, chatbotId, (sessions) => sessions.filter((one) => one.id !== id));
    this.#edit(accountId, chatbotId, (sessions) => {
      const before =
        sessions.find((one) => one.id === id) ?? toUnsent({ id, chatbotId }, undefined);
      const { draft: _draft, ...known } = before;
      const adopted = { ...known, ...session, serviceId };
      return [adopted, ...sessions.filter((one) => one.id !== id && one.serviceId !== serviceId)];
    });
  }

  /** Takes a session out of its list. */
  drop({ accountId, chatbotId, id: gone }: SessionRef): void {
    const apply: SessionsEdit = (sessions) => sessions.filter(({ id }) => id !== gone);
    this.#editUnsent(accountId, chatbotId, apply);
    this.#edit(accountId, chatbotId, apply);
  }

  dispose(): void {
    this.#closing.abort();
    this.#changed.dispose();
  }

  #chatbotEntry(accountId: string): LoadEntry<readonly Chatbot[]> {
    return this.#entry(this.#chatbots, accountId, { accountId }, async () => {
      const provider = await this.#connect(accountId);
      return (await provider.listChatbots(this.#closing.signal)).map(translatedChatbot);
    });
  }

  #sessionEntry(accountId: string, chatbotId: string): LoadEntry<readonly ListedSession[]> {
    return this.#entry(
      this.#sessions,
      keyOf(accountId, chatbotId),
      { accountId, chatbotId },
      async () => {
        const meanwhile: SessionsEdit[] = [];
        this.#meanwhile.set(keyOf(accountId, chatbotId), meanwhile);
        const provider = await this.#connect(accountId);
        const sessions = await provider.listSessions(chatbotId, this.#closing.signal);
        // Other windows go on changing them while the service is asked.
        const files = await this.#files.readAll(accountId, chatbotId);
        const all = [...files.values()];
        const listed = sessions.map((session) => {
          const file = all.find((one) => one.serviceId === session.id);
          return toListed(session, file ?? files.get(session.id));
        });
        const known = new Set(listed.map(({ id }) => id));
        const unsent = (this.#unsent.get(keyOf(accountId, chatbotId)) ?? []).filter(
          ({ id }) => !known.has(id),
        );
        // Of a window that was closed, or ended in some other way.
        const left = all
          .filter((file) => file.serviceId === undefined && isWorthKeeping(file))
          .filter(({ id }) => !unsent.some((one) => one.id === id))
          .map((file) => toUnsent(file, file));
        const loaded: readonly ListedSession[] = [...unsent, ...left, ...listed];
        return sortSessions(meanwhile.reduce((before, edit) => edit(before), loaded));
      },
    );
  }

  #entry<T>(
    map: Map<string, LoadEntry<T>>,
    key: string,
    change: CatalogChange,
    load: () => Promise<T>,
  ): LoadEntry<T> {
    return entryOf(map, key, load, (state) => {
      if (state.kind === "failed") {
        const what = change.chatbotId === undefined ? "chatbots" : "sessions";
        this.#log.warn(`loading ${what}: ${state.error.detail}`);
      }
      this.#changed.fire(change);
    });
  }

  #editUnsent(accountId: string, chatbotId: string, change: SessionsEdit): void {
    const key = keyOf(accountId, chatbotId);
    this.#unsent.set(key, change(this.#unsent.get(key) ?? []));
  }

  #edit(accountId: string, chatbotId: string, change: SessionsEdit): void {
    const entry = this.#sessions.get(keyOf(accountId, chatbotId));
    if (entry?.state.kind === "loading")
      this.#meanwhile.get(keyOf(accountId, chatbotId))?.push(change);
    if (entry?.state.kind !== "ready") return;
    const value = sortSessions(change(entry.state.value));
    this.#sessions.set(keyOf(accountId, chatbotId), {
      state: { kind: "ready", value },
      loading: Promise.resolve(value),
    });
    this.#changed.fire({ accountId, chatbotId });
  }
}

function keyOf(accountId: string, chatbotId: string): string {
  return JSON.stringify([accountId, chatbotId]);
}

function placeOf(key: string): Omit<SessionRef, "id"> {
  const [accountId, chatbotId] = JSON.parse(key) as [string, string];
  return { accountId, chatbotId };
}

function deleteWhere(
  map: Map<string, unknown>,
  accountId: string | undefined,
  accountIn: (key: string) => string,
  chatbotId?: string,
): void {
  for (const key of map.keys()) {
    const isMeant =
      accountId === undefined ||
      (chatbotId === undefined
        ? accountIn(key) === accountId
        : key === keyOf(accountId, chatbotId));
    if (isMeant) map.delete(key);
  }
}
