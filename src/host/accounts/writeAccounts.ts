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

/** Adds an account to the user's settings, or changes the one with its id. @param raw what stands there */
export async function putAccount(
  raw: unknown,
  { id, providerId, label, baseUrl }: Account,
  { findProvider }: Pick<AccountStoreOptions, "findProvider">,
): Promise<void> {
  const entries = entriesOf(raw);
  const entry = {
    id,
    provider: providerId,
    label,
    ...(baseUrl !== findProvider(providerId)?.defaultBaseUrl && { baseUrl }),
  };
  const isKnown = entries.some((other) => hasId(other, id));
  await write(
    isKnown ? entries.map((other) => (hasId(other, id) ? entry : other)) : [...entries, entry],
  );
}

/** Takes accounts out of the user's settings. @param raw what stands there */
export async function removeAccounts(raw: unknown, ids: readonly string[]): Promise<void> {
  const entries = entriesOf(raw);
  const kept = entries.filter((entry) => !ids.some((id) => hasId(entry, id)));
  // Accounts of the demo stand in no settings, and settings that cannot be written must not keep them.
  if (kept.length < entries.length) await write(kept);
}

function entriesOf(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? (raw as readonly unknown[]) : [];
}

function hasId(entry: unknown, id: string): boolean {
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
