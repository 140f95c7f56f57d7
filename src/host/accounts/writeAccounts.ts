import * as vscode from "vscode";
import type { Account } from "../../core/model.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { AccountStoreOptions } from "./readAccounts.ts";

/** The accounts of the demo with one of them changed; undefined where it is none of them. */
export function changeTemporary(
  all: readonly KnownAccount[],
  { id, label, baseUrl }: Account,
): readonly KnownAccount[] | undefined {
  if (!all.some((other) => other.id === id)) return undefined;
  return all.map((other) => (other.id === id ? { ...other, label, baseUrl } : other));
}

/** The accounts of the demo without some; undefined where none of them is one. */
export function withoutTemporary(
  all: readonly KnownAccount[],
  ids: readonly string[],
): readonly KnownAccount[] | undefined {
  const kept = all.filter(({ id }) => !ids.includes(id));
  return kept.length < all.length ? kept : undefined;
}

/** Adds an account to the user's settings, or changes the one with its id. @param raw what stands there */
export async function putAccount(
  raw: unknown,
  { id, providerId, label, baseUrl }: Account,
  { findProvider }: Pick<AccountStoreOptions, "findProvider">,
): Promise<void> {
  const entry = {
    id,
    provider: providerId,
    label,
    ...(baseUrl !== findProvider(providerId)?.defaultBaseUrl && { baseUrl }),
  };
  const entries = entriesOf(raw);
  const isKnown = entries.some((other) => hasId(other, id));
  await write(
    isKnown
      ? entries.map((other) => (hasId(other, id) ? { ...withoutAddress(other), ...entry } : other))
      : [...entries, entry],
  );
}

/** Takes accounts out of the user's settings. @param raw what stands there */
export async function removeAccounts(raw: unknown, ids: readonly string[]): Promise<void> {
  const entries = entriesOf(raw);
  const kept = entries.filter((entry) => !ids.some((id) => hasId(entry, id)));
  // Accounts of the demo stand in no settings, and settings that cannot be written must not keep them.
  if (kept.length < entries.length) await write(kept);
}

/** What stands there without being a list is the user's, and becomes its first entry. */
function entriesOf(raw: unknown): readonly unknown[] {
  return [raw ?? []].flat();
}

/** An entry may have properties of a newer version of Parley; its address is left out where it is the usual one. */
function withoutAddress({ baseUrl: _before, ...rest }: Readonly<Record<string, unknown>>) {
  return rest;
}

function hasId(entry: unknown, id: string): entry is Readonly<Record<string, unknown>> {
  return typeof entry === "object" && entry !== null && (entry as { id?: unknown }).id === id;
}

async function write(entries: readonly unknown[]): Promise<void> {
  await vscode.workspace
    .getConfiguration("parley")
    .update(
      "accounts",
      entries.length > 0 ? entries : undefined,
      vscode.ConfigurationTarget.Global,
    );
}
