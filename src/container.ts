import * as vscode from "vscode";
import { systemClock } from "./core/clock.ts";
import { AccountStore } from "./host/accounts/accountStore.ts";
import { Connections } from "./host/accounts/connections.ts";
import { KeyStore } from "./host/accounts/keyStore.ts";
import { LastEditor } from "./host/adapters/lastEditor.ts";
import { OutputLog } from "./host/adapters/outputLog.ts";
import { ReadonlyDocuments } from "./host/adapters/readonlyDocuments.ts";
import { ConfirmedOrigins } from "./host/accounts/confirmedOrigins.ts";
import type { Panels } from "./host/panel/panels.ts";
import { Catalog } from "./host/sessions/catalog.ts";
import { writeLastUsed } from "./host/sessions/lastUsed.ts";
import { OpenSessions } from "./host/sessions/openSessions.ts";
import { SessionFiles } from "./host/sessions/sessionFiles.ts";
import type { SessionRef } from "./host/sessions/sessionRef.ts";
import { ChatbotTree } from "./host/tree/chatbotTree.ts";
import { findProvider } from "./providers/registry.ts";

/** Everything that lives as long as the window, wired by hand. What is heavy loads inside, at its first use. */
export class Container implements vscode.Disposable {
  readonly context: vscode.ExtensionContext;
  readonly clock = systemClock;
  readonly log: OutputLog;
  readonly keys: KeyStore;
  readonly confirmedOrigins: ConfirmedOrigins;
  readonly accounts: AccountStore;
  readonly files: SessionFiles;
  readonly connections: Connections;
  readonly catalog: Catalog;
  readonly sessions: OpenSessions;
  readonly tree: ChatbotTree;
  readonly documents = new ReadonlyDocuments();
  readonly lastEditor = new LastEditor();
  #panels: Promise<Panels> | undefined;

  constructor(context: vscode.ExtensionContext) {
    this.context = context;
    this.log = new OutputLog();
    this.keys = new KeyStore(context.secrets);
    this.confirmedOrigins = new ConfirmedOrigins(context.globalState);
    this.accounts = new AccountStore(findProvider, this.log);
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
      notesFor: (accountId) => files.notesFor(accountId),
    });
    const connect = async (accountId: string) => this.connections.connect(accountId);
    this.catalog = new Catalog(connect, files, log);
    const { catalog } = this;
    const onAsk = (ref: SessionRef): void => {
      writeLastUsed(context.globalState, ref).then(undefined, (error: unknown) =>
        log.error(`last used: ${String(error)}`),
      );
    };
    this.sessions = new OpenSessions({ accounts, connect, catalog, files, onAsk, clock, log });
    this.tree = new ChatbotTree({ accounts, catalog, sessions: this.sessions });
  }

  /** The chat panels; their code loads with the first one. */
  async panels() {
    this.#panels ??= this.#loadPanels();
    return await this.#panels;
  }

  dispose(): void {
    this.#panels?.then(
      (panels) => panels.dispose(),
      (error: unknown) => this.log.error(`panels: ${String(error)}`),
    );
    for (const part of [
      this.tree,
      this.sessions,
      this.catalog,
      this.connections,
      this.accounts,
      this.documents,
      this.lastEditor,
      this.log,
    ]) {
      part.dispose();
    }
  }

  async #loadPanels() {
    const [{ Panels }, { PanelActions }] = await Promise.all([
      import("./host/panel/panels.ts"),
      import("./host/panel/panelActions.ts"),
    ]);
    const { accounts, catalog, sessions, files, clock, log, context, lastEditor, documents } = this;
    const actions = new PanelActions(lastEditor, documents);
    return new Panels({
      extensionUri: context.extensionUri,
      accounts,
      catalog,
      sessions,
      files,
      actions,
      clock,
      log,
    });
  }
}
