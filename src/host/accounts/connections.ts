import * as vscode from "vscode";
import { type Clock } from "../../core/clock.ts";
import { Lazy } from "../../core/async/lazy.ts";
import { SingleFlight } from "../../core/async/singleFlight.ts";
import { ChatError } from "../../core/errors.ts";
import type { RenewableTransport } from "../../core/http/renewableTransport.ts";
import type { Log } from "../../core/log.ts";
import type { ChatProvider, SessionNotes } from "../../core/provider.ts";
import type { AccountStore } from "./accountStore.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { checkBaseUrl } from "../../core/baseUrl.ts";
import type { KeyStore } from "./keyStore.ts";
import { readNetworkSettings } from "./networkSettings.ts";

/** What connections are made of. */
export interface ConnectionsOptions {
  readonly accounts: AccountStore;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Origins without https that the user has agreed to. */
  readonly isConfirmedOrigin: (origin: string) => boolean;
  readonly notesFor: (accountId: string) => SessionNotes;
}

/** Gives each account its client. Loads undici, the schemas and the service's client at the first use. */
export class Connections implements vscode.Disposable {
  readonly #options: ConnectionsOptions;
  readonly #watcher: vscode.Disposable;
  /** Outlives every change of the settings, as the clients that send over it do. */
  readonly #transport = new Lazy(async () => this.#openTransport());
  readonly #clients = new Map<
    string,
    { readonly madeFor: string; readonly client: ChatProvider }
  >();
  readonly #connecting = new SingleFlight<string, ChatProvider>();
  /** The network settings that the open connections were made with. */
  #openedWith: string | undefined;

  constructor(options: ConnectionsOptions) {
    this.#options = options;
    this.#watcher = vscode.workspace.onDidChangeConfiguration((event) => {
      // Most of VS Code's `http.*` settings are about other things.
      if (event.affectsConfiguration("http") && this.#openedWith !== fingerprint()) {
        this.#transport.ifMade((transport) => transport.renew());
      }
    });
  }

  /** The client of an account. Throws `ChatError`: `config` when the account is gone or its address is not safe. */
  async connect(accountId: string): Promise<ChatProvider> {
    const account = await this.#options.accounts.find(accountId);
    if (!account) throw new ChatError("config", `there is no account ${accountId}`);
    const known = this.#clients.get(accountId);
    const madeFor = JSON.stringify([accountId, account.baseUrl, account.provider.id]);
    if (known?.madeFor === madeFor) return known.client;
    return await this.#connecting.run(madeFor, async () => {
      const client = await this.#create(account);
      this.#clients.set(accountId, { madeFor, client });
      return client;
    });
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#transport.ifMade((transport) => transport.close());
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
      this.#transport.get(),
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

  async #openTransport(): Promise<RenewableTransport> {
    const [{ RenewableTransport: Transport }, { UndiciTransport }] = await Promise.all([
      import("../../core/http/renewableTransport.ts"),
      import("../adapters/undiciTransport.ts"),
    ]);
    return new Transport(() => {
      this.#openedWith = fingerprint();
      return new UndiciTransport(readNetworkSettings());
    }, this.#options.log);
  }
}

/** What tells one set of network settings from another. */
function fingerprint(): string {
  return JSON.stringify(readNetworkSettings());
}
