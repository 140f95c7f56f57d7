import * as vscode from "vscode";
import { editionFor } from "../../core/editions.ts";
import { toChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import { findProvider } from "../../providers/registry.ts";
import { openLink } from "../adapters/openLink.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { errorText, subjectOf } from "../text/errorText.ts";
import { askText } from "../text/prompts.ts";
import { translated } from "../text/translated.ts";
import type { Connections } from "./connections.ts";

/** What askKey works with. */
export interface AskKeyDeps {
  readonly connections: Pick<Connections, "connectWith">;
  readonly closing: AbortSignal;
  readonly log: Log;
}

/**
 * Asks for the API key of an account without showing it, and tries it before it is taken: a wrong one stays in the
 * input, to be mended. Undefined when the user gives up.
 */
export async function askKey(
  deps: AskKeyDeps,
  account: KnownAccount,
  title = vscode.l10n.t("API Key for {0}", account.label),
): Promise<string | undefined> {
  const { provider, baseUrl } = account;
  return await askText({
    title,
    prompt: vscode.l10n.t(
      "Paste the API key. Find it at {0}: {1}. It is stored in VS Code's secret storage.",
      provider.name,
      translated(provider.keyHint),
    ),
    isSecret: true,
    // What stands in the settings may be no address; trying the key says so.
    ...(URL.canParse(baseUrl) && {
      buttons: [
        {
          icon: "link-external",
          label: vscode.l10n.t("Open {0}", new URL(baseUrl).host),
          run: async () => openLink(baseUrl),
        },
      ],
    }),
    validate: (text) => {
      if (text === "") return vscode.l10n.t("Paste the API key.");
      // A header cannot carry anything else, and no service makes such keys.
      return /^[\x21-\x7E]+$/.test(text)
        ? undefined
        : vscode.l10n.t("An API key cannot contain spaces or special characters.");
    },
    check: checkOf(deps, account),
  });
}

/** Lists the chatbots with a key. What says nothing about the key, as a network that is down, can be passed over. */
function checkOf({ connections, closing, log }: AskKeyDeps, account: KnownAccount) {
  const service = findProvider(account.providerId) ?? account.provider;
  let untried: string | undefined;
  return async (key: string, signal: AbortSignal): Promise<string | undefined> => {
    if (key === untried) return undefined;
    try {
      const provider = editionFor(service, key);
      const { client } = await connections.connectWith({ ...account, provider }, key);
      await client.listChatbots(AbortSignal.any([signal, closing]));
      return undefined;
    } catch (thrown) {
      const error = toChatError(thrown);
      log.warn(`trying an API key: ${error.kind} (${error.message})`);
      const { sentence } = errorText(error.toData(), subjectOf(account));
      if (error.kind === "bad-key") return sentence;
      untried = key;
      return vscode.l10n.t("{0} Press Enter to use the API key anyway.", sentence);
    }
  };
}
