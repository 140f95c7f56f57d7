import type { KnownAccount } from "../../src/host/refs/knownAccount.ts";
import { providers } from "../../src/providers/registry.ts";

/** An account of the first service. */
export function knownAccount(more: Partial<KnownAccount> = {}): KnownAccount {
  const [provider] = providers;
  if (!provider) throw new Error("there is no service");
  const own = { id: "a", providerId: provider.id, label: "Mine", baseUrl: "https://a.example" };
  return { ...own, provider, ...more };
}
