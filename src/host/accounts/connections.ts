import * as vscode from "vscode";
import { Lazy } from "../../core/async/lazy.ts";
import { SingleFlight } from "../../core/async/singleFlight.ts";
import { ChatError } from "../../core/errors.ts";
import type { HttpClient } from "../../core/http/client.ts";
import type { RenewableTransport } from "../../core/http/renewableTransport.ts";
import type { HttpTransport } from "../../core/http/transport.ts";
import type { ToleranceCounts } from "../../core/http/tolerance.ts";
import type { Account } from "../../core/model.ts";
import type { ChatProvider } from "../../core/provider.ts";
import type { AccountStore } from "./accountStore.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { Connection, ConnectionContext } from "./createConnection.ts";
import { readNetworkSettings } from "./networkSettings.ts";

/** What connections are made of. */
export interface ConnectionsOptions extends ConnectionContext {
  readonly accounts: AccountStore;
}

/** A connection, and the account, address and generation of the API that it was made for. */
interface KnownConnection extends Connection {
  readonly madeFor: string;
}

/** Gives each account its client. Loads undici, the schemas and the service's client at the first use. */
export class Connections implements vscode.Disposable {
  readonly #options: ConnectionsOptions;
  readonly #watcher: vscode.Disposable;
  /** Outlives every change of the settings, as the clients that send over it do. */
  readonly #transport = new Lazy(async () => this.#openTransport());
  readonly #connections = new Map<string, KnownConnection>();
  readonly #connecting = new SingleFlight<string, KnownConnection>();
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
    const account = await this.#find(accountId);
    const known = this.#connections.get(accountId);
    const madeFor = JSON.stringify([accountId, account.baseUrl, account.provider.id]);
    if (known?.madeFor === madeFor) return known.client;
    const { client } = await this.#connecting.run(madeFor, async () => {
      const connection = { madeFor, ...(await this.#create(account)) };
      this.#connections.set(accountId, connection);
      return connection;
    });
    return client;
  }

  /** A connection of its own over what `wrap` makes of the transport. Throws as `connect` does. */
  async connectThrough(
    accountId: string,
    wrap: (transport: HttpTransport) => HttpTransport,
  ): Promise<Connection> {
    return await this.#create(await this.#find(accountId), wrap);
  }

  /** A connection of its own with a key that is stored nowhere, to try it. Throws `ChatError` as `connect` does. */
  async connectWith(account: KnownAccount, key: string): Promise<Connection> {
    const [{ createConnection }, transport] = await this.#load();
    const keys = { read: async () => key };
    return await createConnection(account, transport, { ...this.#options, keys });
  }

  /** Bare HTTP at an account's address, for calls around the account. Throws `ChatError` as `connect` does. */
  async openHttp(account: Account): Promise<HttpClient> {
    const [{ createHttp }, transport] = await this.#load();
    return createHttp(account, transport, this.#options);
  }

  /** What was tolerated of an account's service since this window was opened; undefined before the first call. */
  toleratedOf(accountId: string): ToleranceCounts | undefined {
    return this.#connections.get(accountId)?.http.tolerance.counts;
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#transport.ifMade((transport) => transport.close());
  }

  async #find(accountId: string): Promise<KnownAccount> {
    const account = await this.#options.accounts.find(accountId);
    if (!account) throw new ChatError("config", `there is no account ${accountId}`);
    return account;
  }

  async #create(
    account: KnownAccount,
    wrap: (transport: HttpTransport) => HttpTransport = (transport) => transport,
  ): Promise<Connection> {
    const [{ createConnection }, transport] = await this.#load();
    return await createConnection(account, wrap(transport), this.#options);
  }

  async #load() {
    return await Promise.all([import("./createConnection.ts"), this.#transport.get()]);
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
