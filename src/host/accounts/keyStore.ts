import type * as vscode from "vscode";
import type { Account } from "../../core/model.ts";
import type { ProviderDescriptor } from "../../core/provider.ts";

/**
 * API keys in SecretStorage, and nowhere else. A key is stored for one account at one origin: when the base URL
 * changes, there is no key for it, and nothing can send the old one there.
 */
export class KeyStore implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  /** By the name of the key: storage takes its time, and accounts are looked up all the while. */
  readonly #editions = new Map<string, Promise<ProviderDescriptor>>();

  readonly #watcher: vscode.Disposable;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#watcher = secrets.onDidChange(({ key }) => this.#editions.delete(key));
  }

  /** Calls back with an account's id when its key was stored or deleted, in this window or another. */
  onDidChange(listener: (accountId: string) => void): vscode.Disposable {
    return this.#secrets.onDidChange(({ key }) => {
      const accountId = accountIn(key);
      if (accountId !== undefined) listener(accountId);
    });
  }

  /** The ids of all accounts that a key is stored for, those of other windows' demos too. */
  async accountIds(): Promise<ReadonlySet<string>> {
    const ids = (await this.#secrets.keys()).map(accountIn);
    return new Set(ids.filter((id) => id !== undefined));
  }

  async read(account: Account): Promise<string | undefined> {
    return await this.#secrets.get(nameOf(account));
  }

  /** What `judge` says of an account's key, asked once for each key. Only that leaves, the key stays here. */
  async editionOf(
    account: Account,
    judge: (key: string | undefined) => ProviderDescriptor,
  ): Promise<ProviderDescriptor> {
    const name = nameOf(account);
    const known = this.#editions.get(name);
    if (known) return await known;
    const reading = this.read(account).then(judge);
    this.#editions.set(name, reading);
    reading.catch(() => this.#editions.delete(name));
    return await reading;
  }

  async write(account: Account, key: string): Promise<void> {
    const name = nameOf(account);
    await this.#secrets.store(name, key);
    // What listens to the storage is told a little later.
    this.#editions.delete(name);
  }

  /** Deletes every key that was ever stored for an account. */
  async remove(accountId: string): Promise<void> {
    const names = await this.#secrets.keys();
    await Promise.all(
      names
        .filter((name) => name.startsWith(prefixOf(accountId)))
        .map((name) => this.#secrets.delete(name)),
    );
  }

  dispose(): void {
    this.#watcher.dispose();
  }
}

function accountIn(name: string): string | undefined {
  const [, accountId] = /^key\/([^/]+)\//.exec(name) ?? [];
  return accountId === undefined ? undefined : decodeURIComponent(accountId);
}

function prefixOf(accountId: string): string {
  return `key/${encodeURIComponent(accountId)}/`;
}

function nameOf({ id, baseUrl }: Account): string {
  return prefixOf(id) + baseUrl;
}
