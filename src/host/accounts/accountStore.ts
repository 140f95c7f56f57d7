import type { KnownAccount } from "../refs/knownAccount.ts";
import * as vscode from "vscode";
import type { Log } from "../../core/log.ts";
import type { Account } from "../../core/model.ts";
import type { ProviderDescriptor } from "../../core/provider.ts";
import { checkBaseUrl } from "../../core/baseUrl.ts";
import type { KeyStore } from "./keyStore.ts";

/**
 * The accounts in the user's settings, and those of the demo, which end with the window and stand in no file.
 * A workspace's settings are never looked at: they could redirect a key.
 */
export class AccountStore implements vscode.Disposable {
  readonly #findProvider: (id: string) => ProviderDescriptor | undefined;
  readonly #keys: Pick<KeyStore, "editionOf">;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<void>();
  #temporary: readonly KnownAccount[] = [];
  readonly #watcher: vscode.Disposable;
  /** Fires when an account was added, changed or removed, also by hand in the settings. */
  readonly onDidChange = this.#changed.event;

  constructor(
    findProvider: (id: string) => ProviderDescriptor | undefined,
    keys: Pick<KeyStore, "editionOf">,
    log: Log,
  ) {
    this.#findProvider = findProvider;
    this.#keys = keys;
    this.#log = log;
    this.#watcher = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("parley.accounts")) this.#changed.fire();
    });
  }

  /**
   * All accounts that this version of Parley can use, in the order of the settings, each with its service as the
   * generation of the API that its key speaks.
   */
  async list(): Promise<readonly KnownAccount[]> {
    const { readAccountEntries } = await import("./accountSchema.ts");
    const { entries, broken } = readAccountEntries(this.#raw());
    if (broken > 0)
      this.#log.warn(`parley.accounts: ${broken} entries are not accounts and are left out`);
    const ids = new Set<string>();
    const fromSettings = entries.flatMap((entry) => {
      const provider = this.#findProvider(entry.provider);
      if (!provider || ids.has(entry.id)) {
        this.#log.warn(
          `parley.accounts: "${entry.label}" has an unknown provider or a repeated id and is left out`,
        );
        return [];
      }
      ids.add(entry.id);
      const checked = checkBaseUrl(entry.baseUrl ?? provider.defaultBaseUrl);
      const baseUrl = "origin" in checked ? checked.origin : (entry.baseUrl ?? "");
      return [{ id: entry.id, providerId: provider.id, label: entry.label, baseUrl, provider }];
    });
    return await Promise.all(
      [...fromSettings, ...this.#temporary].map(async (account) => ({
        ...account,
        provider: await this.#editionOf(account),
      })),
    );
  }

  /** A key was stored or deleted: its account may speak another generation of its service's API now. */
  noteKeyChange(): void {
    this.#changed.fire();
  }

  /** Sets the accounts that exist in this window only. */
  setTemporary(accounts: readonly KnownAccount[]): void {
    this.#temporary = accounts;
    this.#changed.fire();
  }

  /** The account with this id, if it is still there. */
  async find(id: string): Promise<KnownAccount | undefined> {
    return (await this.list()).find((account) => account.id === id);
  }

  /** Adds an account, or changes the one with the same id. */
  async save({ id, providerId, label, baseUrl }: Account): Promise<void> {
    const provider = this.#findProvider(providerId);
    const entry = {
      id,
      provider: providerId,
      label,
      ...(baseUrl !== provider?.defaultBaseUrl && { baseUrl }),
    };
    const entries = this.#rawEntries();
    const isKnown = entries.some((other) => hasId(other, id));
    await this.#write(
      isKnown ? entries.map((other) => (hasId(other, id) ? entry : other)) : [...entries, entry],
    );
  }

  /** Forgets accounts. Their keys are the caller's to delete. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.#write(this.#rawEntries().filter((entry) => !ids.some((id) => hasId(entry, id))));
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#changed.dispose();
  }

  /** Storage that gives no key hides no account. */
  async #editionOf(account: KnownAccount): Promise<ProviderDescriptor> {
    try {
      return await this.#keys.editionOf(account, account.provider);
    } catch (error) {
      this.#log.warn(`${account.label}: its key could not be read (${String(error)})`);
      return account.provider;
    }
  }

  #raw(): unknown {
    return vscode.workspace.getConfiguration("parley").inspect("accounts")?.globalValue;
  }

  #rawEntries(): readonly unknown[] {
    const raw = this.#raw();
    return Array.isArray(raw) ? (raw as readonly unknown[]) : [];
  }

  async #write(entries: readonly unknown[]): Promise<void> {
    await vscode.workspace
      .getConfiguration("parley")
      .update(
        "accounts",
        entries.length > 0 ? entries : undefined,
        vscode.ConfigurationTarget.Global,
      );
  }
}

function hasId(entry: unknown, id: string): boolean {
  return typeof entry === "object" && entry !== null && (entry as { id?: unknown }).id === id;
}
