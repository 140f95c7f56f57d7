import type { Message } from "../model.ts";
import type { ChatProvider, SessionAddress } from "../provider.ts";
import { recordKey, recordsOf, type StoredExchange } from "./settle.ts";

/** What the service has stored of a session, as far as Parley has seen it. */
export class History {
  #messages: readonly Message[] | undefined;
  /** Records that were deleted from here: a list that was on its way meanwhile may still hold them. */
  readonly #deleted = new Set<string>();
  #changes = 0;
  #unreadable = 0;

  /** The stored messages, oldest first; undefined until they have been read. */
  get messages(): readonly Message[] | undefined {
    return this.#messages;
  }

  /** A new session has nothing stored. */
  begin(): void {
    this.#messages ??= [];
  }

  /** What was read may be out of date, because another window has sent something. */
  forget(): void {
    this.#messages = undefined;
  }

  /**
   * Reads what is stored, again when something was stored or deleted from here meanwhile: then what was read may
   * know nothing of it. Throws `ChatError`.
   */
  async read(
    provider: ChatProvider,
    address: SessionAddress,
    signal: AbortSignal,
  ): Promise<readonly Message[]> {
    for (;;) {
      const changes = this.#changes;
      let unreadable = 0;
      const read = await provider.listMessages(address, signal, (count) => {
        unreadable = count;
      });
      if (changes !== this.#changes) continue;
      this.#unreadable = unreadable;
      this.#messages = distinct(read).filter((one) => !this.#deleted.has(recordKey(one)));
      return this.#messages;
    }
  }

  /** How many messages could not be read. */
  get unreadable(): number {
    return this.#unreadable;
  }

  /** Record ids of the questions with these words that are stored, or were; undefined when they are not known. */
  recordsOf(text: string): readonly string[] | undefined {
    return this.#messages && [...recordsOf(text, this.#messages), ...this.#deleted];
  }

  /** `recordKey` of the last message; empty when there is none. */
  get last(): string {
    const last = this.#messages?.at(-1);
    return last ? recordKey(last) : "";
  }

  /** The service has stored an exchange that was seen as it happened. */
  add({ question, answer }: StoredExchange): void {
    this.#changes += 1;
    if (!this.#messages) return;
    this.#messages = [...this.#messages, question, ...(answer ? [answer] : [])];
  }

  /** Records are being deleted, or are gone. */
  delete(recordIds: readonly string[]): void {
    this.#changes += 1;
    for (const id of recordIds) this.#deleted.add(id);
    this.#messages = this.#messages?.filter((one) => !this.#deleted.has(recordKey(one)));
  }

  /** Something about a stored message was changed from here. */
  touch(): void {
    this.#changes += 1;
  }
}

/** Each message once, under a key of its own, whatever a service lists twice. */
function distinct(messages: readonly Message[]): readonly Message[] {
  const texts = new Map<string, string>();
  return messages.flatMap((message, place) => {
    const { key, text } = message;
    const before = texts.get(key);
    if (before === text) return [];
    texts.set(key, text);
    return [before === undefined ? message : { ...message, key: `${key}#${place}` }];
  });
}
