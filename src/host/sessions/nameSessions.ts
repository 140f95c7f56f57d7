import type * as vscode from "vscode";
import { Turns } from "../../core/async/turns.ts";
import { titleOf } from "../../core/chat/titleOf.ts";
import { toChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { ChatProvider } from "../../core/provider.ts";
import type { ListedSession } from "../refs/listedSession.ts";
import { type SessionRef, sessionKey } from "../refs/sessionRef.ts";
import type { Catalog, CatalogChange } from "./catalog.ts";
import type { SessionFiles } from "./sessionFiles.ts";

/** What nameSessions works with. */
export interface NameSessionsDeps {
  readonly catalog: Pick<Catalog, "known" | "onDidChange" | "patch">;
  readonly connections: { connect(accountId: string): Promise<ChatProvider> };
  readonly files: Pick<SessionFiles, "update">;
  readonly log: Log;
  /** Ends all reading. */
  readonly closing: AbortSignal;
}

/** So many of the newest sessions of a list are read for their names. */
const maxNamed = 5;

/**
 * Gives sessions that have no title the name of their first question, as they are listed: services tell none of those
 * that were begun elsewhere. One history of an account is read at a time, each only once; the name stands in the session's file.
 */
export function nameSessions(deps: NameSessionsDeps): vscode.Disposable {
  const namer = new SessionNamer(deps);
  return deps.catalog.onDidChange((change) => namer.look(change));
}

class SessionNamer {
  readonly #deps: NameSessionsDeps;
  readonly #seen = new Set<string>();
  readonly #turns = new Turns<string>();
  /** Accounts of which a history could not be read, until their lists are loaded again; those say what is wrong. */
  readonly #givenUp = new Set<string>();

  constructor(deps: NameSessionsDeps) {
    this.#deps = deps;
  }

  look({ accountId, chatbotId }: CatalogChange): void {
    if (accountId === undefined || chatbotId === undefined) {
      this.#tryAgain(accountId);
      return;
    }
    const newest = this.#deps.catalog.known(accountId, chatbotId).slice(0, maxNamed);
    for (const session of newest) this.#add(accountId, session);
  }

  #tryAgain(accountId: string | undefined): void {
    if (accountId === undefined) this.#givenUp.clear();
    else this.#givenUp.delete(accountId);
  }

  #add(accountId: string, { id, chatbotId, serviceId, title, customTitle }: ListedSession): void {
    const ref = { accountId, chatbotId, id };
    const isNamed = title !== undefined || customTitle !== undefined;
    if (serviceId === undefined || isNamed || this.#seen.has(sessionKey(ref))) return;
    this.#seen.add(sessionKey(ref));
    void this.#turns.run(accountId, async () => this.#name(ref, serviceId));
  }

  /** Does not throw. */
  async #name(ref: SessionRef, serviceId: string): Promise<void> {
    const { closing, log } = this.#deps;
    if (closing.aborted) return;
    if (this.#givenUp.has(ref.accountId)) {
      this.#seen.delete(sessionKey(ref));
      return;
    }
    try {
      const title = await this.#readTitle(ref, serviceId);
      if (title !== "") await this.#keep(ref, title);
    } catch (thrown) {
      const { kind, detail } = toChatError(thrown).toData();
      // A session that is gone says nothing about the others.
      if (kind !== "not-found") {
        this.#givenUp.add(ref.accountId);
        this.#seen.delete(sessionKey(ref));
      }
      log.warn(`naming a session: ${detail}`);
    }
  }

  async #readTitle({ accountId, chatbotId }: SessionRef, sessionId: string): Promise<string> {
    const provider = await this.#deps.connections.connect(accountId);
    const messages = await provider.listMessages({ chatbotId, sessionId }, this.#deps.closing);
    return titleOf(messages.find(({ role }) => role === "user")?.text ?? "");
  }

  async #keep(ref: SessionRef, title: string): Promise<void> {
    const { catalog, files } = this.#deps;
    const known = catalog.known(ref.accountId, ref.chatbotId).find(({ id }) => id === ref.id);
    // Meanwhile it may have been named, or be gone.
    if (!known || known.title !== undefined) return;
    catalog.patch(ref, { title });
    await files.update(ref, () => ({ title }));
  }
}
