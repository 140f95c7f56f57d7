import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { readChatPlace } from "./chatPlace.ts";
import { chatViewType, StrandedChats } from "./strandedChats.ts";

/** Lets VS Code bring chats back after a reload, in the editors and in the view. */
export function registerChats(container: Container): vscode.Disposable {
  const { chatView, context, log } = container;
  const place = readChatPlace(context.globalState);
  void vscode.commands.executeCommand("setContext", "parley.isChatInView", place === "view");
  const stranded = new StrandedChats(container);
  return vscode.Disposable.from(
    stranded,
    vscode.window.registerWebviewPanelSerializer(chatViewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        stranded.dispose();
        await (await container.panels()).restore(panel, state);
      },
    }),
    chatView.onDidResolve((state) => {
      container
        .panels()
        .then(async (panels) => panels.restoreView(state))
        .catch((error: unknown) => log.error(`chat view: ${String(error)}`));
    }),
  );
}
