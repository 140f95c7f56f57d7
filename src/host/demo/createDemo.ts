import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { forgetAccounts } from "../accounts/accountCommands.ts";
import { Demo } from "./demo.ts";

/** Wires what the demo needs. Loaded with the first one. */
export function createDemo(container: Container): Demo {
  const { keys, files, accounts, log } = container;
  return new Demo({
    keys,
    files,
    accounts,
    forget: async (ids) => forgetAccounts(container, ids),
    onChange: async (isRunning) => {
      await vscode.commands.executeCommand("setContext", "parley.isDemoRunning", isRunning);
    },
    log,
  });
}
