import type { Message, Source } from "../../src/core/model.ts";
import { MarkdownElement } from "../markdown/markdownElement.ts";
import { sourceDetails } from "./sources.ts";

/** The most of a passage that fits a hover, in UTF-16 units. */
const maxPassageLength = 700;

/** Shows a source's passage beside its chip or its name, while the pointer or the focus is on it. */
export class SourceHover {
  readonly #hover = document.createElement("div");
  readonly #find: (key: string) => Message | undefined;
  #anchor: HTMLElement | undefined;

  /** @param find gives the message with a key */
  constructor(find: (key: string) => Message | undefined) {
    this.#find = find;
    this.#hover.className = "source-hover";
    this.#hover.id = "source-hover";
    this.#hover.setAttribute("role", "tooltip");
    this.#hover.hidden = true;
    document.body.append(this.#hover);
    for (const type of ["pointerover", "focusin"]) {
      document.addEventListener(type, (event) => this.#enter(event.target));
    }
    document.addEventListener("focusout", () => this.hide());
    document.addEventListener("scroll", (event) => this.#onScroll(event.target), {
      capture: true,
      passive: true,
    });
  }

  /** Takes the hover away; false when there was none. */
  hide(): boolean {
    if (this.#hover.hidden) return false;
    this.#hover.hidden = true;
    this.#anchor?.removeAttribute("aria-describedby");
    this.#anchor = undefined;
    return true;
  }

  /** What scrolls moves the source away from its hover, but for the hover itself. */
  #onScroll(target: EventTarget | null): void {
    if (!(target instanceof Node && this.#hover.contains(target))) this.hide();
  }

  #enter(target: EventTarget | null): void {
    const element = target instanceof Element ? target : undefined;
    if (element && this.#hover.contains(element)) return;
    const anchor = element?.closest<HTMLElement>("[data-source]") ?? undefined;
    if (anchor === this.#anchor) return;
    this.hide();
    const source = anchor && this.#sourceOf(anchor);
    if (!anchor || source?.passage === undefined) return;
    this.#show(anchor, source, source.passage);
  }

  #sourceOf(anchor: HTMLElement): Source | undefined {
    const key = anchor.closest<HTMLElement>("article")?.dataset["key"] ?? "";
    return this.#find(key)?.sources?.find(({ id }) => id === anchor.dataset["source"]);
  }

  #show(anchor: HTMLElement, source: Source, passage: string): void {
    const title = document.createElement("strong");
    title.textContent = source.title;
    const details = document.createElement("p");
    details.className = "source-details";
    details.textContent = sourceDetails(source);
    const text = new MarkdownElement();
    text.dir = "auto";
    text.content = {
      kind: "complete",
      text: passage.length > maxPassageLength ? `${passage.slice(0, maxPassageLength)}…` : passage,
      sources: [],
    };
    // It goes away before anything in it could be clicked by the keyboard.
    for (const link of text.querySelectorAll("a")) link.removeAttribute("href");
    for (const control of text.querySelectorAll(".code-header, .code-fold")) control.remove();
    this.#hover.replaceChildren(title, details, text);
    this.#hover.hidden = false;
    this.#anchor = anchor;
    anchor.setAttribute("aria-describedby", this.#hover.id);
    const { left, top, bottom } = anchor.getBoundingClientRect();
    const { width, height } = this.#hover.getBoundingClientRect();
    // Without a gap, in which the pointer would leave both.
    const fitsBelow = bottom + height + 8 < window.innerHeight;
    this.#hover.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
    this.#hover.style.top = `${fitsBelow ? bottom : Math.max(8, top - height)}px`;
  }
}
