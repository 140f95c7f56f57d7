import * as vscode from "vscode";
import type { ErrorData } from "../../core/model.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { errorText, subjectOf } from "../text/errorText.ts";
import type { Catalog } from "./catalog.ts";

/** Why a list could not be loaded, and what to do about it. */
export interface ListHelp {
  readonly sentence: string;
  /** What it does, in words. */
  readonly label: string;
  /** Lets the list be loaded again, behind another key where that one is refused. */
  readonly run: () => Promise<void>;
}

/** Helps where the chatbots of an account, or the sessions of one of them, could not be loaded. */
export function helpWithList(
  { catalog }: { readonly catalog: Pick<Catalog, "refresh"> },
  error: ErrorData,
  account: KnownAccount,
  chatbotId?: string,
): ListHelp {
  const { sentence, action } = errorText(error, subjectOf(account));
  const { id: accountId } = account;
  if (action?.id === "set-key") {
    const run = async (): Promise<void> => {
      await vscode.commands.executeCommand("parley.setApiKey", accountId);
    };
    return { sentence, label: action.label, run };
  }
  const run = async (): Promise<void> =>
    catalog.refresh({ accountId, ...(chatbotId !== undefined && { chatbotId }) });
  return { sentence, label: vscode.l10n.t("Retry"), run };
}
