import type { Source } from "../../src/core/model.ts";
import type { LiveText } from "../liveText.ts";
import { MarkdownView } from "./markdownView.ts";

/** What a `parley-markdown` element shows: a text that is complete, or one that is still arriving. */
export type MarkdownContent =
  | { readonly kind: "complete"; readonly text: string; readonly sources: readonly Source[] }
  | { readonly kind: "live"; readonly text: LiveText; readonly sources: readonly Source[] };

/** Markdown in the page's own DOM, so that one can select across messages and the page's styles apply. */
export class MarkdownElement extends HTMLElement {
  readonly #view = new MarkdownView(this);
  #shown: string | undefined;
  #shownSources: readonly Source[] = [];
  #live: LiveText | undefined;
  #seen = 0;

  set content(content: MarkdownContent) {
    if (content.kind === "live") {
      if (this.#live !== content.text) {
        this.#live = content.text;
        this.#seen = 0;
        this.#view.set("", []);
      }
      const delta = content.text.since(this.#seen);
      this.#seen = content.text.length;
      if (delta !== "") this.#view.append(delta, content.sources);
      return;
    }
    if (content.text === this.#shown && content.sources === this.#shownSources) return;
    this.#shown = content.text;
    this.#shownSources = content.sources;
    this.#view.set(content.text, content.sources);
  }
}

customElements.define("parley-markdown", MarkdownElement);
