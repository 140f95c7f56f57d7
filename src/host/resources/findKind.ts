import { ChatError } from "../../core/errors.ts";
import type { ResourceKind, ResourceKindInfo } from "../../core/resources.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { Connections } from "../accounts/connections.ts";
import { shownKinds } from "./shownKinds.ts";

/** A kind of an account's service, ready to be used. */
export interface FoundKind {
  readonly account: KnownAccount;
  readonly info: ResourceKindInfo;
  readonly kind: ResourceKind;
}

/** What findKind works with. */
export interface FindKindDeps {
  readonly accounts: AccountStore;
  readonly connections: Connections;
}

/** The kind with this id. Throws `ChatError`: `config` when the account is gone, `not-found` without such a kind. */
export async function findKind(
  { accounts, connections }: FindKindDeps,
  { accountId, kindId }: { readonly accountId: string; readonly kindId: string },
): Promise<FoundKind> {
  const account = await accounts.find(accountId);
  if (!account) throw new ChatError("config", `there is no account ${accountId}`);
  const [{ resources }, infos] = await Promise.all([
    connections.connect(accountId),
    shownKinds(account.provider),
  ]);
  const info = infos.find(({ id }) => id === kindId);
  const kind = resources.find(({ id }) => id === kindId);
  if (!info || !kind) throw new ChatError("not-found", `there is no kind ${kindId}`);
  return { account, info, kind };
}
