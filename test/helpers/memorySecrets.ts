import type * as vscode from "vscode";

/** A secret storage that all windows of a test share, and that ends with it. */
export class MemorySecrets implements vscode.SecretStorage {
  readonly #secrets = new Map<string, string>();
  readonly #listeners = new Set<(event: vscode.SecretStorageChangeEvent) => unknown>();

  keys = async (): Promise<string[]> => [...this.#secrets.keys()];

  get = async (key: string): Promise<string | undefined> => this.#secrets.get(key);

  store = async (key: string, value: string): Promise<void> => {
    this.#secrets.set(key, value);
    this.#tell(key);
  };

  delete = async (key: string): Promise<void> => {
    if (this.#secrets.delete(key)) this.#tell(key);
  };

  onDidChange = (listener: (event: vscode.SecretStorageChangeEvent) => unknown) => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };

  #tell(key: string): void {
    for (const listener of this.#listeners) listener({ key });
  }
}
