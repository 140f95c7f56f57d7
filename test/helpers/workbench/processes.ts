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

/** Kills the extension hosts of a workbench as a crash would, without a chance to save anything. */
export function killExtensionHosts(folder: string): void {
  const hosts = findProcesses(folder).filter((line) => line.includes("--type=extensionHost"));
  if (hosts.length === 0) throw new Error("There is no extension host to kill.");
  for (const line of hosts) process.kill(Number.parseInt(line, 10), "SIGKILL");
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
