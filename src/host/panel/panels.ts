import * as vscode from "vscode";
import type { Clock } from "../../core/clock.ts";
import { ChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { HostMessage } from "../../protocol/frames.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { Catalog } from "../sessions/catalog.ts";
import type { OpenSessions } from "../sessions/openSessions.ts";
import type { SessionFiles } from "../sessions/sessionFiles.ts";
import { type SessionRef, sessionKey } from "../sessions/sessionRef.ts";
import { tellError } from "../text/tellError.ts";
import { ChatPanel } from "./chatPanel.ts";
import type { PanelActions } from "./panelActions.ts";
import { parseRestore } from "./restore.ts";

/** The view type of chat panels. */
const chatViewType = "parley.chat";

/** What panels work with. */
export interface PanelsOptions {
  readonly extensionUri: vscode.Uri;
  readonly accounts: AccountStore;
  readonly catalog: Catalog;
  readonly sessions: OpenSessions;
  readonly files: SessionFiles;
  readonly actions: PanelActions;
  readonly clock: Clock;
  readonly log: Log;
}

/** All chat panels of this window: one for each session that is shown. */
export class Panels implements vscode.Disposable {
  readonly #options: PanelsOptions;
  readonly #panels = new Set<ChatPanel>();
  readonly #posted = new vscode.EventEmitter<HostMessage>();
  /** Fires with everything that is posted to a webview. Tests count and search it. */
  readonly onDidPost = this.#posted.event;

  constructor(options: PanelsOptions) {
    this.#options = options;
  }

  /** The panel that has the focus, if one has. */
  get active(): ChatPanel | undefined {
    return [...this.#panels].find(({ panel }) => panel.active);
  }

  /** Shows a session: its panel, if it has one, or a new one. Undefined when that failed, which was said then. */
  async show(ref: SessionRef): Promise<ChatPanel | undefined> {
    const known = this.#find(ref);
    if (known) {
      known.panel.reveal();
      return known;
    }
    const panel = vscode.window.createWebviewPanel(
      chatViewType,
      "Parley",
      vscode.ViewColumn.Active,
    );
    return await this.#attach(panel, ref, "");
  }

  /** Fills a panel that VS Code brings back after a reload. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const restore = parseRestore(state);
    const account = restore && (await this.#options.accounts.find(restore.ref.accountId));
    if (restore && account) await this.#attach(panel, restore.ref, restore.chatbotName);
    // The account was removed meanwhile, as the demo's accounts are with their window.
    else panel.dispose();
  }

  /** Closes the panel of a session. */
  close(ref: SessionRef): void {
    this.#find(ref)?.panel.dispose();
  }

  /** Closes all panels of an account. */
  closeAccount(accountId: string): void {
    for (const chat of this.#panels)
      if (chat.session.ref.accountId === accountId) chat.panel.dispose();
  }

  dispose(): void {
    for (const chat of this.#panels) chat.dispose();
    this.#posted.dispose();
  }

  #find(ref: SessionRef): ChatPanel | undefined {
    return [...this.#panels].find(({ session }) => sessionKey(session.ref) === sessionKey(ref));
  }

  async #attach(
    panel: vscode.WebviewPanel,
    ref: SessionRef,
    nameBefore: string,
  ): Promise<ChatPanel | undefined> {
    const { accounts, sessions, log } = this.#options;
    const account = await accounts.find(ref.accountId);
    try {
      const session = await sessions.open(ref);
      if (!account) throw new ChatError("config", `there is no account ${ref.accountId}`);
      const chat = new ChatPanel(panel, session, {
        ...this.#options,
        account,
        chatbotName: this.#chatbotName(ref) ?? nameBefore,
        onPost: (message) => this.#posted.fire(message),
      });
      this.#panels.add(chat);
      panel.onDidDispose(() => {
        this.#panels.delete(chat);
        chat.dispose();
      });
      await chat.open();
      return chat;
    } catch (thrown) {
      panel.dispose();
      const subject = {
        service: account?.provider.name ?? "",
        account: account?.label ?? ref.accountId,
      };
      tellError(thrown, "opening a panel", subject, log);
      return undefined;
    }
  }

  #chatbotName({ accountId, chatbotId }: SessionRef): string | undefined {
    const chatbots = this.#options.catalog.peekChatbots(accountId);
    return chatbots.kind === "ready"
      ? chatbots.value.find(({ id }) => id === chatbotId)?.name
      : undefined;
  }
}
