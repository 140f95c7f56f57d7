import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { toChatError } from "../../core/errors.ts";
import { errorText } from "../text/errorText.ts";
import type { KnownAccount } from "./accountStore.ts";

/** Lists the chatbots of an account and says what was reached and how long it took. */
export async function testConnection(container: Container, account: KnownAccount): Promise<void> {
  const { connections, clock, catalog, closing } = container;
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
        "{0}: reached {1} in {2} ms. Chatbots: {3}.",
        account.label,
        account.baseUrl,
        clock.now() - start,
        chatbots.length,
      ),
    );
  } catch (thrown) {
    // Not waited for: the message stays until the person has read it.
    void tellFailure(container, account, toChatError(thrown).toData(), clock.now() - start);
  }
}

async function tellFailure(
  container: Container,
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
  const again = vscode.l10n.t("Try Again");
  const label = action?.id === "set-key" ? action.label : again;
  const answer = await vscode.window.showErrorMessage(text, label);
  if (answer === again) await testConnection(container, account);
  else if (answer !== undefined)
    await vscode.commands.executeCommand("parley.setApiKey", account.id);
}
