import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Clock } from "../../core/clock.ts";
import {
  type Attachment,
  composeQuestion,
  emptyDraft,
  parseQuestion,
} from "../../core/chat/question.ts";
import type { ChatChange } from "../../core/chat/state.ts";
import type { Log } from "../../core/log.ts";
import { type PanelCommand, parseCommand } from "../../protocol/commands.ts";
import type { HostMessage, PanelFacts } from "../../protocol/frames.ts";
import { RateLimit } from "../../core/rateLimit.ts";
import type { KnownAccount } from "../accounts/accountStore.ts";
import type { OpenSession } from "../sessions/openSession.ts";
import type { OpenSessions } from "../sessions/openSessions.ts";
import type { SessionFiles } from "../sessions/sessionFiles.ts";
import { errorTexts, subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import type { ChatSurface } from "./chatSurface.ts";
import { isConversationCommand, runInConversation } from "./conversationCommands.ts";
import { DraftKeeper } from "./draftKeeper.ts";
import { FrameQueue } from "./frameQueue.ts";
import { panelHtml } from "./html.ts";
import type { PanelActions } from "./panelActions.ts";
import type { PanelContexts } from "./panelContexts.ts";
import { changeFontSize, readPanelSettings } from "./panelSettings.ts";
import type { Restore, ShownChatbot } from "./restore.ts";
import { isLong, OlderTeller, recentPart } from "./snapshot.ts";

/** Far more than anyone types, and few enough to keep a page that has gone wrong from flooding the host. */
const messagesPerSecond = 100;

/** What a panel works with. */
export interface ChatPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly clock: Clock;
  readonly log: Log;
  readonly sessions: OpenSessions;
  readonly files: SessionFiles;
  readonly actions: PanelActions;
  readonly contexts: PanelContexts;
  readonly account: KnownAccount;
  readonly chatbot: ShownChatbot;
  readonly canTeach: boolean;
  /** Called with every message that is posted to the webview. */
  readonly onPost?: (message: HostMessage) => void;
}

/** One session in one webview: commands come up, frames go down. */
export class ChatPanel implements vscode.Disposable {
  readonly surface: ChatSurface;
  readonly session: OpenSession;
  readonly #options: ChatPanelOptions;
  readonly #frames: FrameQueue;
  readonly #draft: DraftKeeper;
  readonly #older = new OlderTeller((frame) => this.#postIfReady(frame));
  readonly #closing = new AbortController();
  readonly #disposables: vscode.Disposable[] = [];
  readonly #limit: RateLimit;
  #isReady = false;
  #wantsFocus = false;

  constructor(surface: ChatSurface, session: OpenSession, options: ChatPanelOptions) {
    this.surface = surface;
    this.session = session;
    this.#options = options;
    const { clock, log, files, sessions } = options;
    this.#limit = new RateLimit(clock, messagesPerSecond);
    this.#frames = new FrameQueue((frame) => this.#post(frame), clock);
    this.#draft = new DraftKeeper({
      clock,
      log,
      save: async (draft) => files.update(session.ref, () => ({ draft })),
      queued: () => session.conversation.state.queued,
    });
    this.#disposables.push(
      { dispose: session.conversation.subscribe((event) => this.#follow(event)) },
      surface.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      surface.onDidChangeVisibility(() => this.#updateVisibility()),
      sessions.onDidChange((ref) => {
        if (ref === session.ref) this.#postIfReady({ type: "restore", restore: this.#restore() });
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration("parley.chat")) return;
        this.#postIfReady({ type: "settings", settings: readPanelSettings() });
      }),
    );
    session.hasPanel = true;
  }

  /** Reads the draft, shows the page and loads the history. */
  async open(): Promise<void> {
    const { files, extensionUri } = this.#options;
    this.#draft.restore((await files.read(this.session.ref))?.draft);
    const { webview } = this.surface;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, "dist", "webview")],
    };
    this.#updateTitle();
    webview.html = panelHtml(webview, extensionUri);
    this.#updateVisibility();
    const { state, isAnswering } = this.session.conversation;
    if (state.history.kind !== "ready" && !isAnswering) {
      await this.session.conversation.load(this.#closing.signal);
    }
  }

  /** Attaches code to the next question and lets the person type it. */
  attach(...attachments: readonly Attachment[]): void {
    this.#draft.attach(attachments);
    this.#postDraft({ focus: true });
  }

  /** Puts text before what is typed. */
  insertText(text: string): void {
    const { draft } = this.#draft;
    this.#draft.set({ ...draft, text: text + draft.text });
    this.#postDraft({ focus: true, setsText: true });
  }

  /** Sets the keyboard focus to the composer. */
  focusComposer(): void {
    this.#postDraft({ focus: true });
  }

  dispose(): void {
    this.#closing.abort();
    this.#older.stop();
    this.#frames.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
    this.#draft.save();
    this.#options.sessions.release(this.session);
  }

  #follow(event: ChatChange): void {
    if (event.type === "history-loaded" && isLong(event.messages)) {
      if (this.#isReady) this.#postSnapshot();
    } else if (this.#isReady) {
      this.#frames.push(event);
    }
    if (event.type === "session-changed") this.#updateTitle();
    if (event.type === "queue-changed") this.#draft.save();
  }

  #receive(message: unknown): void {
    if (!this.#limit.allow()) {
      this.#options.log.warn("the panel sends too many messages; one is ignored");
      return;
    }
    const command = parseCommand(message);
    if (!command) {
      this.#options.log.warn("a message from the panel is no command and is ignored");
      return;
    }
    const { account, log } = this.#options;
    this.#run(command).catch((thrown: unknown) =>
      tellError(thrown, "panel", subjectOf(account), log),
    );
  }

  async #run(command: PanelCommand): Promise<void> {
    const { account, actions, contexts } = this.#options;
    const { conversation } = this.session;
    if (isConversationCommand(command)) {
      await runInConversation(command, conversation, account.provider.name, this.#closing.signal);
      return;
    }
    switch (command.type) {
      case "ready":
        this.#isReady = true;
        this.#postSnapshot();
        return;
      case "ask":
        await this.#ask(command.text);
        return;
      case "edit-question":
        this.#editQuestion(command.key);
        return;
      case "change-draft":
        this.#draft.type(command.text);
        return;
      case "detach":
        this.#draft.detach(command.id);
        this.#postDraft({});
        return;
      case "attach":
      case "attach-uris":
      case "attach-path": {
        const taken = await contexts.take(command);
        if (taken.length > 0) this.attach(...taken);
        return;
      }
      case "find-files": {
        const paths = await contexts.findFiles(command.query);
        this.#post({ type: "files", request: command.request, paths });
        return;
      }
      case "change-font-size":
        await changeFontSize(command.by);
        return;
      default:
        await actions.run(command, {
          account,
          ref: this.session.ref,
          state: conversation.state,
          draft: this.#draft.draft,
        });
    }
  }

  async #ask(text: string): Promise<void> {
    const { conversation } = this.session;
    const question = composeQuestion({ ...this.#draft.draft, text });
    if (question === "") return;
    // A suggestion is asked as it is; what is being typed meanwhile stays.
    const { text: typed } = this.#draft.draft;
    this.#draft.set({ ...emptyDraft, text: typed === text ? "" : typed });
    this.#postDraft({});
    if (conversation.isAnswering) conversation.queue(question);
    else await conversation.ask(question);
  }

  #editQuestion(key: string): void {
    const message = this.session.conversation.state.messages.find((one) => one.key === key);
    if (!message) return;
    const { text, attachments } = parseQuestion(message.text);
    this.#draft.set({
      text,
      attachments: attachments.map((one) => ({ ...one, id: randomUUID() })),
    });
    this.#postDraft({ focus: true, setsText: true });
  }

  #updateVisibility(): void {
    const isVisible = this.surface.isVisible();
    // A hidden webview is gone; when it is shown again it says that it is ready.
    if (!isVisible) this.#isReady = false;
    this.#options.sessions
      .setVisible(this.session, isVisible)
      .catch((error: unknown) => this.#options.log.error(`session file: ${String(error)}`));
  }

  #updateTitle(): void {
    const { name } = this.#options.chatbot;
    const { title } = this.session.conversation.state;
    this.surface.setTitle(title || name || "Parley", name);
  }

  #facts(): PanelFacts {
    const { account, chatbot } = this.#options;
    return {
      chatbotName: chatbot.name,
      canCite: chatbot.canCite,
      accountLabel: account.label,
      serviceName: account.provider.name,
      capabilities: account.provider.capabilities,
      canTeach: this.#options.canTeach,
      errors: errorTexts({
        service: account.provider.name,
        account: account.label,
        rateLimit: chatbot.rateLimit,
      }),
      restore: this.#restore(),
    };
  }

  #restore(): Restore {
    return { ref: this.session.ref, chatbot: this.#options.chatbot };
  }

  #postSnapshot(): void {
    const sequence = this.#frames.restart();
    const { state } = this.session.conversation;
    this.#post({
      type: "snapshot",
      sequence,
      state: recentPart(state),
      draft: this.#draft.draft,
      about: this.#facts(),
      settings: readPanelSettings(),
    });
    if (this.#wantsFocus) this.#postDraft({ focus: true });
    void this.#older.tell(state.messages);
  }

  #postDraft({ focus = false, setsText = false }): void {
    // Until the page is there, the wish for the focus waits.
    this.#wantsFocus = !this.#isReady && (focus || this.#wantsFocus);
    this.#postIfReady({ type: "draft", draft: this.#draft.draft, focus, setsText });
  }

  #postIfReady(message: HostMessage): void {
    if (this.#isReady) this.#post(message);
  }

  #post(message: HostMessage): void {
    this.#options.onPost?.(message);
    void this.surface.webview.postMessage(message);
  }
}
