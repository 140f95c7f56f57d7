import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { packParley } from "../support/build.ts";
import { findProgram } from "../support/command.ts";
import { ensureCodeServer } from "../testbed/codeServer.ts";
import {
  prepareEditorFolder,
  startEditorServer,
  workspaceFolder,
} from "../testbed/editorServer.ts";
import { installExtension } from "../testbed/extensions.ts";
import { prepareAccounts } from "./accounts.ts";
import type { RunningEditor } from "./runningEditor.ts";
import type { DemoAccount } from "./simulator.ts";

/** How the editor for the browser is opened; another port is taken when `port` is not free. */
export interface BrowserEditorOptions {
  readonly folder: string;
  readonly accounts: readonly DemoAccount[];
  readonly port: number;
  /** Whether the user's own browser is opened as well. */
  readonly show: boolean;
}

/** Starts VS Code as a local web server, with Parley and the accounts in it. */
export async function openBrowserEditor({
  folder,
  accounts,
  port,
  show,
}: BrowserEditorOptions): Promise<RunningEditor> {
  await ensureCodeServer();
  console.log("Starting VS Code for the browser …");
  await prepareEditorFolder(folder);
  const env = await prepareAccounts(folder, accounts);
  await installExtension(folder, await packParley());
  const free = (await isFree(port)) ? port : 0;
  // The server sends whoever opens its plain address to this folder.
  const flags = [workspaceFolder(folder)];
  const server = await startEditorServer({ folder, env, flags, port: free });
  if (show) openInBrowser(server.origin);
  return {
    invitation: `Open Parley in your browser: ${server.origin}`,
    ended: server.ended,
    stop: server.stop,
  };
}

/** A stable port lets the user keep the tab: it works again after the next start. */
function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const probe = createServer();
  probe.once("error", () => {
    resolve(false);
  });
  probe.listen(port, "127.0.0.1", () => {
    probe.close(() => {
      resolve(true);
    });
  });
  return promise;
}

/** Opens the user's browser where there is a screen; the address is printed in any case. */
function openInBrowser(address: string): void {
  const hasScreen = Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
  const opener = process.platform === "darwin" ? "open" : hasScreen ? "xdg-open" : undefined;
  const file = opener === undefined ? undefined : findProgram(opener);
  if (file === undefined) return;
  const child = spawn(file, [address], { stdio: "ignore", detached: true });
  child.on("error", (error) => {
    console.log(`Your browser could not be opened (${error.message}).`);
  });
  child.unref();
}
