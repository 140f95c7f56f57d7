import * as vscode from "vscode";
import type { Clock } from "../../core/clock.ts";
import { compareService } from "../../core/conformance/compareService.ts";
import type { Log } from "../../core/log.ts";
import type { Connections } from "../accounts/connections.ts";
import { pickAccount, type PickAccountDeps } from "../accounts/pickAccount.ts";
import { withCancel } from "../adapters/withCancel.ts";
import type { Catalog } from "../sessions/catalog.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";

/** What compareWithDocumentation works with. */
export interface CompareWithDocumentationDeps extends PickAccountDeps {
  readonly extension: vscode.ExtensionContext["extension"];
  readonly connections: Connections;
  readonly catalog: Pick<Catalog, "refresh">;
  readonly clock: Clock;
  readonly log: Log;
  readonly closing: AbortSignal;
}

/** Compares an account's service with its documentation, as a report that can be shown to anyone. */
export async function compareWithDocumentation(
  deps: CompareWithDocumentationDeps,
  argument: unknown,
): Promise<void> {
  const { connections, catalog, clock, extension, log } = deps;
  const title = vscode.l10n.t("Compare With the Documentation");
  const account = await pickAccount(deps, argument, title);
  if (!account) return;
  const asks = await pickExtent(title);
  if (asks === undefined) return;
  const { version } = extension.packageJSON as { version: string };
  try {
    const { report } = await withCancel(deps, title, async (signal) =>
      compareService({
        descriptor: account.provider,
        baseUrl: account.baseUrl,
        connect: async (wrap) => connections.connectThrough(account.id, wrap),
        asks,
        version,
        clock,
        signal,
      }),
    );
    const document = await vscode.workspace.openTextDocument({
      language: "markdown",
      content: report,
    });
    await vscode.window.showTextDocument(document);
  } catch (thrown) {
    tellError(thrown, "comparison", subjectOf(account), log);
  } finally {
    // The session of the question may have come, or come and gone.
    if (asks) catalog.refresh({ accountId: account.id });
  }
}

/** Whether a question may be asked; undefined when the user gives up. */
async function pickExtent(title: string): Promise<boolean | undefined> {
  const items = [
    {
      label: vscode.l10n.t("Only Read"),
      detail: vscode.l10n.t("Changes nothing at the service."),
      asks: false,
    },
    {
      label: vscode.l10n.t("Also Ask One Question"),
      detail: vscode.l10n.t(
        "Creates a session, asks one question, and deletes the session where the service can. May count toward your plan.",
      ),
      asks: true,
    },
  ];
  const placeHolder = vscode.l10n.t("The report shows no values and can be shared.");
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.asks;
}
