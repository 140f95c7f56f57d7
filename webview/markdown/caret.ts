/** What can hold the text that is written; anything else at the end of a block is a part of its text. */
const textElements = "p, h3, h4, h5, h6, td, th, .lines";

/** Marks where the text of an answer goes on. Only the styles see it, and a complete answer has none. */
export class Caret {
  readonly #root: Element;
  #place: Element | undefined;

  constructor(root: Element) {
    this.#root = root;
  }

  /** Goes to the end of what is shown. */
  follow(): void {
    let end: Element = this.#root;
    while (!end.matches(textElements) && end.lastElementChild) end = end.lastElementChild;
    if (end === this.#place) return;
    this.hide();
    if (!end.matches(textElements)) return;
    end.setAttribute("data-caret", "");
    this.#place = end;
  }

  hide(): void {
    this.#place?.removeAttribute("data-caret");
    this.#place = undefined;
  }
}
