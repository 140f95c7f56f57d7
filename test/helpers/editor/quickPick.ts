// A list of the stand-in for the editor that fills while it is open.
import { EventEmitter } from "./events.ts";

/** A row of a list. */
export interface QuickPickRow {
  readonly label: string;
}

/** A list; as in the editor, new rows make the first one the chosen one, unless another is made that afterwards. */
export class QuickPick {
  title = "";
  placeholder = "";
  value = "";
  busy = false;
  keepScrollPosition = false;
  matchOnDescription = false;
  activeItems: readonly QuickPickRow[] = [];
  isShown = false;
  #items: readonly QuickPickRow[] = [];
  readonly #accepted = new EventEmitter<void>();
  readonly #hidden = new EventEmitter<void>();
  readonly #changed = new EventEmitter<string>();
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidChangeValue = this.#changed.event;

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
    this.#changed.fire(value);
  }

  /** The user goes to a row. */
  choose(label: string): void {
    this.activeItems = this.#items.filter((item) => item.label === label);
  }

  /** The user presses Enter. */
  accept(): void {
    this.#accepted.fire();
  }
}
