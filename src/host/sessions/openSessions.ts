import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Clock } from "../../core/clock.ts";
import type { Conversation } from "../../core/chat/conversation.ts";
import type { ChatChange } from "../../core/chat/state.ts";
import type { Log } from "../../core/log.ts";
import type { Session } from "../../core/model.ts";
import type { ChatProvider } from "../../core/provider.ts";
import { shorten } from "../../core/redact.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { Catalog } from "./catalog.ts";
import { isWorthKeeping, toListed } from "./listedSession.ts";
import type { OpenSession } from "./openSession.ts";
import type { SessionFiles } from "./sessionFiles.ts";
import type { SessionMarks } from "./sessionMarks.ts";
import { sessionKey, type SessionRef } from "./sessionRef.ts";

/** What open sessions work with. */
export interface OpenSessionsOptions {
  readonly accounts: AccountStore;
  readonly connect: (accountId: string) => Promise<ChatProvider>;
  readonly catalog: Catalog;
  readonly files: SessionFiles;
  readonly marks: SessionMarks;
  /** Called with the session that a question goes to. */
  readonly onAsk: (ref: SessionRef) => void;
  readonly clock: Clock;
  readonly log: Log;
}

const longestTitle = 60;

/**
 * The sessions of this window, shown or not: an answer goes on when its panel is closed and is there when it comes
 * back. Keeps the tree and the session files in step with what happens in a conversation.
 */
export class OpenSessions implements vscode.Disposable {
  readonly #options: OpenSessionsOptions;
  readonly #sessions = new Map<string, Promise<OpenSession>>();
  readonly #answering = new Set<string>();
  readonly #changed = new vscode.EventEmitter<SessionRef>();
  /** Fires when a session begins or ends to answer, is read, or gets its id or its title. */
  readonly onDidChange = this.#changed.event;

  constructor(options: OpenSessionsOptions) {
    this.#options = options;
  }

  /** A reference for a session that the service does not know yet. */
  newRef(accountId: string, chatbotId: string): SessionRef {
    return { accountId, chatbotId, sessionId: randomUUID(), isNew: true };
  }

  /** The session, opened if it is not open yet. Throws `ChatError` `config` when its account is gone. */
  async open(ref: SessionRef): Promise<OpenSession> {
    const key = sessionKey(ref);
    const opening = this.#sessions.get(key) ?? this.#create(ref);
    this.#sessions.set(key, opening);
    try {
      return await opening;
    } catch (error) {
      this.#sessions.delete(key);
      throw error;
    }
  }

  /** The session if it is open. */
  async find(ref: SessionRef): Promise<OpenSession | undefined> {
    return await this.#sessions.get(sessionKey(ref));
  }

  isAnswering(ref: Omit<SessionRef, "isNew">): boolean {
    return this.#answering.has(sessionKey(ref));
  }

  /** Lets go of a session whose panel is closed, unless it still answers. */
  release(session: OpenSession): void {
    session.hasPanel = false;
    session.isVisible = false;
    if (!session.conversation.isAnswering) this.#sessions.delete(sessionKey(session.ref));
    if (session.ref.isNew && !session.conversation.isAnswering) {
      this.#forgetIfEmpty(session).catch((error: unknown) => this.#complain(error));
    }
  }

  /** Says whether a person can see the session; seeing it is reading it. */
  async setVisible(session: OpenSession, isVisible: boolean): Promise<void> {
    session.isVisible = isVisible;
    if (isVisible) await this.#setUnread(session.ref, false);
  }

  /** Gives a session the person's own name; undefined goes back to what it is called otherwise. */
  async rename(ref: SessionRef, customTitle: string | undefined): Promise<void> {
    const session = await this.#sessions.get(sessionKey(ref));
    if (session) {
      session.customTitle = customTitle;
      showTitle(session);
    }
    await this.#options.marks.name(ref, customTitle);
    this.#changed.fire(ref);
  }

  /** Stops the answer of a session, wherever it is shown. */
  async stop(ref: SessionRef): Promise<void> {
    const session = await this.#sessions.get(sessionKey(ref));
    session?.conversation.stop();
  }

  /** Stops all answers of an account and forgets its sessions. */
  async closeAccount(accountId: string): Promise<void> {
    for (const opening of this.#sessions.values()) {
      const session = await opening;
      if (session.ref.accountId !== accountId) continue;
      session.conversation.stop();
      this.#sessions.delete(sessionKey(session.ref));
    }
  }

  dispose(): void {
    for (const opening of this.#sessions.values()) {
      opening.then(
        (session) => session.conversation.stop(),
        () => undefined,
      );
    }
    this.#changed.dispose();
  }

  async #create(ref: SessionRef): Promise<OpenSession> {
    const { accounts, connect, clock, log, files, catalog } = this.#options;
    const [account, file, { Conversation: ConversationClass }, { ChatError }] = await Promise.all([
      accounts.find(ref.accountId),
      files.read(ref),
      import("../../core/chat/conversation.ts"),
      import("../../core/errors.ts"),
    ]);
    if (!account) throw new ChatError("config", `there is no account ${ref.accountId}`);
    const conversation: Conversation = new ConversationClass({
      connect: async () => connect(ref.accountId),
      clock,
      log,
      newKey: randomUUID,
      unsettled: {
        read: async () => (await files.read(session.ref))?.unsettled,
        write: async (unsettled) => files.update(session.ref, () => ({ unsettled })),
      },
      readSourceLimit: () =>
        vscode.workspace.getConfiguration("parley.chat").get<number>("sourceLimit") || undefined,
      chatbotId: ref.chatbotId,
      sessionId: ref.isNew ? undefined : ref.sessionId,
      onSessionCreated: async (created) => this.#becomeReal(session, created),
    });
    // A reload brings the chat of a new session back, and moving it to another place closes it first.
    if (ref.isNew && !catalog.find(ref)) {
      const { sessionId: id, chatbotId } = ref;
      catalog.put(ref.accountId, toListed({ id, chatbotId }, file, true));
    }
    const session: OpenSession = {
      ref,
      conversation,
      title: catalog.find(ref)?.title ?? file?.title,
      customTitle: file?.customTitle,
      isVisible: false,
      hasPanel: false,
    };
    showTitle(session);
    conversation.subscribe((event) => this.#follow(session, event));
    return session;
  }

  #follow(session: OpenSession, event: ChatChange): void {
    switch (event.type) {
      case "question-asked":
        this.#answering.add(sessionKey(session.ref));
        this.#options.onAsk(session.ref);
        this.#nameAfter(session, event.question.text);
        this.#touch(session.ref);
        break;
      case "reply-end":
      case "reply-stopped":
      case "reply-failed":
        this.#answering.delete(sessionKey(session.ref));
        this.#touch(session.ref);
        if (!session.isVisible && event.type !== "reply-stopped") {
          void this.#setUnread(session.ref, true);
        }
        if (!session.hasPanel) this.#sessions.delete(sessionKey(session.ref));
        break;
      case "history-loaded": {
        const first = event.messages.find(({ role }) => role === "user");
        if (first) this.#nameAfter(session, first.text);
        break;
      }
      default:
        return;
    }
    this.#changed.fire(session.ref);
  }

  /** The service has made a new session: everything that was kept for it moves to its id. */
  async #becomeReal(session: OpenSession, created: Session): Promise<void> {
    const { files, catalog } = this.#options;
    const from = session.ref;
    const to: SessionRef = { ...from, sessionId: created.id, isNew: false };
    // Storage that fails must not keep a question from being asked.
    await files.move(from, to).catch((error: unknown) => this.#complain(error));
    const file = await files.read(to);
    const opening = this.#sessions.get(sessionKey(from));
    if (opening) this.#sessions.set(sessionKey(to), opening);
    this.#sessions.delete(sessionKey(from));
    this.#answering.delete(sessionKey(from));
    this.#answering.add(sessionKey(to));
    session.ref = to;
    session.title = created.title ?? session.title;
    catalog.drop(from);
    const { title } = session;
    catalog.put(
      to.accountId,
      toListed({ ...created, ...(title !== undefined && { title }) }, file),
    );
    this.#options.onAsk(to);
    showTitle(session);
    this.#changed.fire(to);
  }

  /** Gives a session without a title the name of its first question. */
  #nameAfter(session: OpenSession, firstQuestion: string): void {
    const { catalog, files } = this.#options;
    session.title ??= catalog.find(session.ref)?.title;
    if (session.title === undefined) {
      // Code that goes along stands below the question.
      const title = shorten(firstQuestion.trim().split("\n", 1)[0] ?? "", longestTitle);
      session.title = title;
      catalog.patch(session.ref, { title });
      files.update(session.ref, () => ({ title })).catch((error: unknown) => this.#complain(error));
    }
    showTitle(session);
  }

  #touch(ref: SessionRef): void {
    this.#options.catalog.patch(ref, { updatedAt: this.#options.clock.now() });
  }

  async #setUnread(ref: SessionRef, unread: boolean): Promise<void> {
    await this.#options.marks
      .setUnread(ref, unread)
      .catch((error: unknown) => this.#complain(error));
    this.#changed.fire(ref);
  }

  /** A session that was closed before anything was asked leaves what was typed, and without that nothing. */
  async #forgetIfEmpty({ ref }: OpenSession): Promise<void> {
    const { files, catalog } = this.#options;
    const kept = await files.removeUnless(ref, isWorthKeeping);
    // Meanwhile its chat may have been opened in another place.
    if (this.#sessions.has(sessionKey(ref))) return;
    if (kept)
      catalog.put(
        ref.accountId,
        toListed({ id: ref.sessionId, chatbotId: ref.chatbotId }, kept, true),
      );
    else catalog.drop(ref);
  }

  #complain(error: unknown): void {
    this.#options.log.error(`session file: ${String(error)}`);
  }
}

/** Lets the conversation carry the name that counts. */
function showTitle({ conversation, title, customTitle }: OpenSession): void {
  const shown = customTitle ?? title ?? "";
  if (shown !== (conversation.state.title ?? "")) conversation.rename(shown);
}
