import * as vscode from "vscode";
import type { Clock } from "../../core/clock.ts";
import {
  type Attachment,
  composeQuestion,
  type Draft,
  emptyDraft,
} from "../../core/conversation/question.ts";
import type { ConversationEvent } from "../../core/conversation/state.ts";
import type { Log } from "../../core/log.ts";
import { type PanelCommand, parseCommand } from "../../protocol/commands.ts";
import type { HostMessage, PanelFacts } from "../../protocol/frames.ts";
import type { KnownAccount } from "../accounts/accountStore.ts";
import type { OpenSession } from "../sessions/openSession.ts";
import type { OpenSessions } from "../sessions/openSessions.ts";
import type { SessionFiles } from "../sessions/sessionFiles.ts";
import { errorTexts } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { FrameQueue } from "./frameQueue.ts";
import { panelHtml } from "./html.ts";
import type { PanelActions } from "./panelActions.ts";
import type { Restore } from "./restore.ts";

/** What a panel works with. */
export interface ChatPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly clock: Clock;
  readonly log: Log;
  readonly sessions: OpenSessions;
  readonly files: SessionFiles;
  readonly actions: PanelActions;
  readonly account: KnownAccount;
  readonly chatbotName: string;
  /** Called with every message that is posted to the webview. */
  readonly onPost?: (message: HostMessage) => void;
}

/** Saves the draft this long after the last key, in milliseconds. */
const draftDelay = 300;

/** One session in one webview panel: commands come up, frames go down. */
export class ChatPanel implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  readonly session: OpenSession;
  readonly #options: ChatPanelOptions;
  readonly #frames: FrameQueue;
  readonly #closing = new AbortController();
  readonly #disposables: vscode.Disposable[] = [];
  #draft: Draft = emptyDraft;
  #isReady = false;
  #wantsFocus = false;
  #cancelSave: (() => void) | undefined;

  constructor(panel: vscode.WebviewPanel, session: OpenSession, options: ChatPanelOptions) {
    this.panel = panel;
    this.session = session;
    this.#options = options;
    this.#frames = new FrameQueue((frame) => this.#post(frame), options.clock);
    const unsubscribe = session.conversation.subscribe((event) => this.#follow(event));
    this.#disposables.push(
      { dispose: unsubscribe },
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidChangeViewState(() => this.#updateVisibility()),
      options.sessions.onDidChange((ref) => {
        if (ref === session.ref && this.#isReady)
          this.#post({ type: "restore", restore: this.#restore() });
      }),
    );
    session.hasPanel = true;
  }

  /** Reads the draft, shows the page and loads the history. */
  async open(): Promise<void> {
    const { files, extensionUri } = this.#options;
    this.#draft = (await files.read(this.session.ref))?.draft ?? emptyDraft;
    this.panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, "dist", "webview")],
    };
    this.panel.iconPath = new vscode.ThemeIcon("comment-discussion");
    this.#updateTitle();
    this.panel.webview.html = panelHtml(this.panel.webview, extensionUri);
    this.#updateVisibility();
    const { state, isAnswering } = this.session.conversation;
    if (state.history.kind !== "ready" && !isAnswering)
      await this.session.conversation.load(this.#closing.signal);
  }

  /** Attaches code to the next question and lets the person type it. */
  attach(attachment: Attachment): void {
    const others = this.#draft.attachments.filter(
      ({ path, text }) => path !== attachment.path || text !== attachment.text,
    );
    this.#changeDraft({ ...this.#draft, attachments: [...others, attachment] }, true);
  }

  /** Puts text before what is typed. */
  insertText(text: string): void {
    this.#changeDraft({ ...this.#draft, text: text + this.#draft.text }, true);
  }

  /** Sets the keyboard focus to the composer. */
  focusComposer(): void {
    this.#wantsFocus = true;
    if (this.#isReady) this.#postDraft();
  }

  dispose(): void {
    this.#closing.abort();
    this.#cancelSave?.();
    this.#frames.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
    this.#saveDraft();
    this.#options.sessions.release(this.session);
  }

  #follow(event: ConversationEvent): void {
    if (this.#isReady) this.#frames.push(event);
    if (event.type === "session-changed") this.#updateTitle();
  }

  #receive(message: unknown): void {
    const command = parseCommand(message);
    if (!command) {
      this.#options.log.warn("a message from the panel is no command and is ignored");
      return;
    }
    this.#run(command).catch((thrown: unknown) => this.#tell(thrown));
  }

  async #run(command: PanelCommand): Promise<void> {
    const { conversation } = this.session;
    switch (command.type) {
      case "ready":
        this.#isReady = true;
        this.#postSnapshot();
        return;
      case "ask":
        await this.#ask(command.text);
        return;
      case "stop":
        conversation.stop();
        return;
      case "retry":
        await conversation.retry();
        return;
      case "reload":
        await conversation.load(this.#closing.signal);
        return;
      case "change-draft":
        this.#draft = { ...this.#draft, text: command.text };
        this.#cancelSave?.();
        this.#cancelSave = this.#options.clock.after(draftDelay, () => this.#saveDraft());
        return;
      case "detach":
        this.#changeDraft(
          {
            ...this.#draft,
            attachments: this.#draft.attachments.filter(({ id }) => id !== command.id),
          },
          false,
        );
        return;
      case "choose-recipe":
        conversation.chooseRecipe(command.recipeId);
        return;
      case "react":
        await conversation.react(command.key, command.reaction, this.#closing.signal);
        return;
      case "delete-messages":
        await this.#deleteMessages(command.keys);
        return;
      case "escalate":
        await conversation.escalate(command.reason, this.#closing.signal);
        return;
      default:
        await this.#options.actions.run(command, {
          account: this.#options.account,
          state: conversation.state,
          draft: this.#draft,
        });
    }
  }

  async #ask(text: string): Promise<void> {
    const question = composeQuestion({ text, attachments: this.#draft.attachments });
    if (question === "" || this.session.conversation.isAnswering) return;
    this.#changeDraft(emptyDraft, false);
    await this.session.conversation.ask(question);
  }

  async #deleteMessages(keys: readonly string[]): Promise<void> {
    const confirm = vscode.l10n.t("Delete");
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t("Delete this question and its answer?"),
      {
        modal: true,
        detail: vscode.l10n.t(
          "They are deleted at {0} too. This cannot be undone.",
          this.#options.account.provider.name,
        ),
      },
      confirm,
    );
    if (answer === confirm) await this.session.conversation.remove(keys, this.#closing.signal);
  }

  #tell(thrown: unknown): void {
    const { account, log } = this.#options;
    tellError(thrown, "panel", { service: account.provider.name, account: account.label }, log);
  }

  #changeDraft(draft: Draft, focus: boolean): void {
    this.#draft = draft;
    this.#wantsFocus ||= focus;
    this.#saveDraft();
    if (this.#isReady) this.#postDraft();
  }

  #saveDraft(): void {
    this.#cancelSave?.();
    this.#cancelSave = undefined;
    const isEmpty = this.#draft.text === "" && this.#draft.attachments.length === 0;
    const draft = isEmpty ? undefined : this.#draft;
    this.#options.files
      .update(this.session.ref, () => ({ draft }))
      .catch((error: unknown) =>
        this.#options.log.error(`could not keep the draft: ${String(error)}`),
      );
  }

  #updateVisibility(): void {
    const { visible } = this.panel;
    // A hidden webview is gone; when it is shown again it says that it is ready.
    if (!visible) this.#isReady = false;
    this.#options.sessions
      .setVisible(this.session, visible)
      .catch((error: unknown) => this.#options.log.error(`session file: ${String(error)}`));
  }

  #updateTitle(): void {
    this.panel.title =
      this.session.conversation.state.title ?? (this.#options.chatbotName || "Parley");
  }

  #facts(): PanelFacts {
    const { account, chatbotName } = this.#options;
    return {
      chatbotName,
      accountLabel: account.label,
      serviceName: account.provider.name,
      capabilities: account.provider.capabilities,
      errors: errorTexts({ service: account.provider.name, account: account.label }),
      restore: this.#restore(),
    };
  }

  #restore(): Restore {
    return { ref: this.session.ref, chatbotName: this.#options.chatbotName };
  }

  #postSnapshot(): void {
    const sequence = this.#frames.restart();
    const { state } = this.session.conversation;
    this.#post({ type: "snapshot", sequence, state, draft: this.#draft, about: this.#facts() });
    if (this.#wantsFocus) this.#postDraft();
  }

  #postDraft(): void {
    this.#post({ type: "draft", draft: this.#draft, focus: this.#wantsFocus });
    this.#wantsFocus = false;
  }

  #post(message: HostMessage): void {
    this.#options.onPost?.(message);
    void this.panel.webview.postMessage(message);
  }
}
