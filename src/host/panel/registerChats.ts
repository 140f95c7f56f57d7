import * as vscode from "vscode";
import { readChatPlace } from "./chatPlace.ts";
import type { StrandedChats, StrandedChatsDeps } from "./strandedChats.ts";
import { chatViewType, readShownChats } from "./shownChats.ts";
import type { ChatView } from "./chatView.ts";

/** What registerChats works with. */
export interface RegisterChatsDeps extends StrandedChatsDeps {
  readonly chatView: ChatView;
}

/** Lets VS Code bring chats back after a reload, in the editors and in the view. */
export function registerChats(deps: RegisterChatsDeps): vscode.Disposable {
  const { chatView, log } = deps;
  const isInView = readChatPlace() === "sideBar";
  void vscode.commands.executeCommand("setContext", "parley.isChatInView", isInView);
  const endStranded = watchStranded(deps);
  return vscode.Disposable.from(
    { dispose: endStranded },
    vscode.window.registerWebviewPanelSerializer(chatViewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        endStranded();
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

/** Brings chats back that a window has left that did not end as usual; the result ends that. */
function watchStranded(deps: StrandedChatsDeps): () => void {
  let isOver = readShownChats(deps.workspaceState).length === 0;
  let stranded: StrandedChats | undefined;
  const start = async (): Promise<void> => {
    const { StrandedChats: Stranded } = await import("./strandedChats.ts");
    if (!isOver) stranded = new Stranded(deps);
  };
  if (!isOver) start().catch((error: unknown) => deps.log.error(`stranded: ${String(error)}`));
  return () => {
    isOver = true;
    stranded?.dispose();
  };
}
