import { parseQuestion } from "../../src/core/chat/draft.ts";
import type { Message } from "../../src/core/model.ts";
import { unfoldCode } from "../markdown/codeBlock.ts";
import { keepAllParts } from "../markdown/distantParts.ts";
import { plainText } from "../markdown/plainText.ts";
import { allMessages } from "../../src/core/chat/state.ts";
import type { Store } from "../store.ts";
import { clearHighlights, showHighlights } from "./highlights.ts";
import { countMatches, keepPlace, listMatches, type Match } from "./matches.ts";

/** What the find widget shows. */
export interface FindState {
  readonly isOpen: boolean;
  readonly query: string;
  readonly matches: readonly Match[];
  /** Place in `matches`; -1 for none. */
  readonly current: number;
}

/** Messages are read for so many milliseconds at a time. */
const sliceTime = 8;
/** While an answer arrives, it is searched again this often, in milliseconds. */
const searchAgainAfter = 250;

/** Finds text in all messages of the session, in the page or not, also while an answer arrives. */
export class Finder {
  readonly #store: Store;
  /** What a reader sees of each message, worked out once. */
  readonly #texts = new WeakMap<Message, string>();
  #state: FindState = { isOpen: false, query: "", matches: [], current: -1 };
  #searching = new AbortController();
  readonly #onJump: () => void;
  #isDue = false;
  #field: HTMLInputElement | undefined;

  /** @param onJump called when a match was scrolled to */
  constructor(store: Store, onJump: () => void) {
    this.#store = store;
    this.#onJump = onJump;
  }

  get state(): FindState {
    return this.#state;
  }

  /** Opens the widget; text that is selected is what is looked for. */
  open(): void {
    const selected = document.getSelection()?.toString() ?? "";
    this.#set({ isOpen: true });
    if (selected !== "" && !selected.includes("\n")) void this.search(selected);
    this.#field?.select();
  }

  /** Takes the field of the widget; a new one gets the keyboard. One function, so that lit calls it once. */
  readonly setField = (field: Element | undefined): void => {
    this.#field = field instanceof HTMLInputElement ? field : undefined;
    // It is not in the page yet.
    queueMicrotask(() => this.#field?.select());
  };

  close(): void {
    this.#searching.abort();
    clearHighlights();
    keepAllParts(false);
    this.#set({ isOpen: false, matches: [], current: -1, query: "" });
  }

  /** Looks for a text; results come while messages are read. */
  async search(query: string): Promise<void> {
    this.#searching.abort();
    this.#searching = new AbortController();
    const { signal } = this.#searching;
    const before =
      query === this.#state.query ? this.#state.matches[this.#state.current] : undefined;
    if (query === "") clearHighlights();
    this.#set({ query });
    const messages = allMessages(this.#store.panel.chat);
    const counts: number[] = [];
    let end = performance.now() + sliceTime;
    for (const message of messages) {
      counts.push(countMatches(this.#textOf(message), query));
      if (performance.now() < end) continue;
      await new Promise((resolve) => {
        setTimeout(resolve);
      });
      if (signal.aborted) return;
      end = performance.now() + sliceTime;
    }
    const matches = listMatches(counts);
    this.#set({ matches, current: keepPlace(matches, before) });
    if (!before) this.#showCurrent();
  }

  /** Goes to the next match (1) or the one before (-1), around the ends. */
  go(by: 1 | -1): void {
    const { matches, current } = this.#state;
    if (matches.length === 0) return;
    this.#set({ current: (current + by + matches.length) % matches.length });
    this.#showCurrent();
  }

  /** Marks the matches that are in the page, after it was drawn. */
  afterDraw(scrollIntoView: boolean): void {
    const { isOpen, query, matches, current } = this.#state;
    if (!isOpen || query === "") return;
    keepAllParts(true);
    const match = matches[current];
    const key = match && allMessages(this.#store.panel.chat)[match.message]?.key;
    const range = showHighlights(
      document.querySelectorAll("article[data-key]"),
      query,
      match && key !== undefined ? { key, nth: match.nth } : undefined,
    );
    const place = range?.startContainer.parentElement;
    if (!scrollIntoView || !place) return;
    unfold(place);
    if (isInSight(range)) return;
    place.scrollIntoView({ block: "center" });
    this.#onJump();
  }

  /** Searches again soon, because messages have changed. */
  searchAgain(): void {
    if (!this.#state.isOpen || this.#state.query === "" || this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      if (this.#state.isOpen) void this.search(this.#state.query);
    }, searchAgainAfter);
  }

  #showCurrent(): void {
    const match = this.#state.matches[this.#state.current];
    if (!match) return;
    this.#store.show(match.message);
    // The message may come into the page only with the next picture.
    requestAnimationFrame(() => requestAnimationFrame(() => this.afterDraw(true)));
  }

  #textOf(message: Message): string {
    // An answer that is arriving is another object each time; its marks do not matter that much.
    if (message === this.#store.panel.chat.reply) return message.text;
    const known = this.#texts.get(message);
    if (known !== undefined) return known;
    const text = shownText(message);
    this.#texts.set(message, text);
    return text;
  }

  #set(change: Partial<FindState>): void {
    this.#state = { ...this.#state, ...change };
    this.#store.redraw();
  }
}

/** What can be marked of a message. */
function shownText({ role, text, continuation }: Message): string {
  if (role !== "user") return [text, continuation?.text ?? ""].map(plainText).join("\n");
  const { text: typed, attachments } = parseQuestion(text);
  return [plainText(typed), ...attachments.map((one) => one.text)].join("\n");
}

/** Long code is folded, and so is what was attached to a question. */
function unfold(place: Element): void {
  const code = place.closest(".code.folded");
  if (code) unfoldCode(code);
  const attached = place.closest("details");
  if (attached) attached.open = true;
}

/** True for a match that a reader sees without the page moving. */
function isInSight(range: Range): boolean {
  const view = range.startContainer.parentElement?.closest(".transcript")?.getBoundingClientRect();
  const { top, bottom } = range.getBoundingClientRect();
  return view !== undefined && top >= view.top && bottom <= view.bottom;
}
