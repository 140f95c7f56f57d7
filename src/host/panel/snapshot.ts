import type { ChatState } from "../../core/chat/state.ts";
import type { Message } from "../../core/model.ts";
import type { OlderFrame } from "../../protocol/frames.ts";

/** Messages that a snapshot holds at the most: enough to fill any screen. */
const mostInSnapshot = 100;
const messagesPerFrame = 500;

/** True when a list of messages is better told piece by piece. */
export function isLong(messages: readonly Message[]): boolean {
  return messages.length > mostInSnapshot;
}

/** A state with its last messages only. */
export function recentPart(state: ChatState): ChatState {
  return isLong(state.messages)
    ? { ...state, messages: state.messages.slice(-mostInSnapshot) }
    : state;
}

/** The messages before those of the snapshot, in pieces, from the newest to the oldest. */
function* olderParts(messages: readonly Message[]): Generator<readonly Message[]> {
  for (let end = messages.length - mostInSnapshot; end > 0; end -= messagesPerFrame) {
    yield messages.slice(Math.max(0, end - messagesPerFrame), end);
  }
}

/** Tells a panel the messages before those of its snapshot, without holding up what is happening now. */
export class OlderTeller {
  readonly #post: (frame: OlderFrame) => void;
  #current = new AbortController();

  constructor(post: (frame: OlderFrame) => void) {
    this.#post = post;
  }

  /** Starts to tell; what is being told is given up. */
  async tell(messages: readonly Message[]): Promise<void> {
    this.stop();
    const { signal } = (this.#current = new AbortController());
    for (const part of olderParts(messages)) {
      await new Promise(setImmediate);
      if (signal.aborted) return;
      this.#post({ type: "older", messages: part });
    }
  }

  stop(): void {
    this.#current.abort();
  }
}
