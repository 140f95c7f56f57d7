import type * as vscode from "vscode";
import type { Lazy } from "../../core/async/lazy.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";
import type { LastEditor } from "../adapters/lastEditor.ts";
import type { Corrections } from "../knowledge/corrections.ts";
import type { ChatView } from "./chatView.ts";
import { CodeActions } from "./codeActions.ts";
import { EditorWatch } from "./editorWatch.ts";
import { PanelActions } from "./panelActions.ts";
import { PanelContexts } from "./panelContexts.ts";
import { Panels, type PanelsOptions } from "./panels.ts";

/** What chat panels are made with. */
export interface CreatePanelsDeps extends Pick<
  PanelsOptions,
  "accounts" | "catalog" | "chats" | "clock" | "extensionUri" | "log"
> {
  readonly chatView: ChatView;
  readonly corrections: Pick<Lazy<Pick<Corrections, "open">>, "get">;
  readonly documents: ReadonlyDocuments;
  readonly globalState: vscode.Memento;
  readonly lastEditor: LastEditor;
  readonly workspaceState: vscode.Memento;
}

/** Wires what chat panels need. Loaded with the first panel. */
export function createPanels(deps: CreatePanelsDeps): Panels {
  const { accounts, catalog, chats, clock, corrections, documents, lastEditor, log } = deps;
  return new Panels({
    extensionUri: deps.extensionUri,
    memento: deps.globalState,
    workspaceMemento: deps.workspaceState,
    view: deps.chatView,
    actions: new PanelActions({
      code: new CodeActions(lastEditor, documents),
      documents,
      correct: async (ref, state, key) => (await corrections.get()).open(ref, state, key),
    }),
    contexts: new PanelContexts(lastEditor),
    editor: new EditorWatch(lastEditor),
    accounts,
    catalog,
    chats,
    clock,
    log,
  });
}
