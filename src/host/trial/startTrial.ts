import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Lazy } from "../../core/async/lazy.ts";
import type { ProviderDescriptor, ProviderTrial } from "../../core/provider.ts";
import { providers } from "../../providers/registry.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import { freeLabel } from "../accounts/freeLabel.ts";
import type { KeyStore } from "../accounts/keyStore.ts";
import { storeAccount } from "../accounts/storeAccount.ts";
import { testConnection, type TestConnectionDeps } from "../accounts/testConnection.ts";
import { withCancel } from "../adapters/withCancel.ts";
import type { Demo } from "../demo/demo.ts";
import { askText } from "../text/prompts.ts";
import { tellError } from "../text/tellError.ts";
import { translated } from "../text/translated.ts";
import { connectTrials } from "./connectTrials.ts";
import { writeTrial } from "./trialMemory.ts";
import { websiteAddress } from "./websiteAddress.ts";
import { confirm } from "../text/confirm.ts";

/** What startTrial works with. */
export interface StartTrialDeps extends TestConnectionDeps {
  readonly accounts: AccountStore;
  readonly keys: KeyStore;
  readonly globalState: vscode.Memento;
  readonly demo: Lazy<Pick<Demo, "place" | "adopt">>;
}

const example = "https://www.example.com";

interface TriedService {
  readonly provider: ProviderDescriptor;
  readonly trial: ProviderTrial;
}

/**
 * Has a service make a chatbot of a website for somebody without an account, after asking, and adds it as an account.
 * While the demo runs, its simulated service does.
 */
export async function startTrial(deps: StartTrialDeps): Promise<void> {
  const { accounts, keys, globalState, log } = deps;
  const chosen = await chooseService();
  if (!chosen) return;
  const { provider, trial: way } = chosen;
  const website = await askWebsite(translated(way.title));
  const demo = await deps.demo.get();
  const { place } = demo;
  const baseUrl = place?.origin ?? provider.defaultBaseUrl;
  if (website === undefined || !(await isAgreed(provider.name, baseUrl, website))) return;

  const host = new URL(website).hostname;
  const label = freeLabel(`${provider.name}: ${host}`, await accounts.list());
  const id = `${place?.idPrefix ?? ""}${randomUUID()}`;
  const account = { id, providerId: provider.id, label, baseUrl };
  let started;
  try {
    started = await withCancel(deps, translated(way.title), async (signal) => {
      const trials = await connectTrials(deps, account, way);
      return await trials.start(website, signal);
    });
  } catch (error) {
    tellError(error, "starting a trial", { service: provider.name, account: label }, log);
    return;
  }
  const { apiKey, trial } = started;
  const isStored = await storeAccount({ ...account, provider }, apiKey, {
    store: async () => {
      await keys.write(account, apiKey);
      await writeTrial(globalState, id, trial);
      if (place) await demo.adopt({ ...account, provider });
      else await accounts.save(account);
    },
    undo: async () => {
      await writeTrial(globalState, id, undefined);
      await keys.remove(id);
    },
    log,
  });
  if (!isStored) return;
  await vscode.commands.executeCommand("parley.chatbots.focus");
  await testConnection(deps, { ...account, provider });
}

async function chooseService(): Promise<TriedService | undefined> {
  const offered = providers.flatMap((provider) =>
    provider.trial ? [{ label: provider.name, provider, trial: provider.trial }] : [],
  );
  if (offered.length < 2) return offered[0];
  return await vscode.window.showQuickPick(offered, {
    placeHolder: vscode.l10n.t("Select the service to try"),
  });
}

async function askWebsite(title: string): Promise<string | undefined> {
  const text = await askText({
    title,
    prompt: vscode.l10n.t("Address of the website that the chatbot learns from"),
    placeholder: example,
    validate: (typed) =>
      websiteAddress(typed) === undefined
        ? vscode.l10n.t("Enter a web address such as {0}.", example)
        : undefined,
  });
  return text === undefined ? undefined : websiteAddress(text);
}

async function isAgreed(service: string, origin: string, website: string): Promise<boolean> {
  return await confirm({
    message: vscode.l10n.t("Send {0} to {1}?", website, new URL(origin).host),
    detail: vscode.l10n.t(
      "{0} makes a temporary chatbot of this website. Only the address is sent, without an account or an API key. The key of the chatbot is stored in VS Code's secret storage.",
      service,
    ),
    button: vscode.l10n.t("Send Address"),
  });
}
