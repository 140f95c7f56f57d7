import * as vscode from "vscode";
import type { AccountStore } from "./accountStore.ts";
import type { KeyStore } from "./keyStore.ts";
import type { Catalog } from "../sessions/catalog.ts";
import type { ResourceLists } from "../resources/resourceLists.ts";
import type { SessionPlace } from "../refs/sessionRef.ts";
import type { Log } from "../../core/log.ts";

/** What watchAccounts works with. */
export interface WatchAccountsDeps {
  closeChats(place: SessionPlace): Promise<void>;
  readonly accounts: AccountStore;
  readonly keys: KeyStore;
  readonly catalog: Catalog;
  readonly resources: ResourceLists;
  readonly log: Log;
}

/**
 * Keeps the view's welcome text in step with the accounts, loads an account's lists again when its key changes, and
 * closes what is open of an account that another window has removed.
 */
export function watchAccounts(deps: WatchAccountsDeps): vscode.Disposable {
  const { accounts, keys, catalog, resources, log } = deps;
  let known: ReadonlySet<string> = new Set();
  /** A look takes as long as the storage of keys does; the last one to begin must be the last to end. */
  let last = Promise.resolve();
  const update = async (): Promise<void> => {
    const all = await accounts.list();
    await vscode.commands.executeCommand("setContext", "parley.hasAccounts", all.length > 0);
    const withKey = await keys.accountIds();
    const ids = new Set(all.map(({ id }) => id));
    // Settings that are being edited by hand may lack an account for a moment; its key is still there then.
    const gone = [...known].filter((id) => !ids.has(id) && !withKey.has(id));
    known = new Set([...known, ...ids].filter((id) => !gone.includes(id)));
    await Promise.all(gone.map(async (id) => deps.closeChats({ accountId: id })));
  };
  const updateSoon = (): void => {
    last = last.then(update).catch((error: unknown) => log.error(`accounts: ${String(error)}`));
  };
  updateSoon();
  return vscode.Disposable.from(
    accounts.onDidChange(updateSoon),
    keys.onDidChange((accountId) => {
      catalog.refresh({ accountId });
      resources.refresh({ accountId });
      accounts.noteKeyChange();
    }),
  );
}
