import { Latest } from "../../core/async/latest.ts";
import type { ChatState } from "../../core/chat/state.ts";
import type { Message } from "../../core/model.ts";
import type { OlderFrame } from "../../protocol/frames.ts";

/** Messages that a snapshot holds at the most: enough to fill any screen. */
const maxInSnapshot = 100;
const messagesPerFrame = 500;

/** True when a list of messages is better told piece by piece. */
export function isLong(messages: readonly Message[]): boolean {
  return messages.length > maxInSnapshot;
}

/** A state with its last messages only. */
export function recentPart(state: ChatState): ChatState {
  return isLong(state.messages)
    ? { ...state, messages: state.messages.slice(-maxInSnapshot) }
    : state;
}

/**
 * Tells a panel the messages before those of its snapshot, in pieces from the newest to the oldest, without holding up
 * what is happening now. What was taken out meanwhile is not told any more.
 */
export class HistoryBackfill {
  readonly #post: (frame: OlderFrame) => void;
  readonly #current: () => readonly Message[];
  readonly #latest = new Latest();

  /** @param current gives the messages as they are by now */
  constructor(current: () => readonly Message[], post: (frame: OlderFrame) => void) {
    this.#current = current;
    this.#post = post;
  }

  /** Starts to tell; what is being told is given up. */
  start(): void {
    const keys = this.#current()
      .slice(0, -maxInSnapshot)
      .map(({ key }) => key);
    void this.#latest.run(async (signal) => this.#tell(keys, signal));
  }

  stop(): void {
    this.#latest.abort();
  }

  async #tell(keys: readonly string[], signal: AbortSignal): Promise<void> {
    for (let end = keys.length; end > 0; end -= messagesPerFrame) {
      await new Promise(setImmediate);
      if (signal.aborted) return;
      const part = new Set(keys.slice(Math.max(0, end - messagesPerFrame), end));
      const messages = this.#current().filter(({ key }) => part.has(key));
      this.#post({ type: "older", messages });
    }
  }
}
