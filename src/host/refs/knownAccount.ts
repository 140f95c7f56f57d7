import type { Account } from "../../core/model.ts";
import type { ProviderDescriptor } from "../../core/provider.ts";

/** An account with the service it belongs to. */
export interface KnownAccount extends Account {
  readonly provider: ProviderDescriptor;
}
