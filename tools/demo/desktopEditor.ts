import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findProgram, runCommand } from "../support/command.ts";
import { repositoryFolder } from "../support/paths.ts";
import { editorSettings } from "../testbed/editorSettings.ts";
import { extensionsFolder, workspaceFolder } from "../testbed/editorServer.ts";
import { launcherFolder, writeAccounts } from "./accounts.ts";
import type { RunningEditor } from "./runningEditor.ts";
import type { DemoAccount } from "./simulator.ts";

// A command file of Windows can be started by its shell only.
const shell = process.platform === "win32";

/**
 * The command of an installed desktop VS Code that is new enough for Parley, or undefined.
 * @param patience how long its answer is waited for, in milliseconds
 */
export async function findDesktopEditor(patience = 30_000): Promise<string | undefined> {
  // In the terminal of a remote window `code` is another program, which opens files in that window.
  if (process.env["VSCODE_IPC_HOOK_CLI"]) return undefined;
  const command = findProgram("code");
  if (command === undefined) return undefined;
  const manifest = readFileSync(join(repositoryFolder, "package.json"), "utf8");
  const wanted = /"vscode": *"\^1\.(\d+)/.exec(manifest)?.[1] ?? "0";
  try {
    // The first line of the answer is the version.
    const answer = await runCommand(command, ["--version"], { shell, patience });
    const found = /^1\.(\d+)\./.exec(answer)?.[1];
    if (found !== undefined && Number(found) >= Number(wanted)) return command;
    console.log(
      `VS Code is installed, but is not 1.${wanted} or later: opening it in the browser.`,
    );
  } catch (error) {
    // For example without a screen.
    const [reason = ""] = (error as Error).message.split("\n");
    console.log(`${reason} Opening VS Code in the browser.`);
  }
  return undefined;
}

/** Opens desktop VS Code with settings, extensions and keys of its own, apart from those of the user. */
export async function openDesktopEditor(
  command: string,
  folder: string,
  accounts: readonly DemoAccount[],
): Promise<RunningEditor> {
  const data = join(folder, "data");
  await mkdir(join(data, "User"), { recursive: true });
  await writeFile(join(data, "User/settings.json"), JSON.stringify(editorSettings, undefined, 2));
  const args = [
    "--new-window",
    "--wait",
    "--skip-welcome",
    "--skip-release-notes",
    "--disable-workspace-trust",
    // The demo keys stay out of the user's key ring.
    "--use-inmemory-secretstorage",
    `--user-data-dir=${data}`,
    `--extensions-dir=${extensionsFolder(folder)}`,
    `--extensionDevelopmentPath=${repositoryFolder}`,
    `--extensionDevelopmentPath=${launcherFolder}`,
    workspaceFolder(folder),
  ];
  const env = { ...process.env, ...(await writeAccounts(folder, accounts)) };
  const child = spawn(command, args, { env, shell, stdio: "ignore" });
  const ended = new Promise<void>((resolve) => {
    child.on("error", (error) => {
      console.error(`VS Code could not be started: ${error.message}`);
      resolve();
    });
    child.on("exit", () => {
      resolve();
    });
  });
  return {
    invitation: "VS Code opens in a new window; closing that window ends everything, too.",
    ended,
    stop: () => {
      // The command only waits for the window; the editor itself is another process, named in its lock file.
      const lock = join(data, "code.lock");
      const editor = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : Number.NaN;
      if (child.exitCode === null && editor > 0) process.kill(editor);
      child.kill();
      return ended;
    },
  };
}
