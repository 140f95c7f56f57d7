import * as vscode from "vscode";
import type { Clock } from "../../core/clock.ts";
import { emptyDraft, joinDrafts } from "../../core/chat/draft.ts";
import { SingleFlight } from "../../core/async/singleFlight.ts";
import { ChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { HostMessage } from "../../protocol/frames.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { Catalog } from "../sessions/catalog.ts";
import type { ResourceLists } from "../resources/resourceLists.ts";
import { kindsFor } from "../resources/shownKinds.ts";
import type { OpenChats } from "../sessions/openChats.ts";
import { isOf, type SessionPlace, type SessionRef, sessionKey } from "../refs/sessionRef.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { ChatPanel } from "./chatPanel.ts";
import type { ChatColumn } from "./chatColumn.ts";
import { readChatPlace } from "./chatPlace.ts";
import { followMove, type MovePlace } from "./followMove.ts";
import { type ChatSurface, editorSurface } from "./chatSurface.ts";
import type { ChatView } from "./chatView.ts";
import { showEmptyView } from "./emptyView.ts";
import type { EditorWatch } from "./editorWatch.ts";
import { Introducer } from "./introducer.ts";
import type { PanelActions } from "./panelActions.ts";
import type { PanelContexts } from "./panelContexts.ts";
import { parseRestore, type Restore, type ShownChatbot, unknownChatbot } from "./restore.ts";
import { tellAccountGone } from "./tellAccountGone.ts";
import { chatViewType, type ShownChat, writeShownChats } from "./shownChats.ts";

/** What panels work with. */
export interface PanelsOptions {
  readonly extensionUri: vscode.Uri;
  /** Of this window alone. */
  readonly workspaceMemento: vscode.Memento;
  readonly view: ChatView;
  readonly column: ChatColumn;
  readonly accounts: AccountStore;
  readonly catalog: Catalog;
  readonly chats: OpenChats;
  readonly actions: PanelActions;
  readonly contexts: PanelContexts;
  /** Lets the user choose where a question goes. */
  readonly chooseSession: () => Promise<SessionRef | undefined>;
  readonly editor: EditorWatch;
  readonly clock: Clock;
  readonly log: Log;
  readonly resources: ResourceLists;
}

/** All chats that are shown in this window, among the editors or in the view. */
export class Panels implements vscode.Disposable {
  readonly #options: PanelsOptions;
  /** With what ends with each. */
  readonly #panels = new Map<ChatPanel, vscode.Disposable>();
  /** Two clicks on one session are one panel, whatever opens it. */
  readonly #opening = new SingleFlight<string, ChatPanel | undefined>();
  /** What each page was to show last. The view has one page for all chats, and some take longer to open than others. */
  readonly #wanted = new WeakMap<vscode.Webview, SessionRef>();
  readonly #posted = new vscode.EventEmitter<HostMessage>();
  /** Fires with everything that is posted to a webview. Tests count and search it. */
  readonly onDidPost = this.#posted.event;
  readonly #activeChanged = new vscode.EventEmitter<SessionRef>();
  /** Fires with the session of the chat that has the focus, more often than that changes. */
  readonly onDidChangeActive = this.#activeChanged.event;

  readonly #accountsWatcher: vscode.Disposable;
  #last: ChatPanel | undefined;

  constructor(options: PanelsOptions) {
    this.#options = options;
    this.#accountsWatcher = options.accounts.onDidChange(() => {
      this.#followAccounts().catch((error: unknown) =>
        options.log.error(`accounts of chats: ${String(error)}`),
      );
    });
  }

  /** The chat that has the focus: an editor before the view, which only says that it can be seen. */
  get active(): ChatPanel | undefined {
    const active = [...this.#panels.keys()].filter(({ surface }) => surface.isActive());
    return active.find((chat) => chat !== this.inView) ?? active[0];
  }

  /** The chat in the view of the side bar. */
  get inView(): ChatPanel | undefined {
    const webview = this.#options.view.surface()?.webview;
    return [...this.#panels.keys()].find(({ surface }) => surface.webview === webview);
  }

  /** The chat that had the focus last, while it is shown. */
  get last(): ChatPanel | undefined {
    return this.#last && this.#panels.has(this.#last) ? this.#last : undefined;
  }

  /** The chats among the editors, and where each is. */
  get shown(): readonly ShownChat[] {
    return [...this.#panels.keys()].flatMap(({ restore, surface }) => {
      const column = surface.column();
      return column === undefined ? [] : [{ ...restore, column }];
    });
  }

  /**
   * Shows a session where it is, or where chats open. Undefined when that failed, which was said then.
   * @param how.isFromCode it was opened from code, which it does not cover even where it is already
   * @param how.before where it was among the editors, if it is to be there again whatever the user's choice
   */
  async show(
    ref: SessionRef,
    { isFromCode = false, before }: { isFromCode?: boolean; before?: ShownChat } = {},
  ): Promise<ChatPanel | undefined> {
    const known = this.#find(ref);
    if (known) {
      const { surface } = known;
      surface.reveal(isFromCode ? this.#options.column.besideCode(surface.column()) : undefined);
      return known;
    }
    const place = !before && readChatPlace() === "sideBar" ? "view" : "editor";
    return await this.#opening.run(sessionKey(ref), async () => this.#open(ref, place, before));
  }

  /** Shows a chat in another place, where new ones will go from now on. */
  async move(place: MovePlace, chat: ChatPanel | undefined): Promise<void> {
    if (chat) {
      const { ref } = chat;
      chat.surface.close();
      if (chat === this.inView) this.#drop(chat);
      const moved = await this.#opening.run(sessionKey(ref), async () => this.#open(ref, place));
      moved?.focusComposer();
    }
    await followMove(place);
  }

  /** Fills an editor that VS Code brings back after a reload. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const restore = parseRestore(state);
    const surface = editorSurface(panel);
    let isClosed = false;
    const closing = surface.onDidDispose(() => {
      isClosed = true;
    });
    const account = restore && (await this.#options.accounts.find(restore.ref.accountId));
    closing.dispose();
    if (isClosed) return;
    if (restore && account) {
      await this.#restoreIn(surface, restore);
      return;
    }
    // The account was removed meanwhile, as the demo's accounts are with their window.
    const { log } = this.#options;
    log.warn(`a chat is not brought back: ${restore ? "its account is gone" : "it kept nothing"}`);
    panel.dispose();
  }

  /** Fills the view that VS Code has made: with what it has shown before a reload, else with what opens a chat. */
  async restoreView(state: unknown): Promise<void> {
    const surface = this.#options.view.surface();
    const restore = parseRestore(state);
    const account = restore && (await this.#options.accounts.find(restore.ref.accountId));
    // What is opened there by now takes its place.
    if (!surface || this.#options.view.isAwaited || this.#wanted.has(surface.webview)) return;
    if (restore && account) await this.#restoreIn(surface, restore);
    else showEmptyView(surface.webview);
  }

  /** Closes the panels of a session. */
  close(ref: SessionRef): void {
    for (const chat of this.#panels.keys())
      if (sessionKey(chat.ref) === sessionKey(ref)) this.#close(chat);
  }

  /** Closes all chats of an account, or of one chatbot. */
  closeAllOf(place: SessionPlace): void {
    for (const chat of this.#panels.keys()) if (isOf(chat.ref, place)) this.#close(chat);
  }

  dispose(): void {
    this.#options.editor.dispose();
    this.#accountsWatcher.dispose();
    for (const chat of this.#panels.keys()) chat.dispose();
    this.#posted.dispose();
    this.#activeChanged.dispose();
  }

  /** Lets the user choose another chat, which takes over the place of one, and what is typed and attached there. */
  async #choose(from: ChatPanel): Promise<void> {
    const ref = await this.#options.chooseSession();
    // Its tab may have been closed while the user was choosing.
    if (!ref || !this.#panels.has(from) || sessionKey(ref) === sessionKey(from.ref)) return;
    // It stays open until what is typed there has another place.
    const held = await this.#options.chats.hold(from.ref);
    let isTaken = false;
    const take = ({ chat }: ChatPanel): void => {
      isTaken = true;
      chat.draft.set(joinDrafts(chat.draft.value, held.chat.draft.value));
      held.chat.draft.set(emptyDraft);
    };
    try {
      const shown =
        this.#find(ref) ??
        (await this.#opening.run(sessionKey(ref), async () => {
          this.#drop(from);
          return this.#attach(from.surface, ref, unknownChatbot, take);
        }));
      if (!shown) return;
      // It is shown in another place, or was just being opened there.
      if (!isTaken) {
        take(shown);
        shown.surface.reveal();
      }
      shown.focusComposer();
    } finally {
      held.release();
    }
  }

  /** Tells what is in front, and remembers what is where: of a new editor that is known only when it is seen. */
  #follow(): void {
    const { active } = this;
    if (active) this.#activeChanged.fire(active.ref);
    this.#last = active ?? this.#last;
    this.#remember();
  }

  /** Fills a page, which goes where its session is shown already: what is typed in one place is not seen in another. */
  async #restoreIn(surface: ChatSurface, { ref, chatbot }: Restore): Promise<void> {
    const shown =
      this.#find(ref) ??
      (await this.#opening.run(sessionKey(ref), async () => this.#attach(surface, ref, chatbot)));
    if (!shown || shown.surface.webview === surface.webview) return;
    surface.close();
    shown.surface.reveal();
  }

  #find(ref: SessionRef): ChatPanel | undefined {
    return [...this.#panels.keys()].find((chat) => sessionKey(chat.ref) === sessionKey(ref));
  }

  async #open(
    ref: SessionRef,
    place: MovePlace,
    before?: ShownChat,
  ): Promise<ChatPanel | undefined> {
    if (place === "view") {
      const surface = await this.#viewSurface();
      if (surface) return await this.#attach(surface, ref, unknownChatbot);
    }
    const panel = vscode.window.createWebviewPanel(
      chatViewType,
      "Parley",
      before?.column ??
        (place === "window" ? vscode.ViewColumn.Active : this.#options.column.next()),
    );
    const chat = await this.#attach(editorSurface(panel), ref, before?.chatbot ?? unknownChatbot);
    if (place === "window") {
      await vscode.commands.executeCommand("workbench.action.moveEditorToNewWindow");
    }
    return chat;
  }

  /** The view, with nothing in it. */
  async #viewSurface(): Promise<ChatSurface | undefined> {
    const { view } = this.#options;
    await view.reveal();
    const before = this.inView;
    if (before) this.#drop(before);
    return view.surface();
  }

  async #attach(
    surface: ChatSurface,
    ref: SessionRef,
    before: ShownChatbot,
    onOpen?: (chat: ChatPanel) => void,
  ): Promise<ChatPanel | undefined> {
    const { accounts, chats, log } = this.#options;
    this.#wanted.set(surface.webview, ref);
    let isClosed = false;
    let panel: ChatPanel | undefined;
    const closing = surface.onDidDispose(() => {
      isClosed = true;
      if (panel) this.#drop(panel);
    });
    const account = await accounts.find(ref.accountId);
    try {
      if (!account) throw new ChatError("config", `there is no account ${ref.accountId}`);
      const kinds = await kindsFor(account.provider, ref.chatbotId);
      const held = await chats.hold(ref);
      // The user does not have to wait until it is there, and may want another one by now.
      if (isClosed || this.#wanted.get(surface.webview) !== ref) {
        held.release();
        return undefined;
      }
      const chat = new ChatPanel(surface, held, {
        ...this.#options,
        account,
        chatbot: this.#chatbot(ref) ?? before,
        findChatbot: () => this.#chatbot(ref),
        kinds,
        introducer: new Introducer(ref, kinds, this.#options),
        onChooseChat: async (from) => this.#choose(from),
        onPost: (message) => this.#posted.fire(message),
      });
      panel = chat;
      // The view outlives the chats in it.
      const following = surface.onDidChangeVisibility(() => this.#follow());
      this.#panels.set(chat, vscode.Disposable.from(closing, following));
      onOpen?.(chat);
      this.#follow();
      chat.open();
      return chat;
    } catch (thrown) {
      if (this.#wanted.get(surface.webview) === ref) surface.close();
      if (account) tellError(thrown, "opening a panel", subjectOf(account), log);
      else tellAccountGone(log);
      return undefined;
    } finally {
      if (!panel) closing.dispose();
    }
  }

  async #followAccounts(): Promise<void> {
    for (const chat of this.#panels.keys()) {
      const account = await this.#options.accounts.find(chat.ref.accountId);
      if (!account) continue;
      chat.followAccount(account, await kindsFor(account.provider, chat.ref.chatbotId));
    }
  }

  #close(chat: ChatPanel): void {
    chat.surface.close();
    // Closing an editor disposes it; the view is only hidden.
    this.#drop(chat);
  }

  #drop(chat: ChatPanel): void {
    const ending = this.#panels.get(chat);
    if (!this.#panels.delete(chat)) return;
    ending?.dispose();
    chat.dispose();
    this.#remember();
  }

  #remember(): void {
    const { workspaceMemento, log } = this.#options;
    writeShownChats(workspaceMemento, this.shown).catch((error: unknown) =>
      log.error(`which chats are shown: ${String(error)}`),
    );
  }

  #chatbot({ accountId, chatbotId }: SessionRef): ShownChatbot | undefined {
    const chatbots = this.#options.catalog.peekChatbots(accountId);
    const known =
      chatbots.kind === "ready" ? chatbots.value.find(({ id }) => id === chatbotId) : undefined;
    return (
      known && { name: known.name, canCite: known.canCite ?? false, rateLimit: known.rateLimit }
    );
  }
}
