import { readFileSync, readdirSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

const patience = 5000;

/**
 * Waits until no process is left that was started with files in `folder` (its command line or its environment names
 * the folder, as with everything the harness starts), and throws when one stays. Linux only; elsewhere it sees none.
 */
export async function expectNoProcesses(folder: string): Promise<void> {
  const end = Date.now() + patience;
  for (;;) {
    const left = findProcesses(folder);
    if (left.length === 0) return;
    if (Date.now() > end) throw new Error(`Still running after the stop:\n${left.join("\n")}`);
    await delay(50);
  }
}

/** What of a workbench can end without a warning. */
export type Killed = "extension host" | "browser" | "editor";

const marks: Readonly<Record<Killed, RegExp>> = {
  "extension host": /--type=extensionHost/,
  browser: /chrom/,
  // Server, extension hosts and browser at once, as when the computer goes off.
  editor: /./,
};

/** Kills processes of a workbench as a crash would, without a chance to save anything. */
export function kill(what: Killed, folder: string): void {
  const lines = findProcesses(folder).filter((line) => marks[what].test(line));
  if (lines.length === 0) throw new Error(`There is no ${what} to kill.`);
  for (const line of lines) {
    try {
      process.kill(Number.parseInt(line, 10), "SIGKILL");
    } catch {
      // It went with its parent.
    }
  }
}

function findProcesses(folder: string): string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .flatMap((id) => {
      const command = readProcessFile(id, "cmdline");
      const isOurs = command.includes(folder) || readProcessFile(id, "environ").includes(folder);
      return isOurs ? [`${id} ${command.slice(0, 300)}`] : [];
    });
}

function readProcessFile(id: string, name: string): string {
  try {
    return readFileSync(`/proc/${id}/${name}`, "utf8").replaceAll("\0", " ");
  } catch {
    // The process has ended in the meantime, or belongs to someone else.
    return "";
  }
}
