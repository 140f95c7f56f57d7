import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { HeldChat } from "../../core/chat/chats.ts";
import { type Attachment, composeQuestion, emptyDraft } from "../../core/chat/draft.ts";
import type { ChatChange, ChatState } from "../../core/chat/state.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import { RateLimit } from "../../core/rateLimit.ts";
import type { ResourceKindInfo } from "../../core/resources.ts";
import { type PanelCommand, parseCommand } from "../../protocol/commands.ts";
import type { HostMessage, PanelFacts } from "../../protocol/frames.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { OpenChats } from "../sessions/openChats.ts";
import type { SessionRef } from "../refs/sessionRef.ts";
import { errorTexts, subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import type { ChatSurface } from "./chatSurface.ts";
import type { EditorWatch } from "./editorWatch.ts";
import { FrameQueue } from "./frameQueue.ts";
import { HistoryBackfill, isLong, recentPart } from "./historyBackfill.ts";
import { panelHtml } from "./html.ts";
import type { Introducer } from "./introducer.ts";
import type { PanelActions } from "./panelActions.ts";
import type { PanelContexts } from "./panelContexts.ts";
import { changeFontSize, readPanelSettings } from "./panelSettings.ts";
import type { Restore, ShownChatbot } from "./restore.ts";
import { isChatCommand, runInChat } from "./runInChat.ts";
import { isComposerCommand, runInComposer } from "./runInComposer.ts";

/** Far more than anyone types, and few enough to keep a page that has gone wrong from flooding the host. */
const messagesPerSecond = 100;

/** What a panel works with. */
export interface ChatPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly clock: Clock;
  readonly log: Log;
  readonly chats: OpenChats;
  readonly actions: PanelActions;
  readonly contexts: PanelContexts;
  readonly account: KnownAccount;
  /** As it was shown last. */
  readonly chatbot: ShownChatbot;
  /** The chatbot as it is known by now; undefined while it is not. */
  readonly findChatbot: () => ShownChatbot | undefined;
  /** What can be looked after of the chatbot. */
  readonly kinds: readonly ResourceKindInfo[];
  readonly introducer: Introducer;
  /** Lets the user choose another chat for what is typed and attached. */
  readonly onChooseChat: (from: ChatPanel) => Promise<void>;
  readonly editor: Pick<EditorWatch, "use" | "onDidChange">;
  /** Called with every message that is posted to the webview. */
  readonly onPost?: (message: HostMessage) => void;
}

/** A chat in one webview: commands come up, frames go down. */
export class ChatPanel implements vscode.Disposable {
  readonly surface: ChatSurface;
  readonly #held: HeldChat<SessionRef>;
  readonly #options: ChatPanelOptions;
  readonly #frames: FrameQueue;
  readonly #backfill: HistoryBackfill;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #limit: RateLimit;
  #account: KnownAccount;
  #kinds: readonly ResourceKindInfo[];
  #chatbot: ShownChatbot;
  #isReady = false;
  #wantsFocus = false;
  /** Ends what says that the chat can be seen. */
  #hide: (() => void) | undefined;

  constructor(surface: ChatSurface, held: HeldChat<SessionRef>, options: ChatPanelOptions) {
    this.surface = surface;
    this.#held = held;
    this.#options = options;
    this.#account = options.account;
    this.#kinds = options.kinds;
    this.#chatbot = options.chatbot;
    this.#limit = new RateLimit(options.clock, messagesPerSecond);
    this.#frames = new FrameQueue((frame) => this.#post(frame), options.clock);
    this.#backfill = new HistoryBackfill(
      () => this.chat.state.messages,
      (frame) => this.#postIfReady(frame),
    );
    this.#disposables.push(
      { dispose: this.chat.subscribe((change) => this.#follow(change)) },
      { dispose: this.chat.draft.subscribe((_draft, setsText) => this.#postDraft({ setsText })) },
      surface.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      surface.onDidChangeVisibility(() => this.#updateVisibility()),
      options.introducer.onDidChange(() => {
        this.#followChatbot();
        this.#introduce();
      }),
      options.editor.onDidChange(() => this.#postEditor()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration("parley.chat")) return;
        this.#postIfReady({ type: "settings", settings: readPanelSettings() });
      }),
    );
  }

  get chat(): Chat {
    return this.#held.chat;
  }

  /** The session that is shown. */
  get ref(): SessionRef {
    return this.#held.ref;
  }

  /** What fills a panel again after a reload. */
  get restore(): Restore {
    return { ref: this.ref, chatbot: this.#chatbot };
  }

  /** Shows the page and begins to load the history, which nobody has to wait for. */
  open(): void {
    const { extensionUri } = this.#options;
    const { webview } = this.surface;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, "dist", "webview")],
    };
    this.#updateTitle();
    webview.html = panelHtml(webview, extensionUri, this.restore);
    this.#updateVisibility();
    if (this.chat.state.history.kind !== "ready") void this.chat.load();
  }

  /** Attaches code to the next question and lets the user type it. */
  attach(...attachments: readonly Attachment[]): void {
    this.chat.draft.attach(attachments);
    this.focusComposer();
  }

  /** Types a question where nothing is typed yet. */
  suggest(question: string): void {
    const { value } = this.chat.draft;
    if (value.text.trim() === "") this.chat.draft.set({ ...value, text: question });
    this.focusComposer();
  }

  /** Puts text before what is typed. */
  insertText(text: string): void {
    const { value } = this.chat.draft;
    this.chat.draft.set({ ...value, text: text + value.text });
    this.focusComposer();
  }

  /** Sets the keyboard focus to the composer. */
  focusComposer(): void {
    this.#postDraft({ focus: true });
  }

  /** Its account may have another name by now, or speak another generation of its service's API. */
  followAccount(account: KnownAccount, kinds: readonly ResourceKindInfo[]): void {
    const before = JSON.stringify(this.#facts());
    this.#account = account;
    this.#kinds = kinds;
    const about = this.#facts();
    if (JSON.stringify(about) !== before) this.#postIfReady({ type: "about", about });
  }

  dispose(): void {
    // What still runs for it must not reach the chat that takes its place in a view.
    this.#isReady = false;
    this.#backfill.stop();
    this.#frames.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
    this.#hide?.();
    this.chat.draft.flush();
    this.#held.release();
  }

  #follow(change: ChatChange): void {
    // It tells all messages: what is left to be told of those before would be there twice.
    if (change.type === "history-loaded") this.#backfill.stop();
    if (change.type === "history-loaded" && isLong(change.messages)) {
      if (!this.#isReady) return;
      // What happened is told besides what there is: the page says how an answer has ended.
      this.#frames.flush();
      this.#postSnapshot();
    } else if (this.#isReady) {
      this.#frames.push(change);
    }
    if (change.type === "session-changed") this.#updateTitle();
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
    void this.perform(command);
  }

  /** Does what is asked for in the panel, or in its context menu. A failure is told. */
  async perform(command: PanelCommand): Promise<void> {
    try {
      await this.#run(command);
    } catch (thrown) {
      tellError(thrown, "panel", subjectOf(this.#account), this.#options.log);
    }
  }

  async #run(command: PanelCommand): Promise<void> {
    const { actions, contexts } = this.#options;
    const account = this.#account;
    const { chat } = this;
    if (isChatCommand(command)) {
      await runInChat(command, chat, account.provider.name);
      return;
    }
    if (isComposerCommand(command)) {
      const answer = await runInComposer(command, chat, contexts);
      if (answer && answer !== "focus") this.#postIfReady(answer);
      // The user goes on there, with what was told in view.
      if (answer === "focus" || answer?.type === "notice") this.focusComposer();
      return;
    }
    switch (command.type) {
      case "ready":
        this.#isReady = true;
        this.#postSnapshot();
        this.#postEditor();
        return;
      case "ask":
        this.#ask(command.text);
        return;
      case "choose-chat":
        await this.#options.onChooseChat(this);
        return;
      case "change-font-size":
        await changeFontSize(command.by);
        return;
      default: {
        const answer = await actions.run(command, {
          account,
          ref: this.ref,
          chatbotName: this.#chatbot.name,
          state: chat.state,
          draft: chat.draft.value,
          showContinuation: (key, continuation) => chat.showContinuation(key, continuation),
        });
        if (answer) this.#postIfReady(answer);
      }
    }
  }

  #ask(text: string): void {
    const { value } = this.chat.draft;
    // A suggestion takes along nothing that is meant for another question, which stays.
    const isOther = value.text.trim() !== "" && value.text !== text;
    const question = composeQuestion(isOther ? { ...emptyDraft, text } : { ...value, text });
    if (question !== "") this.chat.ask(question, isOther ? value : emptyDraft);
  }

  #updateVisibility(): void {
    const isVisible = this.surface.isVisible();
    // A hidden webview is gone; when it is shown again it says that it is ready.
    if (!isVisible) this.#isReady = false;
    if (!isVisible) this.#hide?.();
    else if (!this.#hide) this.#hide = this.#options.chats.show(this.ref);
    if (!isVisible) this.#hide = undefined;
  }

  #updateTitle(): void {
    const { name } = this.#chatbot;
    this.surface.setTitle(this.chat.state.title || name || "Parley", name);
  }

  #facts(): PanelFacts {
    const account = this.#account;
    const { name, canCite, rateLimit } = this.#chatbot;
    return {
      chatbotName: name,
      canCite,
      accountLabel: account.label,
      serviceName: account.provider.name,
      capabilities: account.provider.capabilities,
      canTeach: this.#kinds.some(({ can }) => can.includes("teach")),
      errors: errorTexts({
        service: account.provider.name,
        account: account.label,
        rateLimit,
      }),
    };
  }

  #postSnapshot(): void {
    const sequence = this.#frames.restart();
    const { state, draft } = this.chat;
    this.#post({
      type: "snapshot",
      sequence,
      state: recentPart(state),
      draft: draft.value,
      about: this.#facts(),
      settings: readPanelSettings(),
      ...(isEmpty(state) && { introduction: this.#options.introducer.introduce() }),
    });
    if (this.#wantsFocus) this.#postDraft({ focus: true });
    this.#backfill.start();
  }

  /** Its list may come after the chat, and it may be renamed meanwhile. */
  #followChatbot(): void {
    const known = this.#options.findChatbot();
    if (!known || JSON.stringify(known) === JSON.stringify(this.#chatbot)) return;
    this.#chatbot = known;
    this.#updateTitle();
    this.#postIfReady({ type: "about", about: this.#facts() });
  }

  #introduce(): void {
    if (!isEmpty(this.chat.state)) return;
    const introduction = this.#options.introducer.introduce();
    this.#postIfReady({ type: "introduction", introduction });
  }

  #postEditor(): void {
    this.#postIfReady({ type: "editor", use: this.#options.editor.use });
  }

  #postDraft({ focus = false, setsText = false }): void {
    // Until the page is there, the wish for the focus waits.
    this.#wantsFocus = !this.#isReady && (focus || this.#wantsFocus);
    this.#postIfReady({ type: "draft", draft: this.chat.draft.value, focus, setsText });
  }

  #postIfReady(message: HostMessage): void {
    if (this.#isReady) this.#post(message);
  }

  #post(message: HostMessage): void {
    this.#options.onPost?.(message);
    void this.surface.webview.postMessage(message);
  }
}

/** True while nothing was asked. */
function isEmpty({ messages, reply }: ChatState): boolean {
  return messages.length === 0 && reply === undefined;
}
