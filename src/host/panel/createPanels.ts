import * as vscode from "vscode";
import { Lazy } from "../../core/async/lazy.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";
import type { LastEditor } from "../adapters/lastEditor.ts";
import type { Corrections } from "../knowledge/corrections.ts";
import type { ChatView } from "./chatView.ts";
import type { ProposedChanges } from "../apply/proposedChanges.ts";
import { ChatColumn } from "./chatColumn.ts";
import { CodeActions } from "./codeActions.ts";
import { EditorWatch } from "./editorWatch.ts";
import { PanelActions } from "./panelActions.ts";
import { PanelContexts } from "./panelContexts.ts";
import { keepChatTabs } from "./keepChatTabs.ts";
import { Panels, type PanelsOptions } from "./panels.ts";
import { pickDestination, type PickSessionDeps } from "../sessions/pickSession.ts";
import { startSession } from "../sessions/sessionCommands.ts";
import { writeLastUsed } from "../sessions/lastUsed.ts";

/** What chat panels are made with. */
export interface CreatePanelsDeps
  extends
    Pick<PanelsOptions, "chats" | "clock" | "extensionUri" | "log" | "resources">,
    PickSessionDeps {
  readonly changes: Pick<Lazy<Pick<ProposedChanges, "show">>, "get">;
  readonly chatView: ChatView;
  readonly corrections: Pick<Lazy<Pick<Corrections, "open">>, "get">;
  readonly documents: ReadonlyDocuments;
  readonly lastEditor: LastEditor;
  readonly closing: AbortSignal;
  readonly subscriptions: vscode.Disposable[];
  readonly workspaceState: vscode.Memento;
}

/** Wires what chat panels need. Loaded with the first panel. */
export function createPanels(deps: CreatePanelsDeps): Panels {
  const { accounts, catalog, changes, chats, clock, corrections, documents, lastEditor, log } =
    deps;
  const chatSender = new Lazy(
    async () => new (await import("../ai/sendToChat.ts")).ChatSender(deps),
  );
  const continuations = new Lazy(
    async () => new (await import("../ai/modelContinuations.ts")).ModelContinuations(deps),
  );
  import("../ai/noticeModels.ts")
    .then(({ noticeModels }) => deps.subscriptions.push(noticeModels(log)))
    .catch((error: unknown) => log.error(`language models: ${String(error)}`));
  deps.subscriptions.push(keepChatTabs());
  return new Panels({
    extensionUri: deps.extensionUri,
    workspaceMemento: deps.workspaceState,
    view: deps.chatView,
    column: new ChatColumn(lastEditor),
    actions: new PanelActions({
      code: new CodeActions(lastEditor, documents),
      documents,
      apply: async (block, attached) => {
        const [{ applyCode }, shown] = await Promise.all([
          import("../apply/applyCode.ts"),
          changes.get(),
        ]);
        return await applyCode({ lastEditor, changes: shown }, block, attached);
      },
      sendToChat: async (answered) => (await chatSender.get()).send(answered),
      continueWithModel: async (...asked) => (await continuations.get()).start(...asked),
      stopContinuing: (place) => continuations.ifMade((all) => all.stop(place)),
      correct: async (ref, state, key) => (await corrections.get()).open(ref, state, key),
    }),
    contexts: new PanelContexts(lastEditor),
    chooseSession: async () => {
      const title = vscode.l10n.t("Choose the Chat for Your Question");
      const destination = await pickDestination(deps, title, { newSessions: true, sessions: true });
      if (!destination) return undefined;
      const ref = startSession(deps, destination);
      await writeLastUsed(deps.globalState, ref, catalog.findChatbot(ref)?.name);
      return ref;
    },
    editor: new EditorWatch(lastEditor),
    accounts,
    catalog,
    chats,
    clock,
    log,
    resources: deps.resources,
  });
}
