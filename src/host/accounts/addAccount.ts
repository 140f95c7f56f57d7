import { randomUUID } from "node:crypto";
import { minLength, object, optional, pipe, safeParse, string } from "valibot";
import * as vscode from "vscode";
import type { ProviderDescriptor } from "../../core/provider.ts";
import { findProvider, providers } from "../../providers/registry.ts";
import { askText } from "../text/prompts.ts";
import { freeLabel } from "./freeLabel.ts";
import { getKey } from "./signIn.ts";
import { askKey } from "./askKey.ts";
import { checkBaseUrl } from "../../core/baseUrl.ts";
import { testConnection, type TestConnectionDeps } from "./testConnection.ts";
import type { AccountStore } from "./accountStore.ts";
import type { KeyStore } from "./keyStore.ts";
import type { ConfirmedOrigins } from "./confirmedOrigins.ts";

/** What addAccount works with. */
export interface AddAccountDeps extends TestConnectionDeps {
  readonly accounts: AccountStore;
  readonly keys: KeyStore;
  readonly confirmedOrigins: ConfirmedOrigins;
}

const argumentSchema = object({
  provider: string(),
  label: pipe(string(), minLength(1)),
  baseUrl: optional(string()),
  apiKey: optional(pipe(string(), minLength(1))),
});

interface NewAccount {
  readonly provider: ProviderDescriptor;
  readonly label: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  /** False when another command gave everything and nobody is asked or told anything. */
  readonly isInteractive: boolean;
}

/**
 * Adds an account, or replaces the key of the one with the same service, name and address.
 * @param argument `{provider, label, baseUrl?, apiKey?}` saves the steps that it answers
 * @returns the account's id, or undefined when the user gave up
 */
export async function addAccount(
  deps: AddAccountDeps,
  argument?: unknown,
): Promise<string | undefined> {
  const given = argument === undefined ? undefined : safeParse(argumentSchema, argument);
  const wanted = given?.success
    ? await fromArgument(deps, given.output)
    : await askForAccount(deps);
  if (!wanted) return undefined;
  const { provider, label, baseUrl, apiKey } = wanted;
  const known = (await deps.accounts.list()).find(
    (account) =>
      account.providerId === provider.id && account.label === label && account.baseUrl === baseUrl,
  );
  const account = { id: known?.id ?? randomUUID(), providerId: provider.id, label, baseUrl };
  await deps.keys.write(account, apiKey);
  if (!known) await deps.accounts.save(account);
  if (wanted.isInteractive) await testConnection(deps, { ...account, provider });
  return account.id;
}

async function fromArgument(
  deps: AddAccountDeps,
  given: {
    provider: string;
    label: string;
    baseUrl?: string | undefined;
    apiKey?: string | undefined;
  },
): Promise<NewAccount | undefined> {
  const provider = findProvider(given.provider);
  if (!provider) {
    void vscode.window.showErrorMessage(vscode.l10n.t("Unknown service: {0}.", given.provider));
    return undefined;
  }
  const baseUrl = await acceptBaseUrl(deps, given.baseUrl ?? provider.defaultBaseUrl);
  const apiKey =
    baseUrl === undefined ? undefined : (given.apiKey ?? (await askKey(provider, given.label)));
  if (baseUrl === undefined || apiKey === undefined) return undefined;
  return {
    provider,
    label: given.label,
    baseUrl,
    apiKey,
    isInteractive: given.apiKey === undefined,
  };
}

async function askForAccount(deps: AddAccountDeps): Promise<NewAccount | undefined> {
  const title = vscode.l10n.t("Add Account");
  const picked = await vscode.window.showQuickPick(
    providers.map((provider) => ({
      label: provider.name,
      description: provider.defaultBaseUrl,
      provider,
    })),
    {
      title,
      placeHolder: vscode.l10n.t("Select the service that hosts your chatbots"),
      ignoreFocusOut: true,
    },
  );
  if (!picked) return undefined;
  const { provider } = picked;
  const known = await deps.accounts.list();
  const taken = new Set(known.map(({ label }) => label));
  const steps = { title: `${title}: ${provider.name}`, totalSteps: 3 };
  const label = await askText({
    ...steps,
    step: 1,
    prompt: vscode.l10n.t("Account name, shown in the side bar"),
    value: freeLabel(provider.name, known),
    validate: (text) => {
      if (text === "") return vscode.l10n.t("Enter a name.");
      return taken.has(text)
        ? vscode.l10n.t("An account with this name already exists.")
        : undefined;
    },
  });
  if (label === undefined) return undefined;
  const address = await askText({
    ...steps,
    step: 2,
    prompt: vscode.l10n.t("Address of the service. Change it only if you use your own host."),
    value: provider.defaultBaseUrl,
    validate: describeProblem,
  });
  const baseUrl = address === undefined ? undefined : await acceptBaseUrl(deps, address);
  if (baseUrl === undefined) return undefined;
  const account = { providerId: provider.id, label, baseUrl };
  const apiKey = await getKey(deps, provider, account, { ...steps, step: 3 });
  return apiKey === undefined
    ? undefined
    : { provider, label, baseUrl, apiKey, isInteractive: true };
}

function describeProblem(text: string): string | undefined {
  switch (checkBaseUrl(text).problem) {
    case "not-a-url":
      return vscode.l10n.t("Enter an address such as https://chat.example.com.");
    case "not-an-origin":
      return vscode.l10n.t("Enter the address without a path, user name or query.");
    default:
      // Plain http is not forbidden; it is asked about.
      return undefined;
  }
}

/** The origin, when it may be used. Asks before a key would travel unencrypted. */
async function acceptBaseUrl(
  { confirmedOrigins }: AddAccountDeps,
  text: string,
): Promise<string | undefined> {
  const checked = checkBaseUrl(text);
  if (!("origin" in checked)) {
    void vscode.window.showErrorMessage(
      describeProblem(text) ?? vscode.l10n.t("This address cannot be used."),
    );
    return undefined;
  }
  const { origin, problem } = checked;
  if (problem === undefined || confirmedOrigins.has(origin)) return origin;
  const use = vscode.l10n.t("Use Anyway");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("The connection to {0} is not encrypted.", origin),
    {
      modal: true,
      detail: vscode.l10n.t("Others could read your API key and your questions in transit."),
    },
    use,
  );
  if (answer !== use) return undefined;
  await confirmedOrigins.add(origin);
  return origin;
}
