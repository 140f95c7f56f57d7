import type { Chat } from "./chat.ts";

/** What open chats work with. */
export interface ChatsOptions<Ref> {
  /** One string for a session. */
  readonly keyOf: (ref: Ref) => string;
  /** Opens a session's chat; may reject. @param onIdle for `ChatOptions.onIdle` */
  readonly open: (ref: Ref, onIdle: () => void) => Promise<Chat>;
  /** Called when a session's chat was closed because nobody needs it any more. */
  readonly onClosed?: (ref: Ref) => void;
}

/** A chat in the hands of somebody who shows it or works with it. */
export interface HeldChat<Ref> {
  readonly ref: Ref;
  readonly chat: Chat;
  /** Lets go of it; whoever holds it last and finds it idle closes it. */
  readonly release: () => void;
}

interface Entry<Ref> {
  readonly ref: Ref;
  readonly opening: Promise<Chat>;
  chat?: Chat;
  holders: number;
  closing?: Promise<void>;
}

/**
 * The chats that are open in this window, one for each session however many show it. A chat lives while somebody
 * holds it or something goes on in it, so that an answer goes on when its panel is closed.
 */
export class Chats<Ref> {
  readonly #options: ChatsOptions<Ref>;
  readonly #entries = new Map<string, Entry<Ref>>();

  constructor(options: ChatsOptions<Ref>) {
    this.#options = options;
  }

  /** The chat of a session, opened if it is not. Rejects with what opening has thrown. */
  async hold(ref: Ref): Promise<HeldChat<Ref>> {
    const key = this.#options.keyOf(ref);
    for (;;) {
      const entry = this.#entries.get(key) ?? this.#open(key, ref);
      if (entry.closing) {
        await entry.closing;
        continue;
      }
      entry.holders += 1;
      let isHeld = true;
      const release = (): void => {
        if (!isHeld) return;
        isHeld = false;
        entry.holders -= 1;
        this.#closeIfIdle(entry);
      };
      const chat = await entry.opening;
      // It may be closed while it opens: then who wants it opens it again.
      if (!entry.closing) return { ref: entry.ref, chat, release };
    }
  }

  /** The chat of a session if it is open. */
  find(ref: Ref): Chat | undefined {
    const entry = this.#entries.get(this.#options.keyOf(ref));
    return entry?.closing ? undefined : entry?.chat;
  }

  /** All chats that are open. */
  get all(): readonly Omit<HeldChat<Ref>, "release">[] {
    return [...this.#entries.values()].flatMap(({ ref, chat, closing }) =>
      chat && !closing ? [{ ref, chat }] : [],
    );
  }

  /**
   * Closes the chats of some sessions, whoever holds them; resolves when nothing of them goes on any more.
   * @param forget true when nothing may be written down for them any more
   */
  async close(isMeant: (ref: Ref) => boolean, forget: boolean): Promise<void> {
    const entries = [...this.#entries.values()].filter(({ ref }) => isMeant(ref));
    await Promise.all(entries.map(async (entry) => this.#close(entry, forget)));
  }

  #open(key: string, ref: Ref): Entry<Ref> {
    const onIdle = (): void => this.#closeIfIdle(entry);
    const entry: Entry<Ref> = { ref, opening: this.#options.open(ref, onIdle), holders: 0 };
    this.#entries.set(key, entry);
    entry.opening.then(
      (chat) => {
        entry.chat = chat;
      },
      () => this.#remove(entry),
    );
    return entry;
  }

  #closeIfIdle(entry: Entry<Ref>): void {
    if (entry.holders > 0 || entry.closing || !entry.chat || entry.chat.isBusy) return;
    void this.#close(entry, false).then(() => this.#options.onClosed?.(entry.ref));
  }

  async #close(entry: Entry<Ref>, forget: boolean): Promise<void> {
    const before = entry.closing;
    const closing = this.#closeNow(entry, forget);
    entry.closing = before ? Promise.all([before, closing]).then(() => undefined) : closing;
    await entry.closing;
  }

  async #closeNow(entry: Entry<Ref>, forget: boolean): Promise<void> {
    try {
      const chat = await entry.opening;
      await chat.close({ forget });
    } catch {
      // What could not be opened has nothing to close; who opened it was told.
    } finally {
      this.#remove(entry);
    }
  }

  #remove(entry: Entry<Ref>): void {
    const key = this.#options.keyOf(entry.ref);
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }
}
