import * as vscode from "vscode";
import { forgetAccounts, forgetNotes } from "../accounts/accountCommands.ts";
import { Demo, type DemoOptions } from "./demo.ts";

/** What the demo is wired from. */
export type CreateDemoDeps = Parameters<typeof forgetAccounts>[0] &
  Pick<DemoOptions, "keys" | "log">;

/** Wires this window's demo. Loaded with the first one. */
export function createDemo(deps: CreateDemoDeps): Demo {
  const { keys, accounts, log } = deps;
  const demo = new Demo({
    keys,
    accounts,
    forgetNotes: async (id) => forgetNotes(deps, id),
    forget: async (ids) => forgetAccounts(deps, ids),
    onChange: async (isRunning) => {
      await vscode.commands.executeCommand("setContext", "parley.isDemoRunning", isRunning);
    },
    log,
  });
  accounts.onDidChange(() => {
    demo.stopIfUnused().catch((error: unknown) => log.error(`stopping the demo: ${String(error)}`));
  });
  return demo;
}
