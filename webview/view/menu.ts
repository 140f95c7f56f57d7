/** What a menu offers. */
export interface MenuItem {
  readonly label: string;
  /** Given for what is on or off. */
  readonly isChecked?: boolean;
  readonly run: () => void;
}

/** A small menu beside a button, for the pointer and the keyboard. There is one, and it is open or not. */
export class Menu {
  readonly #list = document.createElement("div");
  #anchor: HTMLElement | undefined;

  constructor() {
    this.#list.className = "menu";
    this.#list.setAttribute("role", "menu");
    this.#list.hidden = true;
    document.body.append(this.#list);
    this.#list.addEventListener("keydown", (event) => this.#onKeydown(event));
    // A click into the menu closes it too, after it was handled.
    document.addEventListener("click", ({ target }) => {
      if (!(target instanceof Node && this.#anchor?.contains(target))) this.close();
    });
    document.addEventListener("wheel", () => this.close(), { passive: true });
    window.addEventListener("blur", () => this.close());
  }

  /** Opens the menu at a button, with the focus on its first item; closes it if it is open there. */
  toggle(anchor: HTMLElement, items: readonly MenuItem[]): void {
    const wasOpen = this.#anchor === anchor;
    this.close();
    if (wasOpen) return;
    this.#list.replaceChildren(...items.map((item) => this.#createItem(item)));
    this.#list.hidden = false;
    this.#anchor = anchor;
    anchor.setAttribute("aria-expanded", "true");
    const { right, bottom, top } = anchor.getBoundingClientRect();
    const { width, height } = this.#list.getBoundingClientRect();
    const fitsBelow = bottom + height + 8 < window.innerHeight;
    this.#list.style.left = `${Math.max(8, right - width)}px`;
    this.#list.style.top = `${fitsBelow ? bottom + 2 : Math.max(8, top - height - 2)}px`;
    this.#focus(0);
  }

  /** Closes the menu; false when it was not open. */
  close(): boolean {
    if (this.#list.hidden) return false;
    const hadFocus = this.#list.contains(document.activeElement);
    this.#list.hidden = true;
    this.#anchor?.removeAttribute("aria-expanded");
    if (hadFocus) this.#anchor?.focus({ preventScroll: true });
    this.#anchor = undefined;
    return true;
  }

  #createItem({ label, isChecked, run }: MenuItem): HTMLElement {
    const item = document.createElement("button");
    item.type = "button";
    item.tabIndex = -1;
    item.setAttribute("role", isChecked === undefined ? "menuitem" : "menuitemcheckbox");
    if (isChecked !== undefined) item.setAttribute("aria-checked", String(isChecked));
    item.textContent = label;
    item.addEventListener("click", run);
    return item;
  }

  #onKeydown(event: KeyboardEvent): void {
    const items = [...this.#list.children];
    const at = items.indexOf(document.activeElement ?? this.#list);
    switch (event.key) {
      case "ArrowDown":
        this.#focus((at + 1) % items.length);
        break;
      case "ArrowUp":
        this.#focus((at - 1 + items.length) % items.length);
        break;
      case "Home":
        this.#focus(0);
        break;
      case "End":
        this.#focus(items.length - 1);
        break;
      case "Escape":
      case "Tab":
        this.close();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #focus(index: number): void {
    const item = this.#list.children[index];
    if (item instanceof HTMLElement) item.focus({ preventScroll: true });
  }
}
