import * as vscode from "vscode";
import type { Log } from "../../core/log.ts";
import { shorten } from "../../core/redact.ts";
import { findProvider } from "../../providers/registry.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { type ParleyLink, readParleyLink } from "./parleyLink.ts";
import { confirm } from "../text/confirm.ts";

/** What followLink works with. */
export interface FollowLinkDeps {
  readonly accounts: Pick<AccountStore, "list">;
  readonly log: Log;
}

/** In UTF-16 units. */
const maxIdLength = 80;

/**
 * Does what a link `vscode://parley.parley/…` asks for, after the user has agreed. What is no link of Parley's, or
 * holds a key, is refused with a sentence and a line in the log that shows nothing of it.
 */
export async function followLink(deps: FollowLinkDeps, uri: vscode.Uri): Promise<void> {
  const link = readParleyLink(uri.path, uri.query);
  try {
    if ("problem" in link) {
      deps.log.warn(`a link to Parley is refused: ${link.problem}`);
      await tellRefusal(link.problem);
    } else if (link.path === "/session") await openSession(deps, link);
    else await addAccount(link.service);
  } catch (thrown) {
    tellError(thrown, "link", subjectOf(undefined), deps.log);
  }
}

async function tellRefusal(problem: "unknown" | "holds-key"): Promise<void> {
  if (problem === "unknown") {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("This link was not opened because Parley does not know what it asks for."),
    );
    return;
  }
  const text = vscode.l10n.t(
    "This link was not opened because it seems to contain an API key. Enter keys only where Parley asks for them.",
  );
  const add = vscode.l10n.t("Add Account");
  const answer = await vscode.window.showWarningMessage(text, add);
  if (answer === add) await vscode.commands.executeCommand("parley.addAccount");
}

async function addAccount(service: string): Promise<void> {
  const provider = findProvider(service);
  if (!provider) return await tellRefusal("unknown");
  const isAgreed = await confirm({
    message: vscode.l10n.t("Add an account for {0}?", provider.name),
    detail: vscode.l10n.t(
      "A link asks for this. Parley will ask for your API key, which is sent to {0} and to nobody else.",
      provider.defaultBaseUrl,
    ),
    button: vscode.l10n.t("Add Account"),
  });
  if (isAgreed)
    await vscode.commands.executeCommand("parley.addAccount", { provider: provider.id });
}

async function openSession(
  { accounts }: FollowLinkDeps,
  { service, address, chatbot, session }: Extract<ParleyLink, { readonly path: "/session" }>,
): Promise<void> {
  const provider = findProvider(service);
  if (!provider) return await tellRefusal("unknown");
  const baseUrl = address ?? provider.defaultBaseUrl;
  const fitting = (await accounts.list()).filter(
    (account) => account.providerId === service && account.baseUrl === baseUrl,
  );
  const title = vscode.l10n.t("Open Session");
  const account = fitting.length > 1 ? await pickOne(fitting, title) : fitting[0];
  if (!account) {
    if (fitting.length === 0) await offerAccount(baseUrl);
    return;
  }
  const isAgreed = await confirm({
    message: vscode.l10n.t("Open a session of the account {0}?", account.label),
    detail: vscode.l10n.t(
      "A link asks for this. The session {0} will be loaded from {1} with the API key of this account. No question is sent.",
      shorten(session, maxIdLength),
      account.baseUrl,
    ),
    button: title,
  });
  if (!isAgreed) return;
  const ref = { accountId: account.id, chatbotId: chatbot, id: session };
  await vscode.commands.executeCommand("parley.openSession", ref);
}

async function pickOne(
  accounts: readonly KnownAccount[],
  title: string,
): Promise<KnownAccount | undefined> {
  const items = accounts.map((account) => ({ label: account.label, account }));
  const placeHolder = vscode.l10n.t("Select the account to open the session of a link with");
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.account;
}

/** The link must not choose where a key goes, so the user is asked for everything. */
async function offerAccount(baseUrl: string): Promise<void> {
  const add = vscode.l10n.t("Add Account");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("This link leads to a session at {0}, where you have no account.", baseUrl),
    add,
  );
  if (answer === add) await vscode.commands.executeCommand("parley.addAccount");
}
