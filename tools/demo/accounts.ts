import { existsSync } from "node:fs";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { extensionsFolder } from "../testbed/editorServer.ts";
import type { DemoAccount } from "./simulator.ts";

/** The companion extension that adds the accounts of a file when the editor starts. */
export const launcherFolder: string = join(import.meta.dirname, "launcher");

const addingLimit = 60_000;
const accountsFile = (folder: string): string => join(folder, "accounts.json");

/**
 * Writes the accounts into a file and returns the environment that leads the companion extension to it.
 */
export async function writeAccounts(
  folder: string,
  accounts: readonly DemoAccount[],
): Promise<NodeJS.ProcessEnv> {
  const file = accountsFile(folder);
  await writeFile(file, JSON.stringify(accounts), { mode: 0o600 });
  return { PARLEY_DEMO_ACCOUNTS: file };
}

/**
 * Sees to it that an editor in a prepared folder adds the accounts at its start; returns the environment it needs for
 * that. It must come before the first installation of a package: from then on VS Code goes by its own list and takes
 * a folder that is not in it for an extension that was removed.
 */
export async function prepareAccounts(
  folder: string,
  accounts: readonly DemoAccount[],
): Promise<NodeJS.ProcessEnv> {
  if (accounts.length === 0) return {};
  await cp(launcherFolder, join(extensionsFolder(folder), "parley-demo-launcher"), {
    recursive: true,
  });
  return writeAccounts(folder, accounts);
}

/** Waits until an editor that was prepared so has been opened and has added its accounts. */
export async function waitForAccounts(folder: string): Promise<void> {
  for (const end = Date.now() + addingLimit; !existsSync(`${accountsFile(folder)}.done`);) {
    if (Date.now() > end) throw new Error("The demo accounts were not added to Parley in time.");
    await delay(50);
  }
}
