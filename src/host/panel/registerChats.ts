import * as vscode from "vscode";
import { readChatPlace } from "./chatPlace.ts";
import { StrandedChats, type StrandedChatsDeps } from "./strandedChats.ts";
import { chatViewType } from "./shownChats.ts";
import type { ChatView } from "./chatView.ts";

/** What registerChats works with. */
export interface RegisterChatsDeps extends StrandedChatsDeps {
  readonly chatView: ChatView;
  readonly globalState: vscode.Memento;
}

/** Lets VS Code bring chats back after a reload, in the editors and in the view. */
export function registerChats(deps: RegisterChatsDeps): vscode.Disposable {
  const { chatView, globalState, log } = deps;
  const place = readChatPlace(globalState);
  void vscode.commands.executeCommand("setContext", "parley.isChatInView", place === "view");
  const stranded = new StrandedChats(deps);
  return vscode.Disposable.from(
    stranded,
    vscode.window.registerWebviewPanelSerializer(chatViewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        stranded.dispose();
        await (await deps.panels()).restore(panel, state);
      },
    }),
    chatView.onDidResolve((state) => {
      deps
        .panels()
        .then(async (panels) => panels.restoreView(state))
        .catch((error: unknown) => log.error(`chat view: ${String(error)}`));
    }),
  );
}
