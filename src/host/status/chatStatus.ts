import * as vscode from "vscode";
import { Latest } from "../../core/async/latest.ts";
import type { Log } from "../../core/log.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import { type SessionRef, sessionKey } from "../refs/sessionRef.ts";
import type { Catalog } from "../sessions/catalog.ts";
import type { OpenChats } from "../sessions/openChats.ts";
import type { SessionFiles } from "../sessions/sessionFiles.ts";
import { sessionTitle } from "../text/sessionTitle.ts";

/** What chatStatus works with. */
export interface ChatStatusDeps {
  readonly accounts: Pick<AccountStore, "list" | "onDidChange">;
  readonly catalog: Pick<Catalog, "find" | "loadedSessions" | "onDidChange">;
  readonly chats: Pick<OpenChats, "answering" | "onDidChange">;
  readonly files: Pick<SessionFiles, "read">;
  readonly log: Log;
}

/** What the status bar says, and the session that a click leads to. */
interface Said {
  readonly icon: string;
  readonly label: string;
  readonly ref: SessionRef;
}

/** Shows in the status bar that something is answering, or that an answer waits; a click leads there. */
export function showChatStatus(deps: ChatStatusDeps): vscode.Disposable {
  const status = new ChatStatus(deps);
  return vscode.Disposable.from(
    deps.chats.onDidChange((ref) => status.update(ref)),
    deps.catalog.onDidChange(() => status.update()),
    deps.accounts.onDidChange(() => status.update()),
    status,
  );
}

class ChatStatus implements vscode.Disposable {
  readonly #deps: ChatStatusDeps;
  readonly #updates = new Latest();
  /** Of sessions in which something has happened in this window; they may be in no list that is loaded. */
  readonly #seen = new Map<string, SessionRef>();
  #item: vscode.StatusBarItem | undefined;

  constructor(deps: ChatStatusDeps) {
    this.#deps = deps;
  }

  /** @param ref a session in which something has happened */
  update(ref?: SessionRef): void {
    if (ref) this.#seen.set(sessionKey(ref), ref);
    this.#updates
      .run(async () => this.#unread())
      .then((unread) => {
        if (unread) this.#show(describe(this.#deps.chats.answering, unread));
      })
      .catch((error: unknown) => this.#deps.log.error(`status: ${String(error)}`));
  }

  dispose(): void {
    this.#updates.abort();
    this.#item?.dispose();
  }

  /** Sessions with an answer that was not read: those of lists that are loaded, and those that were seen here. */
  async #unread(): Promise<readonly SessionRef[]> {
    const { accounts, catalog, files } = this.#deps;
    const found = new Map<string, SessionRef>();
    for (const { accountId, chatbotId, id, unread } of catalog.loadedSessions) {
      const ref = { accountId, chatbotId, id };
      if (unread) found.set(sessionKey(ref), ref);
    }
    for (const [key, ref] of this.#seen) {
      if ((await files.read(ref))?.unread) found.set(key, ref);
      else this.#seen.delete(key);
    }
    const known = new Set((await accounts.list()).map(({ id }) => id));
    return [...found.values()].filter(({ accountId }) => known.has(accountId));
  }

  #show(said: Said | undefined): void {
    if (!said) {
      this.#item?.hide();
      return;
    }
    const { icon, label, ref } = said;
    const session = this.#deps.catalog.find(ref);
    const title = session && sessionTitle(session);
    const item = (this.#item ??= vscode.window.createStatusBarItem("parley.chats"));
    item.name = vscode.l10n.t("Parley Chats");
    item.text = `$(${icon}) ${label}`;
    item.tooltip = [label, title].filter(Boolean).join("\n");
    item.accessibilityInformation = { label: [label, title].filter(Boolean).join(", ") };
    item.command = {
      command: "parley.openSession",
      title: vscode.l10n.t("Open Session"),
      arguments: [ref],
    };
    item.show();
  }
}

function describe(
  answering: readonly SessionRef[],
  unread: readonly SessionRef[],
): Said | undefined {
  const [live] = answering;
  if (live) {
    const { length } = answering;
    const label =
      length === 1 ? vscode.l10n.t("Answering") : vscode.l10n.t("Answering: {0}", length);
    return { icon: "loading~spin", label, ref: live };
  }
  const [waiting] = unread;
  if (!waiting) return undefined;
  const { length } = unread;
  const label =
    length === 1 ? vscode.l10n.t("1 unread answer") : vscode.l10n.t("{0} unread answers", length);
  return { icon: "comment-unresolved", label, ref: waiting };
}
