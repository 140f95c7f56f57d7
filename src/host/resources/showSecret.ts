import * as vscode from "vscode";
import { hideSecret } from "../../core/redact.ts";
import type { KnownAccount } from "../accounts/accountStore.ts";

/** Hands over a key that the service shows this once: to the clipboard, or as a new account. It is kept nowhere else. */
export async function showSecret(account: KnownAccount, secret: string): Promise<void> {
  hideSecret(secret);
  const { l10n } = vscode;
  const copy = l10n.t("Copy");
  const add = l10n.t("Add as Account");
  const answer = await vscode.window.showInformationMessage(
    l10n.t("The new API key is ready."),
    { modal: true, detail: l10n.t("{0} does not show it again.", account.provider.name) },
    copy,
    add,
  );
  if (answer === copy) await vscode.env.clipboard.writeText(secret);
  if (answer === add) {
    await vscode.commands.executeCommand("parley.addAccount", {
      provider: account.provider.id,
      label: l10n.t("{0} (new key)", account.label),
      baseUrl: account.baseUrl,
      apiKey: secret,
    });
  }
}
