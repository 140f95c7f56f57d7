import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { Lazy } from "../../core/async/lazy.ts";
import type { Chat } from "../../core/chat/chat.ts";
import type { Chats, HeldChat } from "../../core/chat/chats.ts";
import type { ChatChange } from "../../core/chat/state.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import type { Session } from "../../core/model.ts";
import type { ChatProvider } from "../../core/provider.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { Catalog } from "./catalog.ts";
import { isWorthKeeping, toUnsent } from "./listedSession.ts";
import type { SessionFiles } from "./sessionFiles.ts";
import type { SessionMarks } from "./sessionMarks.ts";
import {
  isOf,
  serviceIdIn,
  sessionKey,
  type SessionPlace,
  type SessionRef,
} from "../refs/sessionRef.ts";

/** What open chats work with. */
export interface OpenChatsOptions {
  readonly accounts: AccountStore;
  readonly connect: (accountId: string) => Promise<ChatProvider>;
  readonly catalog: Catalog;
  readonly files: SessionFiles;
  readonly marks: SessionMarks;
  /** Called with the session to which a question is sent from here, by an AI agent or by the user. */
  readonly onSend: (ref: SessionRef, isByAi: boolean) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** What an open chat is called. */
interface Names {
  /** By its service, or by Parley after its first question. */
  title: string | undefined;
  /** By the user; it wins. */
  custom: string | undefined;
}

/** The chats that are open in this window, shown or not, and what the lists and files are told of them. */
export class OpenChats implements vscode.Disposable {
  readonly #options: OpenChatsOptions;
  readonly #window = randomUUID();
  readonly #chats = new Lazy(async () => this.#loadChats());
  /** The same, once it is there, for whoever cannot wait. */
  #loaded: Chats<SessionRef> | undefined;
  /** Comes with the first chat. */
  #titleOf: ((question: string) => string) | undefined;
  readonly #names = new Map<string, Names>();
  /** Sessions that somebody reads. */
  readonly #visible = new Map<string, number>();
  readonly #changed = new vscode.EventEmitter<SessionRef>();
  readonly #watchers: readonly vscode.Disposable[];
  #opened = 0;
  /** Fires when a session begins or ends to answer, is read, or gets a title. */
  readonly onDidChange = this.#changed.event;

  constructor(options: OpenChatsOptions) {
    this.#options = options;
    this.#watchers = [
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) for (const { chat } of this.#loaded?.all ?? []) chat.lookAgain();
      }),
      options.catalog.onDidChange(() => {
        for (const { ref, chat } of this.#loaded?.all ?? []) this.#showListed(ref, chat);
      }),
    ];
  }

  /** The chat of a session, opened if it is not. Throws `ChatError` `config` when its account is gone. */
  async hold(ref: SessionRef): Promise<HeldChat<SessionRef>> {
    return await (await this.#chats.get()).hold(ref);
  }

  /** The chat of a session if it is open. */
  find(ref: SessionRef): Chat | undefined {
    return this.#loaded?.find(ref);
  }

  /** The sessions in which something is being answered. */
  get answering(): readonly SessionRef[] {
    const all = this.#loaded?.all ?? [];
    return all.filter(({ chat }) => chat.state.reply).map(({ ref }) => ref);
  }

  isAnswering(ref: SessionRef): boolean {
    return this.find(ref)?.state.reply !== undefined;
  }

  /** Says that somebody reads a session, here or in the editor's own chat, until the result is called. */
  show(ref: SessionRef): () => void {
    const key = sessionKey(ref);
    this.#visible.set(key, (this.#visible.get(key) ?? 0) + 1);
    this.#setUnread(ref, false);
    let isShown = true;
    return () => {
      if (!isShown) return;
      isShown = false;
      const left = (this.#visible.get(key) ?? 1) - 1;
      if (left === 0) this.#visible.delete(key);
      else this.#visible.set(key, left);
    };
  }

  /** Gives a session the user's own name; undefined goes back to what it is called otherwise. */
  async rename(ref: SessionRef, customTitle: string | undefined): Promise<void> {
    const names = this.#names.get(sessionKey(ref));
    if (names) names.custom = customTitle;
    this.#showListed(ref);
    await this.#options.marks.name(ref, customTitle);
    this.#changed.fire(ref);
  }

  /** Closes the chat of a session; resolves when nothing of it goes on. @param forget to write nothing down any more */
  async close(ref: SessionRef, forget: boolean): Promise<void> {
    await this.#loaded?.close((other) => sessionKey(other) === sessionKey(ref), forget);
  }

  /** Closes all chats of an account, or of one chatbot, for good; resolves when nothing of them goes on. */
  async closeAllOf(place: SessionPlace): Promise<void> {
    await this.#loaded?.close((ref) => isOf(ref, place), true);
  }

  /** Closes everything as the window does; resolves when all is written down. */
  async closeAll(): Promise<void> {
    await this.#loaded?.close(() => true, false);
  }

  dispose(): void {
    void this.closeAll();
    for (const watcher of this.#watchers) watcher.dispose();
    this.#changed.dispose();
  }

  async #loadChats(): Promise<Chats<SessionRef>> {
    const { Chats: ChatsClass } = await import("../../core/chat/chats.ts");
    this.#loaded = new ChatsClass<SessionRef>({
      keyOf: sessionKey,
      open: async (ref, onIdle) => this.#open(ref, onIdle),
      onClosed: (ref) => this.#forgetIfEmpty(ref),
    });
    return this.#loaded;
  }

  async #open(ref: SessionRef, onIdle: () => void): Promise<Chat> {
    const { accounts, connect, clock, log, files, catalog } = this.#options;
    const [account, file, { Chat: ChatClass }, { ChatFile }, { ChatError }, title] =
      await Promise.all([
        accounts.find(ref.accountId),
        files.read(ref),
        import("../../core/chat/chat.ts"),
        import("./chatFile.ts"),
        import("../../core/errors.ts"),
        import("../../core/chat/titleOf.ts"),
      ]);
    this.#titleOf = title.titleOf;
    if (!account) throw new ChatError("config", `there is no account ${ref.accountId}`);
    // It may have been removed, and be back: in the settings a removal can be undone.
    files.admit(account.id);
    const chat = await ChatClass.open({
      connect: async () => connect(ref.accountId),
      store: new ChatFile(files, ref, log),
      clock,
      log,
      newId: randomUUID,
      // One that was closed before is somebody else.
      window: `${this.#window}/${(this.#opened += 1)}`,
      chatbotId: ref.chatbotId,
      serviceId: serviceIdIn(ref.id),
      readSourceLimit: () =>
        vscode.workspace.getConfiguration("parley.chat").get<number>("sourceLimit") || undefined,
      onSend: (isByAi) => this.#options.onSend(ref, isByAi),
      onSessionCreated: (session) => this.#adopt(ref, session),
      isTaken: async (serviceId) => {
        const kept = await files.readAll(ref.accountId, ref.chatbotId);
        return [...kept.values()].some((one) => one.serviceId === serviceId && one.id !== ref.id);
      },
      onIdle,
    });
    // A reload brings the chat of an unsent session back, and moving it to another place closes it first.
    if (chat.serviceId === undefined && !catalog.find(ref))
      catalog.put(ref.accountId, toUnsent(ref, file));
    this.#names.set(sessionKey(ref), {
      title: file?.title,
      custom: file?.customTitle,
    });
    this.#showListed(ref, chat);
    if (file?.aiQuestions) chat.setAiQuestions(file.aiQuestions);
    chat.subscribe((change) => this.#follow(ref, chat, change));
    return chat;
  }

  #follow(ref: SessionRef, chat: Chat, change: ChatChange): void {
    switch (change.type) {
      case "question-asked":
        this.#nameAfter(ref, chat, change.question.text);
        this.#touch(ref);
        break;
      case "reply-end":
      case "reply-failed":
        this.#touch(ref);
        this.#listHumans(ref, chat);
        if (!this.#visible.has(sessionKey(ref))) this.#setUnread(ref, true);
        break;
      case "reply-stopped":
      case "reply-interrupted":
      case "question-withdrawn":
        break;
      case "history-loaded": {
        const first = change.messages.find(({ role }) => role === "user");
        if (first) this.#nameAfter(ref, chat, first.text);
        this.#listHumans(ref, chat);
        break;
      }
      case "session-changed":
        this.#listHumans(ref, chat);
        return;
      default:
        return;
    }
    this.#changed.fire(ref);
  }

  /** The service has made a session: it has a row there now too. */
  #adopt(ref: SessionRef, session: Session): void {
    const names = this.#names.get(sessionKey(ref));
    const title = session.title ?? names?.title;
    if (names) names.title = title;
    this.#options.catalog.adopt(ref, { ...session, ...(title !== undefined && { title }) });
    this.#showListed(ref);
    this.#changed.fire(ref);
  }

  /** Gives a session without a title the name of its first question. */
  #nameAfter(ref: SessionRef, chat: Chat, firstQuestion: string): void {
    const { catalog, files } = this.#options;
    const names = this.#names.get(sessionKey(ref));
    if (!names) return;
    const title = this.#titleOf?.(firstQuestion);
    if (names.title === undefined && title) {
      names.title = title;
      // A list that is still to come knows what its service calls the session.
      if (catalog.find(ref)) catalog.patch(ref, { title });
      this.#keep(files.update(ref, () => ({ title })));
    }
    this.#showListed(ref, chat);
  }

  /** Lets the chat carry the name that counts, and say who answers, where the list knows. */
  #showListed(ref: SessionRef, chat = this.find(ref)): void {
    const names = this.#names.get(sessionKey(ref));
    if (!chat || !names) return;
    const { title = names.title, humanMode } = this.#options.catalog.find(ref) ?? {};
    names.title = title;
    if (humanMode !== undefined) chat.setHumanMode(humanMode);
    const shown = names.custom ?? title ?? "";
    if (shown !== (chat.state.title ?? "")) chat.rename(shown);
  }

  /** Lets the list say who answers, and whether somebody waits for that, as the chat does. */
  #listHumans(ref: SessionRef, { state: { humanMode, messages } }: Chat): void {
    const { catalog } = this.#options;
    const waitsForHuman = humanMode && messages.at(-1)?.role !== "agent";
    const { humanMode: before, waitsForHuman: waited } = catalog.find(ref) ?? {};
    if (humanMode !== (before ?? false) || waitsForHuman !== (waited ?? false))
      catalog.patch(ref, { humanMode, waitsForHuman });
  }

  #touch(ref: SessionRef): void {
    this.#options.catalog.patch(ref, { updatedAt: this.#options.clock.now() });
  }

  #setUnread(ref: SessionRef, unread: boolean): void {
    this.#keep(this.#options.marks.setUnread(ref, unread));
    this.#changed.fire(ref);
  }

  /** A session that was closed before anything was asked leaves what was typed, and without that nothing. */
  #forgetIfEmpty(ref: SessionRef): void {
    this.#names.delete(sessionKey(ref));
    if (serviceIdIn(ref.id) !== undefined) return;
    this.#keep(this.#forgetUnsent(ref));
  }

  async #forgetUnsent(ref: SessionRef): Promise<void> {
    const { files, catalog } = this.#options;
    const kept = await files.removeUnless(
      ref,
      (file) => file.serviceId !== undefined || isWorthKeeping(file),
    );
    // Meanwhile its chat may have been opened in another place.
    if (this.find(ref) || kept?.serviceId !== undefined) return;
    if (kept) catalog.put(ref.accountId, toUnsent(ref, kept));
    else catalog.drop(ref);
  }

  /** Storage that fails costs what would have been kept. */
  #keep(writing: Promise<unknown>): void {
    writing.catch((error: unknown) => this.#options.log.error(`session file: ${String(error)}`));
  }
}
