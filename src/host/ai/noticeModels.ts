import * as vscode from "vscode";
import type { Log } from "../../core/log.ts";

/** Tells the menus whether the editor has a language model, now and whenever that changes. */
export function noticeModels(log: Log): vscode.Disposable {
  const look = (): void => {
    lookOnce().catch((error: unknown) => log.error(`language models: ${String(error)}`));
  };
  look();
  return vscode.lm.onDidChangeChatModels(look);
}

async function lookOnce(): Promise<void> {
  const models = await vscode.lm.selectChatModels();
  await vscode.commands.executeCommand("setContext", "parley.hasModel", models.length > 0);
}
