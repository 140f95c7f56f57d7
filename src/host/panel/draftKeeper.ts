import type { Clock } from "../../core/clock.ts";
import { type Attachment, type Draft, emptyDraft } from "../../core/chat/question.ts";
import type { Log } from "../../core/log.ts";

/** Saves the draft this long after the last key, in milliseconds. */
const saveDelay = 300;

/** What a draft keeper works with. */
export interface DraftKeeperOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Writes the draft down; undefined for none. */
  readonly save: (draft: Draft | undefined) => Promise<void>;
  /** Questions that wait in the queue: they are written down with the draft, so that no window takes them along. */
  readonly queued: () => readonly string[];
}

/** What a person has typed and attached in one panel. Written down a moment after each change. */
export class DraftKeeper {
  readonly #options: DraftKeeperOptions;
  #draft: Draft = emptyDraft;
  #cancelSave: (() => void) | undefined;

  constructor(options: DraftKeeperOptions) {
    this.#options = options;
  }

  get draft(): Draft {
    return this.#draft;
  }

  /** Takes over what was written down. */
  restore(draft: Draft | undefined): void {
    this.#draft = draft ?? emptyDraft;
  }

  /** Notes what is typed; it is written down when the person pauses. */
  type(text: string): void {
    this.#draft = { ...this.#draft, text };
    this.#cancelSave?.();
    this.#cancelSave = this.#options.clock.after(saveDelay, () => this.save());
  }

  /** Replaces the whole draft. */
  set(draft: Draft): void {
    this.#draft = draft;
    this.save();
  }

  /** Adds attachments; one that is there already is not doubled. */
  attach(attachments: readonly Attachment[]): void {
    const isSame = (left: Attachment, right: Attachment): boolean =>
      left.path === right.path && left.text === right.text;
    const others = this.#draft.attachments.filter(
      (one) => !attachments.some((other) => isSame(one, other)),
    );
    this.set({ ...this.#draft, attachments: [...others, ...attachments] });
  }

  detach(id: string): void {
    this.set({
      ...this.#draft,
      attachments: this.#draft.attachments.filter((one) => one.id !== id),
    });
  }

  /** Writes the draft down at once. */
  save(): void {
    this.#cancelSave?.();
    this.#cancelSave = undefined;
    const { queued, save, log } = this.#options;
    const text = [...queued(), this.#draft.text].filter((part) => part !== "").join("\n\n");
    const { attachments } = this.#draft;
    save(text === "" && attachments.length === 0 ? undefined : { text, attachments }).catch(
      (error: unknown) => log.error(`could not keep the draft: ${String(error)}`),
    );
  }
}
