import * as vscode from "vscode";
import { toChatError } from "../../core/errors.ts";
import { errorText } from "../text/errorText.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { Connections } from "./connections.ts";
import type { Clock } from "../../core/clock.ts";
import type { Catalog } from "../sessions/catalog.ts";

/** What testConnection works with. */
export interface TestConnectionDeps {
  readonly connections: Connections;
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly closing: AbortSignal;
}

/** Lists the chatbots of an account and says what was reached and how long it took. */
export async function testConnection(
  deps: TestConnectionDeps,
  account: KnownAccount,
): Promise<void> {
  const { connections, clock, catalog, closing } = deps;
  const start = clock.now();
  try {
    const chatbots = await vscode.window.withProgress(
      { location: { viewId: "parley.chatbots" } },
      async () => {
        const provider = await connections.connect(account.id);
        return await provider.listChatbots(closing);
      },
    );
    catalog.refresh({ accountId: account.id });
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "{0}: connected to {1} in {2} ms. Chatbots: {3}.",
        account.label,
        account.baseUrl,
        clock.now() - start,
        chatbots.length,
      ),
    );
  } catch (thrown) {
    // Not waited for: the message stays until the user has read it.
    void tellFailure(deps, account, toChatError(thrown).toData(), clock.now() - start);
  }
}

async function tellFailure(
  deps: TestConnectionDeps,
  account: KnownAccount,
  error: Parameters<typeof errorText>[0],
  milliseconds: number,
): Promise<void> {
  const { sentence, action } = errorText(error, {
    service: account.provider.name,
    account: account.label,
  });
  const text = vscode.l10n.t(
    "{0}: {1} ({2}, after {3} ms)",
    account.label,
    sentence,
    account.baseUrl,
    milliseconds,
  );
  const again = vscode.l10n.t("Retry");
  const label = action?.id === "set-key" ? action.label : again;
  const answer = await vscode.window.showErrorMessage(text, label);
  if (answer === again) await testConnection(deps, account);
  else if (answer !== undefined)
    await vscode.commands.executeCommand("parley.setApiKey", account.id);
}
