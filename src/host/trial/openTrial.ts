import * as vscode from "vscode";
import { toChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { Trial } from "../../core/provider.ts";
import { pickAccount, type PickAccountDeps } from "../accounts/pickAccount.ts";
import { openLink } from "../adapters/openLink.ts";
import { withCancel } from "../adapters/withCancel.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { connectTrials, type TrialConnections } from "./connectTrials.ts";
import { readTrial, writeTrial } from "./trialMemory.ts";

/** What openTrial works with. */
export interface OpenTrialDeps extends PickAccountDeps, TrialConnections {
  readonly globalState: vscode.Memento;
  readonly closing: AbortSignal;
  readonly log: Log;
}

/** Opens the service's page of a trial, where the user can keep its chatbot. */
export async function openTrial(deps: OpenTrialDeps, argument: unknown): Promise<void> {
  const account = await pickAccount(deps, argument, vscode.l10n.t("Open Page of Trial"));
  const kept = account && readTrial(deps.globalState, account.id);
  if (!account || !kept) return;
  const { pageUrl } = (await readAgain(deps, account, kept)) ?? kept;
  if (pageUrl !== undefined) {
    await openLink(pageUrl);
    return;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t("{0} has not named a page for this trial.", account.provider.name),
  );
}

/** The trial as the service has it now; undefined where it does not say, as the page may be there all the same. */
async function readAgain(
  deps: OpenTrialDeps,
  account: KnownAccount,
  kept: Trial,
): Promise<Trial | undefined> {
  const { trial: way, name } = account.provider;
  if (!way) return undefined;
  const title = vscode.l10n.t("Asking {0} about the trial…", name);
  try {
    const read = await withCancel(deps, title, async (signal) => {
      const trials = await connectTrials(deps, account, way);
      return await trials.read(kept.id, signal);
    });
    const now = { ...kept, ...read };
    await writeTrial(deps.globalState, account.id, now);
    return now;
  } catch (thrown) {
    const { kind, message } = toChatError(thrown);
    deps.log.warn(`reading a trial: ${kind} (${message})`);
    return undefined;
  }
}
