import { randomUUID } from "node:crypto";
import { type InferOutput, minLength, object, optional, pipe, safeParse, string } from "valibot";
import * as vscode from "vscode";
import type { Account } from "../../core/model.ts";
import { findProvider, providers } from "../../providers/registry.ts";
import type { AccountStore } from "./accountStore.ts";
import { acceptBaseUrl, askAddress, type AskAddressDeps } from "./askAddress.ts";
import { freeLabel } from "./freeLabel.ts";
import type { KeyStore } from "./keyStore.ts";
import { getKey } from "./signIn.ts";
import { storeAccount } from "./storeAccount.ts";
import { testConnection, type TestConnectionDeps } from "./testConnection.ts";

/** What addAccount works with. */
export interface AddAccountDeps extends TestConnectionDeps, AskAddressDeps {
  readonly accounts: AccountStore;
  readonly keys: KeyStore;
}

const wantedSchema = object({
  provider: string(),
  label: optional(pipe(string(), minLength(1))),
  baseUrl: optional(string()),
  apiKey: optional(pipe(string(), minLength(1))),
});

/** What is known of an account before it is asked for. */
type WantedAccount = InferOutput<typeof wantedSchema>;

/**
 * Adds an account, or replaces the key of the one with the same service, name and address. Asks for the service and
 * the key; the rest can be changed afterwards.
 * @param argument `{provider, label?, baseUrl?, apiKey?}` saves the steps that it answers
 * @returns the account's id, or undefined when the user gave up
 */
export async function addAccount(
  deps: AddAccountDeps,
  argument?: unknown,
): Promise<string | undefined> {
  const given = argument === undefined ? undefined : safeParse(wantedSchema, argument);
  const wanted = given?.success ? given.output : await askForService(deps);
  if (!wanted) return undefined;
  const provider = findProvider(wanted.provider);
  if (!provider) {
    void vscode.window.showErrorMessage(vscode.l10n.t("Unknown service: {0}.", wanted.provider));
    return undefined;
  }
  const baseUrl = await acceptBaseUrl(deps, wanted.baseUrl ?? provider.defaultBaseUrl);
  if (baseUrl === undefined) return undefined;
  const all = await deps.accounts.list();
  const label = wanted.label ?? freeLabel(provider.name, all);
  const known = all.find(
    (account) =>
      account.providerId === provider.id && account.label === label && account.baseUrl === baseUrl,
  );
  const account = { id: known?.id ?? randomUUID(), providerId: provider.id, label, baseUrl };
  const title = `${vscode.l10n.t("Add Account")}: ${provider.name}`;
  const apiKey = wanted.apiKey ?? (await getKey(deps, { ...account, provider }, title));
  if (apiKey === undefined) return undefined;
  const isNew = !known && wanted.apiKey === undefined;
  const twin = isNew ? await findTwin(deps, account, apiKey) : undefined;
  if (twin) {
    const sentence = vscode.l10n.t("The account {0} has this API key already.", twin.label);
    void vscode.window.showInformationMessage(sentence);
    await vscode.commands.executeCommand("parley.chatbots.focus");
    return twin.id;
  }
  const isStored = await storeAccount({ ...account, provider }, apiKey, {
    store: async () => {
      await deps.keys.write(account, apiKey);
      // One that was removed while its key was asked for is wanted again.
      if (!(await deps.accounts.find(account.id))) await deps.accounts.save(account);
    },
    undo: async () => {
      if (!known) await deps.keys.remove(account.id);
    },
    log: deps.log,
  });
  if (!isStored) return undefined;
  if (wanted.apiKey === undefined) {
    await vscode.commands.executeCommand("parley.chatbots.focus");
    await testConnection(deps, { ...account, provider }, { offersRename: !known });
  }
  return account.id;
}

/** The account that has this key already, at the same address. */
async function findTwin(
  { accounts, keys }: AddAccountDeps,
  { providerId, baseUrl }: Account,
  apiKey: string,
): Promise<Account | undefined> {
  for (const one of await accounts.list()) {
    const isThere = one.providerId === providerId && one.baseUrl === baseUrl;
    if (isThere && (await keys.read(one)) === apiKey) return one;
  }
  return undefined;
}

async function askForService(deps: AddAccountDeps): Promise<WantedAccount | undefined> {
  const title = vscode.l10n.t("Add Account");
  const elsewhere = {
    label: vscode.l10n.t("Another Address…"),
    description: vscode.l10n.t("a host of your own, or another one of GPT-trainer"),
    provider: undefined,
  };
  const advanced = {
    label: vscode.l10n.t("Advanced"),
    kind: vscode.QuickPickItemKind.Separator,
    provider: undefined,
  };
  const picked = await pick(title, [...services(), advanced, elsewhere]);
  if (picked?.provider) return { provider: picked.provider.id };
  const service = picked && (await pick(title, services()));
  if (!service) return undefined;
  const { id, name, defaultBaseUrl } = service.provider;
  const baseUrl = await askAddress(deps, `${title}: ${name}`, defaultBaseUrl);
  return baseUrl === undefined ? undefined : { provider: id, baseUrl };
}

function services() {
  return providers.map((provider) => ({
    label: provider.name,
    description: provider.defaultBaseUrl,
    provider,
  }));
}

async function pick<T extends vscode.QuickPickItem & { readonly provider: unknown }>(
  title: string,
  items: readonly T[],
): Promise<T | undefined> {
  return await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("Select the service that hosts your chatbots"),
    ignoreFocusOut: true,
  });
}
