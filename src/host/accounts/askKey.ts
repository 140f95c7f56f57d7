import * as vscode from "vscode";
import type { ProviderDescriptor } from "../../core/provider.ts";
import { askText } from "../text/prompts.ts";
import { translated } from "../text/translated.ts";

/** Asks for an API key without showing it. Undefined when the user gives up. */
export async function askKey(
  provider: ProviderDescriptor,
  label: string,
  steps: { readonly title?: string; readonly step?: number; readonly totalSteps?: number } = {},
): Promise<string | undefined> {
  return await askText({
    title: vscode.l10n.t("API Key for {0}", label),
    ...steps,
    prompt: vscode.l10n.t(
      "Paste the API key. Find it at {0}: {1}. It is stored in VS Code's secret storage.",
      provider.name,
      translated(provider.keyHint),
    ),
    isSecret: true,
    validate: (text) => {
      if (text === "") return vscode.l10n.t("Paste the API key.");
      // A header cannot carry anything else, and no service makes such keys.
      return /^[\x21-\x7E]+$/.test(text)
        ? undefined
        : vscode.l10n.t("An API key cannot contain spaces or special characters.");
    },
  });
}
