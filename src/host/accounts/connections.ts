import * as vscode from "vscode";
import { type Clock } from "../../core/clock.ts";
import { ChatError } from "../../core/errors.ts";
import type { HttpTransport } from "../../core/http/transport.ts";
import type { Log } from "../../core/log.ts";
import type { ChatProvider, SessionNotes } from "../../core/provider.ts";
import type { AccountStore, KnownAccount } from "./accountStore.ts";
import { checkBaseUrl } from "./baseUrl.ts";
import type { KeyStore } from "./keyStore.ts";
import { readNetworkSettings } from "./networkSettings.ts";

/** What connections are made of. */
export interface ConnectionsOptions {
  readonly accounts: AccountStore;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Origins without https that the person has agreed to. */
  readonly isConfirmedOrigin: (origin: string) => boolean;
  readonly notesFor: (accountId: string) => SessionNotes;
}

/** Gives each account its client. Loads undici, the schemas and the service's client at the first use. */
export class Connections implements vscode.Disposable {
  readonly #options: ConnectionsOptions;
  readonly #watcher: vscode.Disposable;
  readonly #clients = new Map<
    string,
    { readonly baseUrl: string; readonly client: ChatProvider }
  >();
  #transport: Promise<HttpTransport & { close(): Promise<void> }> | undefined;

  constructor(options: ConnectionsOptions) {
    this.#options = options;
    this.#watcher = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("http")) this.#reset();
    });
  }

  /** The client of an account. Throws `ChatError`: `config` when the account is gone or its address is not safe. */
  async connect(accountId: string): Promise<ChatProvider> {
    const account = await this.#options.accounts.find(accountId);
    if (!account) throw new ChatError("config", `there is no account ${accountId}`);
    const known = this.#clients.get(accountId);
    if (known?.baseUrl === account.baseUrl) return known.client;
    const client = await this.#create(account);
    this.#clients.set(accountId, { baseUrl: account.baseUrl, client });
    return client;
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#reset();
  }

  async #create(account: KnownAccount): Promise<ChatProvider> {
    const { keys, clock, log, isConfirmedOrigin, notesFor } = this.#options;
    const { problem } = checkBaseUrl(account.baseUrl);
    if (problem !== undefined && !(problem === "not-https" && isConfirmedOrigin(account.baseUrl))) {
      throw new ChatError("config", `the base URL of ${account.label} is refused: ${problem}`);
    }
    const [{ HttpClient }, { createClient }, transport] = await Promise.all([
      import("../../core/http/client.ts"),
      account.provider.loadClient(),
      (this.#transport ??= openTransport()),
    ]);
    const http = new HttpClient({
      transport,
      origin: account.baseUrl,
      readKey: async () => keys.read(account),
      clock,
      log,
    });
    return createClient({ http, clock, log, notes: notesFor(account.id) });
  }

  /** Lets the next request connect anew, with the settings as they are then. */
  #reset(): void {
    const transport = this.#transport;
    this.#transport = undefined;
    this.#clients.clear();
    transport
      ?.then(async (open) => open.close())
      .catch((error: unknown) => this.#options.log.error(`closing connections: ${String(error)}`));
  }
}

async function openTransport() {
  const { UndiciTransport } = await import("../adapters/undiciTransport.ts");
  return new UndiciTransport(readNetworkSettings());
}
