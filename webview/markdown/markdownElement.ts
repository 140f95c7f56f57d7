import type { Source } from "../../src/core/model.ts";
import { LiveText } from "../liveText.ts";
import { Caret } from "./caret.ts";
import { MarkdownView } from "./markdownView.ts";

/** A text that is complete, or one that is still arriving. */
type ShownContent =
  | { readonly kind: "complete"; readonly text: string; readonly sources: readonly Source[] }
  | {
      readonly kind: "live";
      readonly text: LiveText;
      readonly sources: readonly Source[];
      /** True where sources may come with the end of the text. */
      readonly awaitsSources?: boolean;
    };

/** What a `parley-markdown` element shows; a text that grows is given whole each time, and drawn as one that arrives. */
export type MarkdownContent =
  | ShownContent
  | { readonly kind: "growing"; readonly text: string; readonly sources: readonly Source[] };

/** Up to this length, in UTF-16 units, a text is drawn at once. */
const shortText = 32_000;
/** A longer one is drawn in pieces of this length, for so many milliseconds at a time. */
const pieceLength = 4000;
const sliceTime = 10;

/** So much of an answer that is arriving is drawn with one picture; the rest, where it comes too fast, with the next ones. */
const liveLength = 5000;
/** With the first picture less, so that it comes at once: what draws is slow when it runs for the first time. */
const firstLength = 100;

/** Markdown in the page's own DOM, so that one can select across messages and the page's styles apply. */
export class MarkdownElement extends HTMLElement {
  readonly #caret = new Caret(this);
  #view = new MarkdownView(this);
  #shown: ShownContent | undefined;
  /** What was given of a text that grows. */
  #grown = { text: "", live: new LiveText() };
  #seen = 0;
  /** What has arrived and is not drawn yet. */
  #waiting = "";
  #picture: number | undefined;
  /** Ends the drawing of a long text that is under way. */
  #cancel: AbortController | undefined;

  set content(given: MarkdownContent) {
    const content = given.kind === "growing" ? this.#grow(given) : given;
    const before = this.#shown;
    this.#shown = content;
    try {
      if (content.kind === "live") this.#view.awaitsSources = content.awaitsSources ?? false;
      if (content.kind === "live") this.#showLive(content.text, content.sources, before);
      else this.#showComplete(content.text, content.sources, before);
    } catch (error) {
      this.#showAsText(content, error);
    }
  }

  #grow({ text, sources }: Extract<MarkdownContent, { kind: "growing" }>): ShownContent {
    const { text: before, live } = this.#grown;
    const goesOn = before !== "" && text.startsWith(before);
    this.#grown = { text, live: goesOn ? live : new LiveText() };
    this.#grown.live.append(goesOn ? text.slice(before.length) : text);
    return { kind: "live", text: this.#grown.live, sources };
  }

  /** One text that cannot be drawn must not take the panel along: what throws here would end its drawing. */
  #showAsText(content: ShownContent, error: unknown): void {
    console.warn("Markdown could not be drawn", error);
    this.#stop();
    const plain = document.createElement("pre");
    plain.className = "plain-text";
    plain.textContent = content.kind === "live" ? content.text.since(0) : content.text;
    this.replaceChildren(plain);
    // What is drawn next begins anew.
    this.#shown = undefined;
    this.#view = new MarkdownView(this);
  }

  #showLive(text: LiveText, sources: readonly Source[], before: ShownContent | undefined): void {
    if (before?.text !== text) {
      this.#stop();
      this.#seen = 0;
      this.#clear();
      this.#view.foldsCode = false;
    }
    this.#take(text);
    if (this.#picture === undefined) this.#drawNext({ kind: "live", text, sources });
  }

  #take(text: LiveText): void {
    this.#waiting += text.since(this.#seen);
    this.#seen = text.pieces;
  }

  /** Draws more of an answer that has arrived, and ends it when nothing more comes. */
  #drawNext(content: ShownContent): void {
    const some = this.#waiting.slice(0, this.#view.work === 0 ? firstLength : liveLength);
    this.#waiting = this.#waiting.slice(some.length);
    if (some !== "") this.#view.append(some, content.sources);
    if (this.#waiting !== "") {
      this.#picture = requestAnimationFrame(() => {
        this.#picture = undefined;
        this.#drawWaiting();
      });
    }
    if (content.kind === "live") {
      if (some !== "") this.#caret.follow();
    } else if (this.#waiting === "") {
      this.#view.finish(content.sources, content.text);
    }
  }

  #drawWaiting(): void {
    const content = this.#shown;
    if (!content) return;
    try {
      this.#drawNext(content);
    } catch (error) {
      this.#showAsText(content, error);
    }
  }

  /** Ends whatever is still being drawn. */
  #stop(): void {
    this.#cancel?.abort();
    this.#waiting = "";
    if (this.#picture !== undefined) cancelAnimationFrame(this.#picture);
    this.#picture = undefined;
  }

  #showComplete(text: string, sources: readonly Source[], before: ShownContent | undefined): void {
    if (before?.kind === "complete" && before.text === text) {
      // What is still being drawn ends with the sources that are known then.
      if (before.sources === sources || this.#picture !== undefined) return;
    }
    this.#caret.hide();
    if (before?.kind === "live" && before.text.since(0) === text) {
      this.#take(before.text);
      if (this.#picture === undefined) this.#drawNext({ kind: "complete", text, sources });
      return;
    }
    this.#stop();
    if (text.length <= shortText) {
      if (!before) this.#clear();
      this.#view.foldsCode = true;
      this.#view.set(text, sources);
    } else {
      this.#cancel = new AbortController();
      void this.#showInSlices(text, sources, this.#cancel.signal);
    }
  }

  #clear(): void {
    this.replaceChildren();
    this.#view = new MarkdownView(this);
  }

  /** Draws a long text without keeping the page from anything else. */
  async #showInSlices(
    text: string,
    sources: readonly Source[],
    signal: AbortSignal,
  ): Promise<void> {
    this.#clear();
    this.#view.foldsCode = true;
    try {
      for (let at = 0; at < text.length;) {
        const end = performance.now() + sliceTime;
        while (at < text.length && performance.now() < end) {
          this.#view.append(text.slice(at, at + pieceLength), sources);
          at += pieceLength;
        }
        await new Promise((resolve) => {
          setTimeout(resolve);
        });
        if (signal.aborted) return;
      }
      this.#view.finish(sources, text);
    } catch (error) {
      this.#showAsText({ kind: "complete", text, sources }, error);
    }
  }
}

customElements.define("parley-markdown", MarkdownElement);
