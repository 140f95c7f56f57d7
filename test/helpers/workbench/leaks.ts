import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DemoAccount } from "../../../tools/demo/simulator.ts";

/**
 * Throws when a key stands in anything that VS Code has written for its user: settings, state, logs, Parley's own
 * files. What the tests themselves wrote down stands beside that folder.
 */
export function expectNoKeys(
  folder: string,
  accounts: readonly Pick<DemoAccount, "apiKey">[],
): void {
  const root = join(folder, "data");
  const found = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readIfThere(path);
      return accounts.some(({ apiKey }) => content.includes(apiKey));
    });
  if (found.length > 0) throw new Error(`A key was left in ${found.join(", ")}`);
}

/** The workbench is still at work: a file may be gone again. */
function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}
