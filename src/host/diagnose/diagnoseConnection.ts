import { getCACertificates } from "node:tls";
import * as vscode from "vscode";
import type { Clock } from "../../core/clock.ts";
import { ChatError, toChatError } from "../../core/errors.ts";
import { redact } from "../../core/redact.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { readNetworkSettings } from "../accounts/networkSettings.ts";
import { pickAccount, type PickAccountDeps } from "../accounts/pickAccount.ts";
import { withCancel } from "../adapters/withCancel.ts";
import { errorText, subjectOf } from "../text/errorText.ts";
import { probe } from "./probe.ts";
import { describeStep, describeTolerated } from "./report.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";
import type { Connections } from "../accounts/connections.ts";

/** What diagnoseConnection works with. */
export interface DiagnoseConnectionDeps extends PickAccountDeps {
  readonly extension: vscode.ExtensionContext["extension"];
  readonly documents: ReadonlyDocuments;
  readonly connections: Connections;
  readonly clock: Clock;
  readonly closing: AbortSignal;
}

/** For each step, in milliseconds. */
const timeout = 15_000;

/** Says step by step how an account's service is reached, as a text that can be pasted into a ticket. */
export async function diagnoseConnection(
  deps: DiagnoseConnectionDeps,
  argument: unknown,
): Promise<void> {
  const title = vscode.l10n.t("Diagnose Connection");
  const account = await pickAccount(deps, argument, title);
  if (!account) return;
  const lines = await withCancel(deps, title, async (signal, progress) => {
    const found = head(account, deps.extension);
    for await (const line of examine(deps, account, signal)) {
      if (signal.aborted) break;
      found.push(line);
      progress.report({ message: line.split("\n", 1)[0] ?? "" });
    }
    return found;
  });
  const name = vscode.l10n.t("Connection Report: {0}", account.label);
  await deps.documents.show(name, redact(`${lines.join("\n")}\n`), "plaintext");
}

function head(account: KnownAccount, extension: vscode.Extension<unknown>): string[] {
  const { version } = extension.packageJSON as { version: string };
  return [
    `Parley ${version}, VS Code ${vscode.version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    vscode.l10n.t("{0} at {1}", account.provider.name, account.baseUrl),
    "",
  ];
}

async function* examine(
  deps: DiagnoseConnectionDeps,
  account: KnownAccount,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const settings = readNetworkSettings();
  if (!settings.strictCertificates) {
    yield vscode.l10n.t("✗ http.proxyStrictSSL is off: any certificate is accepted.");
  }
  // To what is no address there is no way; trying the key says so.
  if (URL.canParse(account.baseUrl)) {
    const steps = probe(new URL(account.baseUrl), {
      ...settings,
      env: process.env,
      certificates: [...getCACertificates("default"), ...getCACertificates("system")],
      timeout,
    });
    for await (const step of steps) yield describeStep(step);
  }
  yield await tryKey(deps, account, signal);
  const tolerated = describeTolerated(deps.connections.toleratedOf(account.id));
  if (tolerated !== undefined) yield tolerated;
}

/** What the extension itself gets when it lists the chatbots with the account's key. */
async function tryKey(
  deps: DiagnoseConnectionDeps,
  account: KnownAccount,
  signal: AbortSignal,
): Promise<string> {
  const start = performance.now();
  const elapsed = (): string => vscode.l10n.t("{0} ms", Math.round(performance.now() - start));
  const limit = new AbortController();
  const stopLimit = deps.clock.after(timeout, () => limit.abort());
  try {
    const provider = await deps.connections.connect(account.id);
    const chatbots = await provider.listChatbots(AbortSignal.any([signal, limit.signal]));
    return `✓ ${vscode.l10n.t("The API key was accepted. Chatbots: {0}.", chatbots.length)} (${elapsed()})`;
  } catch (thrown) {
    const ended = toChatError(thrown);
    // Whoever reads the report has stopped nothing.
    const isLate = ended.kind === "cancelled" && !signal.aborted;
    const late = new ChatError("timeout", `no answer in ${timeout} ms`);
    const error = (isLate ? late : ended).toData();
    const subject = subjectOf(account);
    return `✗ ${errorText(error, subject).sentence} ${error.detail} (${elapsed()})`;
  } finally {
    stopLimit();
  }
}
