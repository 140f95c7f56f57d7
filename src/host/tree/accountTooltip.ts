import type { CancellationToken } from "vscode";
import type { ChatProvider } from "../../core/provider.ts";
import type { Log } from "../../core/log.ts";
import { readAccountFacts } from "../accounts/accountFacts.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";

/** What accountTooltip works with. */
export interface AccountTooltipDeps {
  readonly connect: (accountId: string) => Promise<ChatProvider>;
  readonly log: Log;
}

/** What is shown of an account when somebody points at it, with what its service says about it just then. */
export async function accountTooltip(
  { connect, log }: AccountTooltipDeps,
  { id, label, provider, baseUrl }: KnownAccount,
  token: CancellationToken,
): Promise<string> {
  const cancel = new AbortController();
  const watcher = token.onCancellationRequested(() => cancel.abort());
  try {
    const facts = await readAccountFacts(async () => connect(id), label, cancel.signal, log);
    return [label, `${provider.name} · ${baseUrl}`, ...facts].join("\n");
  } finally {
    watcher.dispose();
  }
}
