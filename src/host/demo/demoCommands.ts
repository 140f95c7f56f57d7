import * as vscode from "vscode";
import { translated } from "../text/translated.ts";
import type { Lazy } from "../../core/async/lazy.ts";
import type { Demo } from "./demo.ts";
import { openDestination, type SessionCommandsDeps } from "../sessions/sessionCommands.ts";

/** What demoCommands works with. */
export interface DemoCommandsDeps extends SessionCommandsDeps {
  readonly demo: Lazy<Demo>;
}

/**
 * Starts the simulated services in this window, gives each an account and opens a chat with a first question, which
 * waits in the composer. They end with the window.
 */
export async function startDemo(deps: DemoCommandsDeps): Promise<void> {
  const demo = await deps.demo.get();
  await demo.start();
  await vscode.commands.executeCommand("parley.chatbots.focus");
  const [account] = demo.accounts;
  if (!account) return;
  const { harborDocs } = await import("../../simulator/knowledge/characters.ts");
  const chatbots = await deps.catalog.chatbots(account.id);
  const chatbot = chatbots.find(({ name }) => name === harborDocs.name);
  const chat =
    chatbot && (await openDestination(deps, { accountId: account.id, chatbotId: chatbot.id }));
  chat?.insertText(harborDocs.starters[0]?.text ?? "");
}

/** Stops the simulated services and removes their accounts with all that was kept for them. */
export async function stopDemo(deps: DemoCommandsDeps): Promise<void> {
  await (await deps.demo.get()).stop();
}

/**
 * Lets the user choose how the next question to a demo chatbot goes wrong. The choice becomes a tag in the
 * question, which the simulated services obey.
 */
export async function chooseDemoFault(deps: DemoCommandsDeps): Promise<void> {
  const panel = (await deps.panels()).active;
  const demo = await deps.demo.get();
  // To a real service it would be part of the question.
  if (!panel || !demo.accounts.some(({ id }) => id === panel.ref.accountId)) {
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
    { title: vscode.l10n.t("Select the error to simulate for the next question") },
  );
  if (picked) panel.insertText(`${faultTag(picked.id)} `);
}
