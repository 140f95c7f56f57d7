import * as vscode from "vscode";
import type { Clock } from "../../core/clock.ts";
import type { ProviderDescriptor, SignInOutcome } from "../../core/provider.ts";
import { openLink } from "../adapters/openLink.ts";
import { withCancel } from "../adapters/withCancel.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { askKey, type AskKeyDeps } from "./askKey.ts";
import type { Connections } from "./connections.ts";
import { confirm } from "../text/confirm.ts";

/** What signIn works with. */
export interface SignInDeps extends AskKeyDeps {
  readonly connections: Pick<Connections, "connectWith" | "openHttp">;
  readonly clock: Clock;
}

type LoadSignIn = NonNullable<ProviderDescriptor["loadSignIn"]>;

/**
 * Gets the key of a new account: by signing in where its service offers that and the user wants it, else by asking for
 * it. Undefined when the user gives up or signing in has failed, which is told.
 */
export async function getKey(
  deps: SignInDeps,
  account: KnownAccount,
  title: string,
): Promise<string | undefined> {
  const { loadSignIn } = account.provider;
  if (!loadSignIn) return await askKey(deps, account, title);
  const inBrowser = vscode.l10n.t("Sign In in the Browser…");
  const picked = await vscode.window.showQuickPick(
    [inBrowser, vscode.l10n.t("Paste an API Key…")],
    { title, ignoreFocusOut: true },
  );
  if (picked === undefined) return undefined;
  if (picked !== inBrowser) return await askKey(deps, account, title);
  try {
    return await signIn(deps, account, loadSignIn);
  } catch (error) {
    tellError(error, "signing in", subjectOf(account), deps.log);
    return undefined;
  }
}

async function signIn(
  deps: SignInDeps,
  account: KnownAccount,
  loadSignIn: LoadSignIn,
): Promise<string | undefined> {
  const { name } = account.provider;
  const title = vscode.l10n.t("Signing in to {0}", name);
  const outcome = await withCancel(deps, title, async (signal, progress) => {
    // There is no account yet, and so no key that could be read for it.
    const http = await deps.connections.openHttp({ ...account, id: "" });
    const { startSignIn } = await loadSignIn();
    const { code, pageUrl, wait } = await startSignIn(http, deps.clock, signal);
    if (!(await isToBeOpened(name, code))) return undefined;
    progress.report({ message: vscode.l10n.t("code {0}, waiting for the browser", code) });
    await openLink(pageUrl);
    return await wait(signal);
  });
  return outcome && readOutcome(outcome, name);
}

async function isToBeOpened(service: string, code: string): Promise<boolean> {
  return await confirm({
    message: vscode.l10n.t("Your code is {0}.", code),
    detail: vscode.l10n.t(
      "Approve the access on the page of {0}, if it shows the same code. Its API key is then stored in VS Code's secret storage.",
      service,
    ),
    button: vscode.l10n.t("Open Page"),
  });
}

function readOutcome(outcome: SignInOutcome, service: string): string | undefined {
  switch (outcome.kind) {
    case "approved":
      return outcome.apiKey;
    case "denied":
      void vscode.window.showWarningMessage(
        vscode.l10n.t("The access was denied at {0}. No account was added.", service),
      );
      return undefined;
    case "expired":
      void vscode.window.showWarningMessage(
        vscode.l10n.t("The code has expired. Add the account again to get another one."),
      );
      return undefined;
  }
}
