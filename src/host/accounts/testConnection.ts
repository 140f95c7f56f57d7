import * as vscode from "vscode";
import { toChatError } from "../../core/errors.ts";
import { errorText } from "../text/errorText.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { Connections } from "./connections.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import { shorten } from "../../core/redact.ts";
import { readAccountFacts } from "./accountFacts.ts";
import type { Catalog } from "../sessions/catalog.ts";

/** What testConnection works with. */
export interface TestConnectionDeps {
  readonly connections: Connections;
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly closing: AbortSignal;
  readonly log: Log;
}

/** What a notification can show of one fact, in UTF-16 units; the row of the account shows all of it. */
const maxFactLength = 160;

/**
 * Lists the chatbots of an account and says what was reached, how long it took and what the service says about it.
 * @param options.offersRename to offer another name too, because the user has not chosen the one that it has
 */
export async function testConnection(
  deps: TestConnectionDeps,
  account: KnownAccount,
  { offersRename = false } = {},
): Promise<void> {
  const { connections, clock, catalog, closing } = deps;
  const start = clock.now();
  try {
    const { chatbots, milliseconds, facts } = await vscode.window.withProgress(
      { location: { viewId: "parley.chatbots" } },
      async () => {
        const provider = await connections.connect(account.id);
        const all = await provider.listChatbots(closing);
        return {
          chatbots: all.length,
          milliseconds: clock.now() - start,
          facts: await readAccountFacts(async () => provider, account.label, closing, deps.log),
        };
      },
    );
    catalog.refresh({ accountId: account.id });
    const connected = vscode.l10n.t(
      "{0}: connected to {1} in {2} ms. Chatbots: {3}.",
      account.label,
      account.baseUrl,
      milliseconds,
      chatbots,
    );
    const told = facts.map((fact) => `${shorten(fact, maxFactLength)}.`);
    void tellSuccess([connected, ...told].join(" "), account, offersRename);
  } catch (thrown) {
    // Not waited for: the message stays until the user has read it.
    void tellFailure(account, toChatError(thrown).toData(), clock.now() - start);
  }
}

async function tellSuccess(
  text: string,
  account: KnownAccount,
  offersRename: boolean,
): Promise<void> {
  const rename = vscode.l10n.t("Rename Account…");
  const answer = await vscode.window.showInformationMessage(
    text,
    ...(offersRename ? [rename] : []),
  );
  if (answer === rename) await vscode.commands.executeCommand("parley.renameAccount", account.id);
}

async function tellFailure(
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
  if (answer === undefined) return;
  // By its id: when the message is answered the account may be another one, or gone.
  const command = answer === again ? "parley.testConnection" : "parley.setApiKey";
  await vscode.commands.executeCommand(command, account.id);
}
