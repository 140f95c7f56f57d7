import { checkBaseUrl } from "../../core/baseUrl.ts";
import { editionFor } from "../../core/editions.ts";
import type { Log } from "../../core/log.ts";
import type { ProviderDescriptor } from "../../core/provider.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { readAccountEntries } from "./accountSchema.ts";
import type { KeyStore } from "./keyStore.ts";

/** What the accounts are read with. */
export interface AccountStoreOptions {
  readonly findProvider: (id: string) => ProviderDescriptor | undefined;
  readonly keys: Pick<KeyStore, "editionOf">;
  readonly log: Log;
}

/**
 * The accounts in the settings that this version of Parley can use, and those of the demo behind them.
 * @param raw what stands in the settings
 */
export async function readAccounts(
  raw: unknown,
  temporary: readonly KnownAccount[],
  options: AccountStoreOptions,
): Promise<readonly KnownAccount[]> {
  const all = [...readSettings(raw, options), ...temporary];
  return await Promise.all(all.map(async (account) => withEdition(account, options)));
}

function readSettings(
  raw: unknown,
  { findProvider, log }: AccountStoreOptions,
): readonly KnownAccount[] {
  const { entries, broken } = readAccountEntries(raw);
  if (broken > 0) log.warn(`parley.accounts: ${broken} entries are not accounts and are left out`);
  const ids = new Set<string>();
  return entries.flatMap((entry) => {
    const provider = findProvider(entry.provider);
    if (!provider || ids.has(entry.id)) {
      log.warn(
        `parley.accounts: "${entry.label}" has an unknown provider or a repeated id and is left out`,
      );
      return [];
    }
    ids.add(entry.id);
    const checked = checkBaseUrl(entry.baseUrl ?? provider.defaultBaseUrl);
    const baseUrl = "origin" in checked ? checked.origin : (entry.baseUrl ?? "");
    return [{ id: entry.id, providerId: provider.id, label: entry.label, baseUrl, provider }];
  });
}

/** The generation of the service's API that the key speaks: only that is kept. Storage without a key hides no account. */
async function withEdition(
  account: KnownAccount,
  { keys, log }: AccountStoreOptions,
): Promise<KnownAccount> {
  if (!account.provider.editions) return account;
  try {
    const provider = await keys.editionOf(account, (key) => editionFor(account.provider, key));
    return { ...account, provider };
  } catch (error) {
    log.warn(`${account.label}: its key could not be read (${String(error)})`);
    return account;
  }
}
