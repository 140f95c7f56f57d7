import * as vscode from "vscode";
import type { Clock } from "../../core/clock.ts";
import { toChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { Trial } from "../../core/provider.ts";
import { withCancel } from "../adapters/withCancel.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { errorText } from "../text/errorText.ts";
import { connectTrials, type TrialConnections } from "./connectTrials.ts";
import { confirmWarning } from "../text/confirm.ts";

/** What endTrial works with. */
export interface EndTrialDeps extends TrialConnections {
  readonly clock: Clock;
  readonly closing: AbortSignal;
  readonly log: Log;
}

/**
 * Deletes a trial at its service, unless it has ended by itself. What fails is told.
 * @returns false when the user wants to keep the account because of that
 */
export async function endTrial(
  deps: EndTrialDeps,
  account: KnownAccount,
  { id, endsAt }: Trial,
): Promise<boolean> {
  const { trial: way, name } = account.provider;
  if (!way || (endsAt !== undefined && endsAt <= deps.clock.now())) return true;
  try {
    await withCancel(deps, vscode.l10n.t("Deleting the trial at {0}…", name), async (signal) => {
      const trials = await connectTrials(deps, account, way);
      await trials.remove(id, signal);
    });
    return true;
  } catch (thrown) {
    const error = toChatError(thrown);
    if (error.kind === "not-found") return true;
    deps.log.error(`deleting a trial: ${error.kind} (${error.message})`);
    const { sentence } = errorText(error.toData(), { service: name, account: account.label });
    return await confirmWarning({
      message: vscode.l10n.t("The trial was not deleted at {0}.", name),
      detail: vscode.l10n.t("{0} Without its API key it cannot be deleted from here.", sentence),
      button: vscode.l10n.t("Remove Anyway"),
    });
  }
}
