import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { commands, type ExtensionContext, extensions, workspace } from "vscode";
import type { Container } from "../../src/container.ts";
import type { ChatPanel } from "../../src/host/panel/chatPanel.ts";
import type { HostMessage } from "../../src/protocol/frames.ts";
import { providers } from "../../src/providers/registry.ts";
import { startDemoSimulator } from "../../src/simulator/demo.ts";
import type { Simulator } from "../../src/simulator/server.ts";

/** The running extension with an account for each simulated service. */
export interface Parley {
  readonly container: Container;
  /** What VS Code gave the extension. */
  readonly context: ExtensionContext;
  readonly simulator: Simulator;
  /** Account ids by provider id. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Everything that was posted to panels since. */
  readonly posted: readonly HostMessage[];
  /** Removes the accounts and stops the simulator. */
  close(): Promise<void>;
}

/** The extension's own objects; it hands them out in tests only. */
export async function activateParley(): Promise<{
  readonly container: Container;
  readonly context: ExtensionContext;
}> {
  const extension = extensions.getExtension<{ container: Container; context: ExtensionContext }>(
    "parley.parley",
  );
  assert.ok(extension);
  return await extension.activate();
}

/** Starts simulated services, by the first generation of their APIs, and adds an account for each through the command that anybody can call. */
export async function openParley(
  options: { readonly keys?: Readonly<Record<string, string>>; readonly pace?: number } = {},
): Promise<Parley> {
  const { container, context } = await activateParley();
  const { simulator, accounts: given } = await startDemoSimulator({ ...options, providers });
  const accounts = new Map<string, string>();
  for (const account of given) {
    const id = await commands.executeCommand<string>("parley.addAccount", account);
    accounts.set(account.provider, id);
  }
  const posted: HostMessage[] = [];
  const panels = await container.panels();
  const watcher = panels.onDidPost((message) => posted.push(message));
  return {
    container,
    context,
    simulator,
    accounts,
    posted,
    close: async () => {
      watcher.dispose();
      await commands.executeCommand("workbench.action.closeAllEditors");
      await container.accounts.remove([...accounts.values()]);
      for (const id of accounts.values()) await container.keys.remove(id);
      await simulator.stop();
    },
  };
}

/** A chatbot of a service, by its name. */
export async function findChatbot(
  { accounts, container }: Parley,
  provider: string,
  wanted: string,
): Promise<{ readonly accountId: string; readonly chatbotId: string }> {
  const accountId = accounts.get(provider) ?? "";
  const chatbots = await container.catalog.chatbots(accountId);
  const chatbot = chatbots.find(({ name }) => name === wanted);
  assert.ok(chatbot);
  return { accountId, chatbotId: chatbot.id };
}

/** Asks in a chat, and waits until the answer has ended and is seen to be stored. */
export async function ask({ chat }: ChatPanel, question: string): Promise<void> {
  chat.ask(question);
  await eventually(() => !chat.isBusy);
}

/** The setting as it stands in the user's settings file. */
export function accountsSetting(): unknown {
  return workspace.getConfiguration("parley").inspect("accounts")?.globalValue;
}

/** Milliseconds between two looks: without a pause the editor would have to share its processor with the looking. */
const pause = 10;

/**
 * Waits for something that a list, a write to a file or the editor itself brings about, and gives what `look` found
 * unless that is nothing or false; mocha's time limit ends it.
 */
export async function eventually<T>(
  look: () => T | false | undefined | Promise<T | false | undefined>,
): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await setTimeout(pause);
  }
}
