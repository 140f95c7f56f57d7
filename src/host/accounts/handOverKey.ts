import * as vscode from "vscode";
import { registerSecret } from "../../core/registerSecret.ts";

/** What the user is told about a key, and what else can be done with it. */
export interface KeyOffer {
  readonly message: string;
  readonly detail: string;
  /** The button besides copying it. */
  readonly button: string;
}

/**
 * Offers a key that its service may never show again, until the user has taken or discarded it.
 * @returns true for the other button; false where it was copied or discarded
 */
export async function handOverKey(
  key: string,
  { message, detail, button }: KeyOffer,
): Promise<boolean> {
  registerSecret(key);
  const copy = vscode.l10n.t("Copy");
  const discard = vscode.l10n.t("Discard");
  const options = { modal: true, detail };
  for (let isAskedAgain = false; ; isAskedAgain = true) {
    const answer = await vscode.window.showInformationMessage(
      message,
      options,
      copy,
      button,
      ...(isAskedAgain ? [discard] : []),
    );
    if (answer === button) return true;
    // Escape alone, or a clipboard that is refused, must not throw a key away that nobody can get again.
    if (answer === discard || (answer === copy && (await isCopied(key)))) return false;
  }
}

async function isCopied(key: string): Promise<boolean> {
  return await vscode.env.clipboard.writeText(key).then(
    () => true,
    () => false,
  );
}
