import { checkBaseUrl } from "../../core/baseUrl.ts";
import type { Clock } from "../../core/clock.ts";
import { ChatError } from "../../core/errors.ts";
import { HttpClient } from "../../core/http/client.ts";
import type { HttpTransport } from "../../core/http/transport.ts";
import type { Log } from "../../core/log.ts";
import type { Account } from "../../core/model.ts";
import type { ChatProvider, SessionNotes } from "../../core/provider.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { KeyStore } from "./keyStore.ts";

/** What every connection works with. */
export interface ConnectionContext {
  readonly keys: Pick<KeyStore, "read">;
  readonly clock: Clock;
  readonly log: Log;
  /** Origins without https that the user has agreed to. */
  readonly isConfirmedOrigin: (origin: string) => boolean;
  readonly notesFor: (accountId: string) => SessionNotes | Promise<SessionNotes>;
  /** This version of Parley. */
  readonly version: string;
}

/** The client of an account, and the HTTP under it. */
export interface Connection {
  readonly client: ChatProvider;
  readonly http: HttpClient;
}

/** Makes the client of an account. Throws `config` for an address that is not safe. */
export async function createConnection(
  account: KnownAccount,
  transport: HttpTransport,
  context: ConnectionContext,
): Promise<Connection> {
  const http = createHttp(account, transport, context);
  const { clock, log, notesFor } = context;
  const { createClient } = await account.provider.loadClient();
  const client = createClient({ http, clock, log, notes: await notesFor(account.id) });
  return { client, http };
}

/** HTTP for an account. Throws `config` for an address that is not safe. */
export function createHttp(
  account: Account,
  transport: HttpTransport,
  { keys, clock, log, isConfirmedOrigin, version }: ConnectionContext,
): HttpClient {
  const { baseUrl } = account;
  const { problem } = checkBaseUrl(baseUrl);
  if (problem !== undefined && !(problem === "not-https" && isConfirmedOrigin(baseUrl))) {
    throw new ChatError("config", `the base URL of ${account.label} is refused: ${problem}`);
  }
  return new HttpClient({
    transport,
    origin: baseUrl,
    readKey: async () => keys.read(account),
    clock,
    log,
    userAgent: `Parley/${version}`,
  });
}
