import { randomUUID } from "node:crypto";
import { Chat } from "../../core/chat/chat.ts";
import type { ChatChange } from "../../core/chat/state.ts";
import { titleOf } from "../../core/chat/titleOf.ts";
import type { Clock } from "../../core/clock.ts";
import { ChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { Session } from "../../core/model.ts";
import type { ChatProvider } from "../../core/provider.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import { serviceIdIn, type SessionRef } from "../refs/sessionRef.ts";
import type { Catalog } from "./catalog.ts";
import { ChatFile } from "./chatFile.ts";
import { toUnsent } from "./listedSession.ts";
import { readSourceLimit } from "./readSourceLimit.ts";
import type { SessionFile } from "./sessionFileSchema.ts";
import type { SessionFiles } from "./sessionFiles.ts";

/** What every open chat works with. */
export interface OpenChatDeps {
  readonly accounts: AccountStore;
  readonly connect: (accountId: string) => Promise<ChatProvider>;
  readonly catalog: Catalog;
  readonly files: SessionFiles;
  /** Called with the session to which a question is sent from here, by an AI agent or by the user. */
  readonly onSend: (ref: SessionRef, isByAi: boolean) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** What one open chat works with. */
export interface OpenChatOptions extends OpenChatDeps {
  readonly ref: SessionRef;
  /** Tells who has opened the chat here from everybody else. */
  readonly window: string;
  /** For `ChatOptions.onIdle`. */
  readonly onIdle: () => void;
  /** Called when an answer has come to its end. */
  readonly onAnswered: () => void;
  /** Called when something has changed that a list shows. */
  readonly onChange: () => void;
}

/** What a session is called. */
interface Names {
  /** By its service, or by Parley after its first question. */
  title: string | undefined;
  /** By the user; it wins. */
  custom: string | undefined;
}

/** One chat that is open, and what the lists and its file are told of it. */
export class OpenChat {
  readonly chat: Chat;
  readonly #options: OpenChatOptions;
  readonly #names: Names;

  private constructor(chat: Chat, file: SessionFile | undefined, options: OpenChatOptions) {
    const { ref, catalog } = options;
    this.chat = chat;
    this.#options = options;
    // A reload brings the chat of an unsent session back, and moving it to another place closes it first.
    if (chat.serviceId === undefined && !catalog.find(ref))
      catalog.put(ref.accountId, toUnsent(ref, file));
    this.#names = {
      title: catalog.find(ref)?.title ?? file?.title,
      custom: file?.customTitle,
    };
    this.#showHumanMode();
    if (file?.aiQuestions) chat.setAiQuestions(file.aiQuestions);
    chat.subscribe((change) => this.#follow(change));
    this.#showTitle();
  }

  /** Opens the chat of a session. Throws `ChatError` `config` when its account is gone. */
  static async open(options: OpenChatOptions): Promise<OpenChat> {
    const { accounts, connect, clock, log, files, ref, window, onIdle, onSend } = options;
    const [account, file] = await Promise.all([accounts.find(ref.accountId), files.read(ref)]);
    if (!account) throw new ChatError("config", `there is no account ${ref.accountId}`);
    // It may have been removed, and be back: in the settings a removal can be undone.
    files.admit(account.id);
    const chat = await Chat.open({
      connect: async () => connect(ref.accountId),
      store: new ChatFile(files, ref, log),
      clock,
      log,
      newId: randomUUID,
      window,
      chatbotId: ref.chatbotId,
      serviceId: serviceIdIn(ref.id),
      readSourceLimit,
      onSend: (isByAi) => onSend(ref, isByAi),
      onSessionCreated: (session) => open.#adopt(session),
      isTaken: async (serviceId) => {
        const kept = await files.readAll(ref.accountId, ref.chatbotId);
        return [...kept.values()].some((one) => one.serviceId === serviceId && one.id !== ref.id);
      },
      onIdle,
    });
    const open = new OpenChat(chat, file, options);
    return open;
  }

  /** Lets the chat carry the user's own name for it; undefined goes back to what it is called otherwise. */
  rename(customTitle: string | undefined): void {
    this.#names.custom = customTitle;
    this.#showTitle();
  }

  /** Takes over what the session is called by now in another window. */
  adoptNames({ title, customTitle }: Pick<SessionFile, "title" | "customTitle">): void {
    this.#names.title ??= title;
    this.#names.custom = customTitle;
    this.#showTitle();
  }

  /** Lets the chat carry what the list knows, and the list the title that only the chat does. */
  followList(): void {
    this.#showHumanMode();
    const { catalog, ref } = this.#options;
    const listed = catalog.find(ref);
    if (!listed) return;
    if (listed.title !== undefined) this.#names.title = listed.title;
    else if (this.#names.title !== undefined) catalog.patch(ref, { title: this.#names.title });
    this.#showTitle();
  }

  #follow(change: ChatChange): void {
    const { onAnswered, onChange } = this.#options;
    switch (change.type) {
      case "question-asked":
        this.#nameAfter(change.question.text);
        this.#touch();
        break;
      case "reply-end":
      case "reply-failed":
        this.#touch();
        this.#listHumans();
        onAnswered();
        break;
      case "reply-stopped":
      case "reply-interrupted":
      case "question-withdrawn":
        break;
      case "history-loaded": {
        const first = change.messages.find(({ role }) => role === "user");
        if (first) this.#nameAfter(first.text);
        this.#listHumans();
        break;
      }
      case "session-changed":
        this.#listHumans();
        return;
      default:
        return;
    }
    onChange();
  }

  /** The service has made the session: it has a row there now too. */
  #adopt(session: Session): void {
    const { catalog, ref, onChange } = this.#options;
    const title = session.title ?? this.#names.title;
    this.#names.title = title;
    catalog.adopt(ref, { ...session, ...(title !== undefined && { title }) });
    this.#showTitle();
    onChange();
  }

  /** Gives a session without a title the name of its first question. */
  #nameAfter(firstQuestion: string): void {
    const { catalog, files, log, ref } = this.#options;
    this.#names.title ??= catalog.find(ref)?.title;
    const title = titleOf(firstQuestion);
    if (this.#names.title === undefined && title !== "") {
      this.#names.title = title;
      // A list that is still to come knows what its service calls the session.
      if (catalog.find(ref)) catalog.patch(ref, { title });
      files
        .update(ref, () => ({ title }))
        .catch((error: unknown) => log.error(`session file: ${String(error)}`));
    }
    this.#showTitle();
  }

  /** Lets the chat carry the name that counts. */
  #showTitle(): void {
    const { custom, title } = this.#names;
    const shown = custom ?? title ?? "";
    if (shown !== (this.chat.state.title ?? "")) this.chat.rename(shown);
  }

  /** Lets the chat say who answers, where the list knows. */
  #showHumanMode(): void {
    const humanMode = this.#options.catalog.find(this.#options.ref)?.humanMode;
    if (humanMode !== undefined) this.chat.setHumanMode(humanMode);
  }

  /** Lets the list say who answers, and whether somebody waits for that, as the chat does. */
  #listHumans(): void {
    const { catalog, ref } = this.#options;
    const { humanMode, messages } = this.chat.state;
    const waitsForHuman = humanMode && messages.at(-1)?.role !== "agent";
    const { humanMode: before, waitsForHuman: waited } = catalog.find(ref) ?? {};
    if (humanMode !== (before ?? false) || waitsForHuman !== (waited ?? false))
      catalog.patch(ref, { humanMode, waitsForHuman });
  }

  #touch(): void {
    const { catalog, clock, ref } = this.#options;
    catalog.patch(ref, { updatedAt: clock.now() });
  }
}
