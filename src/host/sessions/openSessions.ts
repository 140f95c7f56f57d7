import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Clock } from "../../core/clock.ts";
import type { Conversation } from "../../core/conversation/conversation.ts";
import type { ConversationEvent } from "../../core/conversation/state.ts";
import type { Log } from "../../core/log.ts";
import type { Session } from "../../core/model.ts";
import type { ChatProvider } from "../../core/provider.ts";
import { shorten } from "../../core/redact.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { Catalog } from "./catalog.ts";
import type { OpenSession } from "./openSession.ts";
import type { SessionFiles } from "./sessionFiles.ts";
import { sessionKey, type SessionRef } from "./sessionRef.ts";

/** What open sessions work with. */
export interface OpenSessionsOptions {
  readonly accounts: AccountStore;
  readonly connect: (accountId: string) => Promise<ChatProvider>;
  readonly catalog: Catalog;
  readonly files: SessionFiles;
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

  isAnswering(ref: Omit<SessionRef, "isNew">): boolean {
    return this.#answering.has(sessionKey(ref));
  }

  /** Lets go of a session whose panel is closed, unless it still answers. */
  release(session: OpenSession): void {
    session.hasPanel = false;
    session.isVisible = false;
    if (!session.conversation.isAnswering) this.#sessions.delete(sessionKey(session.ref));
    if (session.ref.isNew && !session.conversation.isAnswering) this.#forgetIfEmpty(session);
  }

  /** Says whether a person can see the session; seeing it is reading it. */
  async setVisible(session: OpenSession, isVisible: boolean): Promise<void> {
    session.isVisible = isVisible;
    if (isVisible) await this.#setUnread(session.ref, false);
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
    const { accounts, connect, clock, log, files } = this.#options;
    const [account, { Conversation: ConversationClass }, { ChatError }] = await Promise.all([
      accounts.find(ref.accountId),
      import("../../core/conversation/conversation.ts"),
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
      chatbotId: ref.chatbotId,
      sessionId: ref.isNew ? undefined : ref.sessionId,
      onSessionCreated: async (created) => this.#becomeReal(session, created),
    });
    const session: OpenSession = { ref, conversation, isVisible: false, hasPanel: false };
    conversation.subscribe((event) => this.#follow(session, event));
    return session;
  }

  #follow(session: OpenSession, event: ConversationEvent): void {
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
        if (!session.isVisible && event.type !== "reply-stopped")
          void this.#setUnread(session.ref, true);
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
    await files.move(from, to);
    const opening = this.#sessions.get(sessionKey(from));
    if (opening) this.#sessions.set(sessionKey(to), opening);
    this.#sessions.delete(sessionKey(from));
    this.#answering.delete(sessionKey(from));
    this.#answering.add(sessionKey(to));
    session.ref = to;
    this.#options.onAsk(to);
    const title = created.title ?? session.conversation.state.title;
    catalog.drop(from.accountId, from.chatbotId, from.sessionId);
    catalog.put(to.accountId, {
      ...created,
      ...(title !== undefined && { title }),
      isNew: false,
      unread: false,
    });
    if (created.title !== undefined) session.conversation.rename(created.title);
    this.#changed.fire(to);
  }

  /** Gives a session without a title the name of its first question. */
  #nameAfter(session: OpenSession, firstQuestion: string): void {
    if (session.conversation.state.title !== undefined) return;
    // Code that goes along stands below the question.
    const title = shorten(firstQuestion.trim().split("\n", 1)[0] ?? "", longestTitle);
    session.conversation.rename(title);
    const { accountId, chatbotId, sessionId } = session.ref;
    this.#options.catalog.patch(accountId, chatbotId, sessionId, { title });
    void this.#options.files
      .update(session.ref, () => ({ title }))
      .catch((error: unknown) => this.#complain(error));
  }

  #touch({ accountId, chatbotId, sessionId }: SessionRef): void {
    this.#options.catalog.patch(accountId, chatbotId, sessionId, {
      updatedAt: this.#options.clock.now(),
    });
  }

  async #setUnread(ref: SessionRef, unread: boolean): Promise<void> {
    const { catalog, files } = this.#options;
    catalog.patch(ref.accountId, ref.chatbotId, ref.sessionId, { unread });
    await files
      .update(ref, () => ({ unread: unread ? true : undefined }))
      .catch((error: unknown) => this.#complain(error));
    this.#changed.fire(ref);
  }

  /** A new session that was closed before anything was asked leaves its draft, and without one nothing. */
  #forgetIfEmpty({ ref }: OpenSession): void {
    this.#options.catalog.drop(ref.accountId, ref.chatbotId, ref.sessionId);
    void this.#options.files.remove(ref).catch((error: unknown) => this.#complain(error));
  }

  #complain(error: unknown): void {
    this.#options.log.error(`session file: ${String(error)}`);
  }
}
