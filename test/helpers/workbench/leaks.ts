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
  const found = filesIn(join(folder, "data")).filter((path) => {
    const content = ifThere(() => readFileSync(path)) ?? Buffer.alloc(0);
    return accounts.some(({ apiKey }) => content.includes(apiKey));
  });
  if (found.length > 0) throw new Error(`A key was left in ${found.join(", ")}`);
}

function filesIn(folder: string): readonly string[] {
  const entries = ifThere(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

/** The workbench is still at work: a file or folder may be gone again. */
function ifThere<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
