import type { KnownAccount } from "../refs/knownAccount.ts";
import * as vscode from "vscode";
import { Turns } from "../../core/async/turns.ts";
import type { Account } from "../../core/model.ts";
import type { AccountStoreOptions } from "./readAccounts.ts";

/**
 * The accounts in the user's settings, and those of the demo, which end with the window and stand in no file.
 * A workspace's settings are never looked at: they could redirect a key.
 */
export class AccountStore implements vscode.Disposable {
  readonly #options: AccountStoreOptions;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #changes = new Turns<"settings">();
  #temporary: readonly KnownAccount[] = [];
  readonly #watcher: vscode.Disposable;
  /** Fires when an account was added, changed or removed, also by hand in the settings. */
  readonly onDidChange = this.#changed.event;

  constructor(options: AccountStoreOptions) {
    this.#options = options;
    this.#watcher = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("parley.accounts")) this.#changed.fire();
    });
  }

  /**
   * All accounts that this version of Parley can use, in the order of the settings, each with its service as the
   * generation of the API that its key speaks.
   */
  async list(): Promise<readonly KnownAccount[]> {
    const { readAccounts } = await import("./readAccounts.ts");
    return await readAccounts(this.#raw(), this.#temporary, this.#options);
  }

  /** True while accounts exist in this window only. */
  get hasTemporary(): boolean {
    return this.#temporary.length > 0;
  }

  /** Sets the accounts that exist in this window only. */
  setTemporary(accounts: readonly KnownAccount[]): void {
    this.#temporary = accounts;
    this.#changed.fire();
  }

  /** Adds an account that exists in this window only. */
  addTemporary(account: KnownAccount): void {
    this.setTemporary([...this.#temporary, account]);
  }

  /** The account with this id, if it is still there. */
  async find(id: string): Promise<KnownAccount | undefined> {
    return (await this.list()).find((account) => account.id === id);
  }

  /** A key was stored or deleted: its account may speak another generation of its service's API now. */
  noteKeyChange(): void {
    this.#changed.fire();
  }

  /** Adds an account, or changes the one with the same id; one of the demo still stands in no file. */
  async save(account: Account): Promise<void> {
    const { changeTemporary, putAccount } = await import("./writeAccounts.ts");
    const temporary = changeTemporary(this.#temporary, account);
    if (temporary) this.setTemporary(temporary);
    else await this.#change(async (raw) => putAccount(raw, account, this.#options));
  }

  /** Forgets accounts. Their keys are the caller's to delete. */
  async remove(ids: readonly string[]): Promise<void> {
    const { removeAccounts, withoutTemporary } = await import("./writeAccounts.ts");
    const kept = withoutTemporary(this.#temporary, ids);
    if (kept) this.setTemporary(kept);
    await this.#change(async (raw) => removeAccounts(raw, ids));
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#changed.dispose();
  }

  /** Changes the settings, each time in what the change before has written. */
  async #change(change: (raw: unknown) => Promise<void>): Promise<void> {
    await this.#changes.run("settings", async () => change(this.#raw()));
  }

  #raw(): unknown {
    return vscode.workspace.getConfiguration("parley").inspect("accounts")?.globalValue;
  }
}
