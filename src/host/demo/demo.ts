import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { findProvider } from "../../providers/registry.ts";
import type { Simulator } from "../../simulator/server.ts";
import { forgetAccounts } from "../accounts/accountCommands.ts";
import type { KnownAccount } from "../accounts/accountStore.ts";
import { translated } from "../text/translated.ts";

interface RunningDemo {
  readonly simulator: Simulator;
  readonly accounts: readonly KnownAccount[];
}

const idPrefix = "demo-";
let running: Promise<RunningDemo> | undefined;

/** Starts the simulated services in this window and gives each an account. They end with the window. */
export async function startDemo(container: Container): Promise<void> {
  running ??= start(container).catch((error: unknown) => {
    running = undefined;
    throw error;
  });
  await running;
  await vscode.commands.executeCommand("parley.chatbots.focus");
}

/** Stops the simulated services and removes their accounts with all that was kept for them. */
export async function stopDemo(container: Container): Promise<void> {
  const demo = await running;
  running = undefined;
  if (!demo) return;
  await forgetAccounts(
    container,
    demo.accounts.map(({ id }) => id),
  );
  container.accounts.setTemporary([]);
  await demo.simulator.stop();
  await vscode.commands.executeCommand("setContext", "parley.isDemoRunning", false);
}

/**
 * Lets the person choose how the next question to a demo chatbot goes wrong. The choice becomes a tag in the
 * question, which the simulated services obey.
 */
export async function chooseDemoFault(container: Container): Promise<void> {
  const panel = (await container.panels()).active;
  if (!panel) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Open a chat with a demo chatbot first."),
    );
    return;
  }
  const [{ faults }, { faultTag }] = await Promise.all([
    import("../../simulator/faults.ts"),
    import("../../simulator/typedFault.ts"),
  ]);
  const picked = await vscode.window.showQuickPick(
    faults.map(({ id, title, description }) => ({
      label: translated(title),
      detail: translated(description),
      id,
    })),
    { title: vscode.l10n.t("How should the next question to the demo go wrong?") },
  );
  if (picked) panel.insertText(`${faultTag(picked.id)} `);
}

async function start(container: Container): Promise<RunningDemo> {
  const { startDemoSimulator } = await import("../../simulator/demo.ts");
  const { simulator, accounts: given } = await startDemoSimulator();
  const accounts = given.flatMap(({ provider: providerId, label, baseUrl, apiKey }) => {
    const provider = findProvider(providerId);
    return provider
      ? [{ id: idPrefix + providerId, providerId, label, baseUrl, provider, apiKey }]
      : [];
  });
  await Promise.all(
    accounts.map(async (account) => {
      // A window that was killed could not clean up after its demo.
      await container.keys.remove(account.id);
      await container.files.removeAccount(account.id);
      await container.keys.write(account, account.apiKey);
    }),
  );
  container.accounts.setTemporary(accounts.map(({ apiKey: _key, ...account }) => account));
  container.context.subscriptions.push({ dispose: () => void simulator.stop() });
  await vscode.commands.executeCommand("setContext", "parley.isDemoRunning", true);
  return { simulator, accounts };
}
