import * as vscode from "vscode";
import { withCancel } from "../adapters/withCancel.ts";
import { subjectOf } from "../text/errorText.ts";
import { askText } from "../text/prompts.ts";
import { tellError } from "../text/tellError.ts";
import {
  chooseKnowledge,
  type KnowledgePlace,
  type ChooseKnowledgeDeps,
} from "./chooseKnowledge.ts";
import type { ResourceLists } from "../resources/resourceLists.ts";

/** What addPages works with. */
export interface AddPagesDeps extends ChooseKnowledgeDeps {
  readonly resources: ResourceLists;
  readonly closing: AbortSignal;
}

/** Gives web pages to a chatbot as knowledge: the one in the clipboard is proposed, unless VS Code runs in a browser. */
export async function addPages(deps: AddPagesDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t("Add Web Pages to Chatbot Knowledge");
  const place = await chooseKnowledge(deps, "addUrls", title, argument);
  if (!place) return;
  const copied = await readCopied();
  const address = await askText({
    title,
    prompt: vscode.l10n.t("Address of the page, starting with https://"),
    value: isWebAddress(copied) ? copied : "",
    validate: (text) =>
      isWebAddress(text) ? undefined : vscode.l10n.t("Enter the address of a web page."),
  });
  if (address === undefined) return;
  try {
    const urls = await choosePages(deps, place, address, title);
    if (urls.length === 0) return;
    await send(deps, place, urls);
  } catch (thrown) {
    tellError(thrown, "add pages", subjectOf(place.account), deps.log);
  }
}

async function send(
  deps: AddPagesDeps,
  { kind, account, info, chatbotId, chatbotName }: KnowledgePlace,
  urls: readonly string[],
): Promise<void> {
  const title = vscode.l10n.t("Adding to {0}", chatbotName);
  const results = await withCancel(deps, title, async (signal) => {
    try {
      return (await kind.addUrls?.({ chatbotId }, urls, signal)) ?? [];
    } finally {
      // Some may have been added before it was cancelled or failed.
      deps.resources.refresh({ accountId: account.id, chatbotId, kindId: info.id });
    }
  });
  const failed = results.flatMap(({ id, error }) =>
    error === undefined ? [] : [`${id}: ${error}`],
  );
  if (failed.length === 0) {
    const sentence =
      urls.length === 1
        ? vscode.l10n.t("1 page was added to {0}.", chatbotName)
        : vscode.l10n.t("{0} pages were added to {1}.", urls.length, chatbotName);
    void vscode.window.showInformationMessage(sentence);
    return;
  }
  void vscode.window.showWarningMessage(
    vscode.l10n.t("{0} of {1} pages were not added.", failed.length, urls.length),
    { modal: true, detail: failed.join("\n") },
  );
}

/** Where the service can look for the pages of a site, the user chooses from them. */
async function choosePages(
  deps: AddPagesDeps,
  { kind, chatbotId }: KnowledgePlace,
  address: string,
  title: string,
): Promise<readonly string[]> {
  if (!kind.findUrls) return [address];
  const one = { label: vscode.l10n.t("Only This Page"), description: address };
  const site = { label: vscode.l10n.t("Choose Pages of This Site…") };
  const chosen = await vscode.window.showQuickPick([one, site], { title });
  if (chosen !== site) return chosen ? [address] : [];
  const found = await withCancel(
    deps,
    vscode.l10n.t("Finding pages"),
    async (signal) => kind.findUrls?.({ chatbotId }, address, signal) ?? [],
  );
  if (found.length === 0) {
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t("No pages were found at {0}.", address),
      one.label,
    );
    return answer === undefined ? [] : [address];
  }
  const items = found.map((label) => ({ label, picked: true }));
  const pages = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("Select the pages to add"),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return (pages ?? []).map(({ label }) => label);
}

/**
 * A browser asks for its permission before the clipboard is read, and where it refuses VS Code waits for a click on its
 * notification: a proposal is not worth that.
 */
async function readCopied(): Promise<string> {
  if (vscode.env.uiKind === vscode.UIKind.Web) return "";
  return (await vscode.env.clipboard.readText()).trim();
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}
