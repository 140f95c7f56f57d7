import type { Message } from "../src/core/model.ts";
import type { HostMessage } from "../src/protocol/frames.ts";
import { LiveText } from "./liveText.ts";
import { emptyPanel, fold, isDelta, type PanelState } from "./panelState.ts";
import {
  again,
  endOf,
  fill,
  follow,
  opening,
  shift,
  showing,
  type TranscriptWindow,
} from "./view/transcriptWindow.ts";

/** What only the page itself knows. */
export interface UiState {
  /** Which messages are in the page. */
  readonly window: TranscriptWindow;
  /** True while the end of the transcript is kept in view. */
  readonly isFollowing: boolean;
  /** Messages that have come since the reader scrolled away. */
  readonly unseen: number;
  /** Keys of the answers that are selected; absent while none can be. */
  readonly selected: ReadonlySet<string> | undefined;
}

/** The panel's state in one place. Every change is drawn once, in the next frame of the screen. */
export class Store {
  readonly #draw: () => void;
  #panel: PanelState = emptyPanel;
  #ui: UiState = { window: endOf(0), isFollowing: true, unseen: 0, selected: undefined };
  #live = new LiveText();
  #isScheduled = false;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  get panel(): PanelState {
    return this.#panel;
  }

  get ui(): UiState {
    return this.#ui;
  }

  /** The growing text of the answer that is arriving. */
  get live(): LiveText {
    return this.#live;
  }

  /** How many messages there are, in the page or not. */
  get count(): number {
    const { messages, reply } = this.#panel.chat;
    return messages.length + (reply ? 1 : 0);
  }

  /** Forgets what the host has said about the user's last step. */
  dismissNotice(): void {
    if (this.#panel.notice === undefined) return;
    const { notice: _notice, ...panel } = this.#panel;
    this.#panel = panel;
    this.redraw();
  }

  /** Takes over a message of the host. Throws when a frame is missing. */
  receive(message: HostMessage): void {
    // A snapshot replaces whatever there was.
    const before = isDelta(message) || message.type !== "snapshot" ? this.count : 0;
    const known = this.#panel.chat.messages;
    this.#panel = fold(this.#panel, message);
    this.#followText(message);
    this.#followMessages(message, before, known);
    this.redraw();
  }

  update(change: Partial<UiState>): void {
    this.#ui = { ...this.#ui, ...change };
    this.redraw();
  }

  /** Puts the end into the page, and keeps it in view. */
  followEnd(): void {
    this.update({ window: endOf(this.count), isFollowing: true, unseen: 0 });
  }

  /** Begins to select messages, ends that, or selects and unselects one. */
  select(change: "begin" | "end" | { readonly toggle: string }): void {
    if (change === "begin") this.update({ selected: new Set() });
    else if (change === "end") this.update({ selected: undefined });
    else {
      const selected = new Set(this.#ui.selected);
      if (!selected.delete(change.toggle)) selected.add(change.toggle);
      this.update({ selected });
    }
  }

  /** Puts one message into the page; one that is there already moves nothing. */
  show(index: number): void {
    const window = showing(this.#ui.window, index, this.count);
    if (window !== this.#ui.window) this.update({ window, isFollowing: false });
  }

  redraw(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      this.#draw();
      const window = fill(this.#ui.window);
      if (window !== this.#ui.window) this.update({ window });
    });
  }

  #followText(message: HostMessage): void {
    if (isDelta(message)) {
      this.#live.append(message[1]);
    } else if (message.type === "snapshot") {
      this.#live = new LiveText();
      if (message.state.reply) this.#live.append(message.state.reply.text);
    } else if (message.type === "events") {
      for (const event of message.events) {
        if (event.type === "question-asked") this.#live = new LiveText();
        if (event.type === "text-delta") this.#live.append(event.text);
      }
    }
  }

  #followMessages(message: HostMessage, before: number, known: readonly Message[]): void {
    const { window, isFollowing, unseen } = this.#ui;
    const { count } = this;
    if (isDelta(message)) return;
    switch (message.type) {
      case "snapshot":
        this.#ui = {
          ...this.#ui,
          window: window.end === 0 ? opening(count) : endOf(count),
          isFollowing: true,
          unseen: 0,
        };
        break;
      case "older":
        this.#ui = { ...this.#ui, window: shift(window, message.messages.length, count) };
        break;
      case "events": {
        const asks = message.events.some(({ type }) => type === "question-asked");
        const replaced = message.events.some(({ type }) => type === "history-loaded");
        // A reader who has scrolled away stays there unless nothing of what is in the page is left.
        const moved = replaced ? this.#movedBy(known) : 0;
        const isAtEnd = isFollowing || asks || moved === undefined;
        const end = replaced ? again(window, count) : follow(window, count);
        this.#ui = {
          ...this.#ui,
          window: isAtEnd ? end : shift(window, moved ?? 0, count),
          isFollowing: isAtEnd,
          unseen: isAtEnd ? 0 : unseen + Math.max(0, count - before),
        };
        break;
      }
      default:
    }
  }

  /** By how many places the messages in the page have moved since these were there; undefined when all are gone. */
  #movedBy(known: readonly Message[]): number | undefined {
    const places = new Map(this.#panel.chat.messages.map(({ key }, index) => [key, index]));
    const { first, end } = this.#ui.window;
    const at = known.slice(first, end).findIndex(({ key }) => places.has(key));
    const place = places.get(known[first + at]?.key ?? "");
    return at === -1 || place === undefined ? undefined : place - first - at;
  }
}
