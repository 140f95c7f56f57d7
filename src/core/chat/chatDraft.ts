import type { Clock } from "../clock.ts";
import { asTyped, type Attachment, type Draft, emptyDraft } from "./draft.ts";

/** Writes the draft down this long after the last key, in milliseconds. */
const saveDelay = 300;

/** What the draft of a chat works with. */
export interface ChatDraftOptions {
  readonly clock: Clock;
  /** Writes a draft down; false when that failed. Does not throw. */
  readonly save: (draft: Draft) => Promise<boolean>;
}

/** @param setsText true when the text is not what was typed; else who types knows it better */
type Listener = (draft: Draft, setsText: boolean) => void;

/** What is typed and attached in a chat and not sent. Written down a moment after each change. */
export class ChatDraft {
  readonly #options: ChatDraftOptions;
  readonly #listeners = new Set<Listener>();
  #value: Draft = emptyDraft;
  /** True while what is written down is older. */
  #isAhead = false;
  #cancelSave: (() => void) | undefined;

  constructor(options: ChatDraftOptions) {
    this.#options = options;
  }

  get value(): Draft {
    return this.#value;
  }

  /** Calls back when the draft was changed by anything but typing; the result ends that. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Notes what is typed; it is written down when the typing pauses. */
  type(text: string): void {
    this.#value = { ...this.#value, text };
    this.#isAhead = true;
    this.#cancelSave?.();
    this.#cancelSave = this.#options.clock.after(saveDelay, () => this.#save());
  }

  /** Replaces the whole draft and writes it down. */
  set(draft: Draft): void {
    this.#show(draft, true);
    this.#save();
  }

  /** Replaces the whole draft, while someone else writes it down; `saving` says whether that went well. */
  setWith(draft: Draft, saving: Promise<boolean>): void {
    this.#show(draft, false);
    void this.#follow(saving);
  }

  /** Takes over what another window has written down, unless what is here is newer. */
  adopt(draft: Draft = emptyDraft): void {
    if (!this.#isAhead && !isSame(draft, this.#value)) this.#show(draft, true);
  }

  /** Adds attachments; one that is there already is not doubled. */
  attach(attachments: readonly Attachment[]): void {
    const isKnown = (one: Attachment): boolean =>
      attachments.some(({ path, text }) => path === one.path && text === one.text);
    const others = this.#value.attachments.filter((one) => !isKnown(one));
    this.#setAttachments([...others, ...attachments]);
  }

  detach(id: string): void {
    this.#setAttachments(this.#value.attachments.filter((one) => one.id !== id));
  }

  /** Writes down at once what waits to be written down. */
  flush(): void {
    if (this.#cancelSave) this.#save();
  }

  #setAttachments(attachments: readonly Attachment[]): void {
    this.#show({ ...this.#value, attachments }, false);
    this.#save();
  }

  #show(draft: Draft, setsText: boolean): void {
    this.#cancel();
    // What is sent is compared with it.
    this.#value = { ...draft, text: asTyped(draft.text) };
    for (const listener of this.#listeners) listener(this.#value, setsText);
  }

  #save(): void {
    this.#cancel();
    void this.#follow(this.#options.save(this.#value));
  }

  async #follow(saving: Promise<boolean>): Promise<void> {
    const saved = this.#value;
    this.#isAhead = true;
    if ((await saving) && this.#value === saved) this.#isAhead = false;
  }

  #cancel(): void {
    this.#cancelSave?.();
    this.#cancelSave = undefined;
  }
}

function isSame(left: Draft, right: Draft): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
