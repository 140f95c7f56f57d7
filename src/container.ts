import * as vscode from "vscode";
import { Lazy } from "./core/async/lazy.ts";
import { systemClock } from "./core/clock.ts";
import { AccountStore } from "./host/accounts/accountStore.ts";
import { Connections } from "./host/accounts/connections.ts";
import { KeyStore } from "./host/accounts/keyStore.ts";
import { LastEditor } from "./host/adapters/lastEditor.ts";
import { OutputLog } from "./host/adapters/outputLog.ts";
import { ReadonlyDocuments } from "./host/adapters/readonlyDocuments.ts";
import { ConfirmedOrigins } from "./host/accounts/confirmedOrigins.ts";
import { ChatView } from "./host/panel/chatView.ts";
import { forgetShownChats } from "./host/panel/shownChats.ts";
import type { Panels } from "./host/panel/panels.ts";
import { ResourceFiles } from "./host/resources/resourceFiles.ts";
import type { ProgressWatch } from "./host/resources/progressWatch.ts";
import { ResourceLists } from "./host/resources/resourceLists.ts";
import { Catalog } from "./host/sessions/catalog.ts";
import { OpenChats } from "./host/sessions/openChats.ts";
import { SessionFiles } from "./host/sessions/sessionFiles.ts";
import { SessionMarks } from "./host/sessions/sessionMarks.ts";
import type { SessionPlace, SessionRef } from "./host/refs/sessionRef.ts";
import { ChatbotTree } from "./host/tree/chatbotTree.ts";
import { findProvider } from "./providers/registry.ts";

/** Everything that lives as long as the window, wired by hand. What is heavy loads inside, at its first use. */
export class Container implements vscode.Disposable {
  readonly extension: vscode.Extension<unknown>;
  readonly extensionUri: vscode.Uri;
  readonly subscriptions: vscode.Disposable[];
  readonly globalState: vscode.Memento;
  readonly workspaceState: vscode.Memento;
  readonly storageUri: vscode.Uri | undefined;
  readonly clock = systemClock;
  readonly log: OutputLog;
  readonly keys: KeyStore;
  readonly confirmedOrigins: ConfirmedOrigins;
  readonly accounts: AccountStore;
  readonly files: SessionFiles;
  readonly connections: Connections;
  readonly catalog: Catalog;
  readonly marks: SessionMarks;
  readonly chats: OpenChats;
  readonly resources: ResourceLists;
  readonly tree: ChatbotTree;
  readonly documents = new ReadonlyDocuments();
  readonly resourceFiles = new ResourceFiles(async () => this.#loadDocuments());
  readonly lastEditor = new LastEditor();
  readonly chatView = new ChatView(this.clock);
  /** This window's demo; its code loads with the first one. */
  readonly demo = new Lazy(async () =>
    (await import("./host/demo/createDemo.ts")).createDemo(this),
  );
  /** Answers that are being corrected; the code loads with the first one. */
  readonly corrections = new Lazy(
    async () => new (await import("./host/knowledge/corrections.ts")).Corrections(this),
  );
  /** What keeps chatbots in step with the files of the workspace; its code loads with the first map. */
  readonly sync = new Lazy(
    async () => new (await import("./host/knowledge/sync/syncCommands.ts")).SyncCommands(this),
  );
  /** Code of answers that is shown in its place, to be kept or not; loads with the first. */
  readonly changes = new Lazy(
    async () =>
      new (await import("./host/apply/proposedChanges.ts")).ProposedChanges(this.documents),
  );
  /** The server for clients of MCP; its code loads with the first start. */
  readonly mcp = new Lazy(
    async () => new (await import("./host/ai/mcp/mcpAccess.ts")).McpAccess(this),
  );
  readonly #closing = new AbortController();
  /** Aborts when the window closes, for work that nothing else ends. */
  readonly closing = this.#closing.signal;
  readonly #activeChanged = new vscode.EventEmitter<SessionRef>();
  /** Fires with the session of the chat that has the focus, more often than that changes. */
  readonly onDidChangeActiveChat = this.#activeChanged.event;
  readonly #panels = new Lazy(async () => this.#loadPanels());
  readonly #progressWatch = new Lazy(async () => this.#loadProgressWatch());
  #isSideBarVisible = true;

  constructor(context: vscode.ExtensionContext) {
    this.extension = context.extension;
    this.extensionUri = context.extensionUri;
    this.subscriptions = context.subscriptions;
    this.globalState = context.globalState;
    this.workspaceState = context.workspaceState;
    this.storageUri = context.storageUri;
    this.log = new OutputLog();
    this.keys = new KeyStore(context.secrets);
    this.confirmedOrigins = new ConfirmedOrigins(context.globalState);
    this.accounts = new AccountStore({ findProvider, keys: this.keys, log: this.log });
    this.files = new SessionFiles(
      vscode.Uri.joinPath(context.globalStorageUri, "sessions").fsPath,
      this.log,
    );
    const { accounts, keys, files, log, clock, confirmedOrigins } = this;
    this.connections = new Connections({
      accounts,
      keys,
      clock,
      log,
      isConfirmedOrigin: (origin) => confirmedOrigins.has(origin),
      notesFor: async (accountId) =>
        (await import("./host/sessions/sessionNotes.ts")).sessionNotes(files, accountId, log),
      version: (context.extension.packageJSON as { readonly version: string }).version,
    });
    const connect = async (accountId: string) => this.connections.connect(accountId);
    this.catalog = new Catalog(connect, files, log);
    this.marks = new SessionMarks(this.catalog, files);
    const { catalog, marks } = this;
    const onSend = (ref: SessionRef, isByAi: boolean): void => {
      import("./host/sessions/noteQuestion.ts")
        .then(async ({ noteQuestion }) => noteQuestion(this, ref, isByAi))
        .catch((error: unknown) => log.error(`where a question went: ${String(error)}`));
    };
    this.chats = new OpenChats({ accounts, connect, catalog, files, marks, onSend, clock, log });
    this.resources = new ResourceLists(connect, log);
    const { chats, resources } = this;
    const { globalState } = context;
    this.tree = new ChatbotTree({
      accounts,
      catalog,
      chats,
      resources,
      connect,
      globalState,
      log,
    });
    resources.onDidFindProgress((place) => {
      this.#progressWatch.get().then(
        (watch) => watch.watch(place),
        (error: unknown) => log.error(`watching progress: ${String(error)}`),
      );
    });
  }

  /** The chat panels; their code loads with the first one. */
  async panels(): Promise<Panels> {
    return await this.#panels.get();
  }

  /** Closes all chats of an account, or of one chatbot, for good; resolves when nothing of them goes on. */
  async closeChats(place: SessionPlace): Promise<void> {
    this.#panels.ifMade((panels) => panels.closeAllOf(place));
    await this.chats.closeAllOf(place);
  }

  /** Ends what is going on and resolves when it is written down. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([this.chats.closeAll(), forgetShownChats(this.workspaceState)]);
  }

  dispose(): void {
    this.#closing.abort();
    this.#panels.ifMade((panels) => panels.dispose());
    this.changes.ifMade((changes) => changes.dispose());
    this.demo.ifMade((demo) => demo.dispose());
    this.mcp.ifMade((mcp) => mcp.dispose());
    this.#progressWatch.ifMade((watch) => watch.dispose());
    for (const part of [
      this.tree,
      this.chats,
      this.catalog,
      this.connections,
      this.accounts,
      this.keys,
      this.documents,
      this.resources,
      this.resourceFiles,
      this.lastEditor,
      this.chatView,
      this.#activeChanged,
      this.log,
    ]) {
      part.dispose();
    }
  }

  /** Lists in which something is in progress are not loaded again while the side bar is hidden. */
  setSideBarVisible(isVisible: boolean): void {
    this.#isSideBarVisible = isVisible;
    this.#progressWatch.ifMade((watch) => watch.setVisible(isVisible));
  }

  async #loadProgressWatch(): Promise<ProgressWatch> {
    const { ProgressWatch: Watch } = await import("./host/resources/progressWatch.ts");
    const { clock, log, resources } = this;
    const watch = new Watch({ clock, log, update: async (place) => resources.update(place) });
    watch.setVisible(this.#isSideBarVisible);
    return watch;
  }

  async #loadDocuments() {
    const { ResourceDocuments } = await import("./host/resources/resourceDocuments.ts");
    return new ResourceDocuments(this);
  }

  async #loadPanels(): Promise<Panels> {
    const { createPanels } = await import("./host/panel/createPanels.ts");
    const panels = createPanels(this);
    panels.onDidChangeActive((ref) => this.#activeChanged.fire(ref));
    return panels;
  }
}
