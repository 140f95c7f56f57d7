import * as vscode from "vscode";
import { reasonOf, toChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import { redact } from "../../core/redact.ts";
import { registerSecret } from "../../core/registerSecret.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { handOverKey } from "./handOverKey.ts";

/** How an account and its key are stored. */
export interface StoreAccountOptions {
  readonly store: () => Promise<void>;
  /** Removes what was stored of it before that failed. */
  readonly undo: () => Promise<void>;
  readonly log: Log;
}

/**
 * Stores an account with its key. Where that fails, as in a locked key chain or settings that cannot be written, the
 * user can try again or take the key along: its service may have shown it only this once.
 * @returns false where it is not stored
 */
export async function storeAccount(
  { provider }: KnownAccount,
  apiKey: string,
  { store, undo, log }: StoreAccountOptions,
): Promise<boolean> {
  registerSecret(apiKey);
  for (;;) {
    try {
      await store();
      return true;
    } catch (thrown) {
      log.error(`storing an account: ${toChatError(thrown).message}`);
      const reason = redact(reasonOf(thrown));
      const isAgain = await handOverKey(apiKey, {
        message: vscode.l10n.t("The account could not be stored."),
        detail: vscode.l10n.t("{0}\n{1} may not show its API key again.", reason, provider.name),
        button: vscode.l10n.t("Retry"),
      });
      if (isAgain) continue;
      await undo().catch((error: unknown) => log.error(`storing an account: ${String(error)}`));
      return false;
    }
  }
}
