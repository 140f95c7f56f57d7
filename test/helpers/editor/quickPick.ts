// A list of the stand-in for the editor that fills while it is open.
import { QuickInput } from "./quickInput.ts";

/** A row of a list. */
export interface QuickPickRow {
  readonly label: string;
}

/** A list; as in the editor, new rows make the first one the chosen one, unless another is made that afterwards. */
export class QuickPick extends QuickInput {
  placeholder = "";
  keepScrollPosition = false;
  matchOnDescription = false;
  activeItems: readonly QuickPickRow[] = [];
  isShown = false;
  #items: readonly QuickPickRow[] = [];

  get items(): readonly QuickPickRow[] {
    return this.#items;
  }

  set items(items: readonly QuickPickRow[]) {
    this.#items = items;
    this.activeItems = items.slice(0, 1);
  }

  get selectedItems(): readonly QuickPickRow[] {
    return this.activeItems;
  }

  show(): void {
    this.isShown = true;
  }

  dispose(): void {
    this.isShown = false;
  }

  /** The user types. */
  type(value: string): void {
    this.value = value;
    this.changed.fire(value);
  }

  /** The user goes to a row. */
  choose(label: string): void {
    this.activeItems = this.#items.filter((item) => item.label === label);
  }

  /** The user presses Escape. */
  leave(): void {
    this.hidden.fire();
  }

  /** The user presses Enter. */
  accept(): void {
    this.accepted.fire();
  }
}
