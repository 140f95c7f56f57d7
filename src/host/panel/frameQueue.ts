import type { Clock } from "../../core/clock.ts";
import type { ChatChange } from "../../core/chat/state.ts";
import type { DeltaFrame, EventsFrame } from "../../protocol/frames.ts";

/** The shortest time between two frames, in milliseconds: more often than the screen draws helps nobody. */
const frameInterval = 16;

/**
 * Turns events into numbered frames. The first event after a pause leaves at once; what follows quickly is
 * gathered, and consecutive pieces of text become one.
 */
export class FrameQueue {
  readonly #post: (frame: DeltaFrame | EventsFrame) => void;
  readonly #clock: Clock;
  #sequence = 0;
  #pending: ChatChange[] = [];
  #lastPost = Number.NEGATIVE_INFINITY;
  #cancelTimer: (() => void) | undefined;

  constructor(post: (frame: DeltaFrame | EventsFrame) => void, clock: Clock) {
    this.#post = post;
    this.#clock = clock;
  }

  push(event: ChatChange): void {
    const last = this.#pending.at(-1);
    if (event.type === "text-delta" && last?.type === "text-delta") {
      this.#pending[this.#pending.length - 1] = {
        type: "text-delta",
        text: last.text + event.text,
      };
    } else {
      this.#pending.push(event);
    }
    if (this.#cancelTimer) return;
    const since = this.#clock.now() - this.#lastPost;
    const due = frameInterval - since;
    // A system clock may be set back.
    if (since < 0 || due <= 0) this.flush();
    else this.#cancelTimer = this.#clock.after(due, () => this.flush());
  }

  /** Posts at once what is waiting. */
  flush(): void {
    this.#cancel();
    if (this.#pending.length === 0) return;
    this.#lastPost = this.#clock.now();
    this.#sequence += 1;
    const events = this.#pending;
    this.#pending = [];
    const [only] = events;
    this.#post(
      events.length === 1 && only?.type === "text-delta"
        ? [this.#sequence, only.text]
        : { type: "events", sequence: this.#sequence, events },
    );
  }

  /** Forgets what is waiting, because a snapshot is about to tell it, and gives that snapshot's number. */
  restart(): number {
    this.#cancel();
    this.#pending = [];
    return this.#sequence;
  }

  dispose(): void {
    this.#cancel();
  }

  #cancel(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }
}
