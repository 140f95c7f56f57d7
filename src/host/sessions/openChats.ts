import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { Lazy } from "../../core/async/lazy.ts";
import type { Chat } from "../../core/chat/chat.ts";
import type { Chats, HeldChat } from "../../core/chat/chats.ts";
import { isWorthKeeping, toUnsent } from "./listedSession.ts";
import type { OpenChat, OpenChatDeps } from "./openChat.ts";
import type { SessionFile } from "./sessionFileSchema.ts";
import type { SessionMarks } from "./sessionMarks.ts";
import {
  isOf,
  serviceIdIn,
  sessionKey,
  type SessionPlace,
  type SessionRef,
} from "../refs/sessionRef.ts";

/** What open chats work with. */
export interface OpenChatsOptions extends OpenChatDeps {
  readonly marks: SessionMarks;
}

/** The chats that are open in this window, shown or not, and what the lists and files are told of them. */
export class OpenChats implements vscode.Disposable {
  readonly #options: OpenChatsOptions;
  readonly #window = randomUUID();
  readonly #chats = new Lazy(async () => this.#loadChats());
  /** The same, once it is there, for whoever cannot wait. */
  #loaded: Chats<SessionRef> | undefined;
  readonly #openChats = new WeakMap<Chat, OpenChat>();
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
        for (const { chat } of this.#loaded?.all ?? []) this.#openChats.get(chat)?.followList();
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
    const all = [...(this.#loaded?.all ?? [])];
    return all.filter(({ chat }) => chat.state.reply).map(({ ref }) => ref);
  }

  isAnswering(ref: SessionRef): boolean {
    return this.find(ref)?.state.reply !== undefined;
  }

  /** The sessions that are open. */
  get open(): readonly SessionRef[] {
    return (this.#loaded?.all ?? []).map(({ ref }) => ref);
  }

  /** True while somebody reads a session. */
  isShown(ref: SessionRef): boolean {
    return this.#visible.has(sessionKey(ref));
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
    this.#openOf(ref)?.rename(customTitle);
    await this.#options.marks.name(ref, customTitle);
    this.#changed.fire(ref);
  }

  /** Takes over what a session is called by now in another window. */
  adoptNames(ref: SessionRef, names: Pick<SessionFile, "title" | "customTitle">): void {
    this.#openOf(ref)?.adoptNames(names);
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
    const { OpenChat: OpenChatClass } = await import("./openChat.ts");
    const open = await OpenChatClass.open({
      ...this.#options,
      ref,
      // One that was closed before is somebody else.
      window: `${this.#window}/${(this.#opened += 1)}`,
      onIdle,
      onAnswered: () => {
        if (!this.isShown(ref)) this.#setUnread(ref, true);
      },
      onChange: () => this.#changed.fire(ref),
    });
    this.#openChats.set(open.chat, open);
    return open.chat;
  }

  #openOf(ref: SessionRef): OpenChat | undefined {
    const chat = this.find(ref);
    return chat && this.#openChats.get(chat);
  }

  #setUnread(ref: SessionRef, unread: boolean): void {
    this.#keep(this.#options.marks.setUnread(ref, unread));
    this.#changed.fire(ref);
  }

  /** A session that was closed before anything was asked leaves what was typed, and without that nothing. */
  #forgetIfEmpty(ref: SessionRef): void {
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
