// An input box of the stand-in for the editor.
import { EventEmitter } from "./events.ts";
import { QuickInput } from "./quickInput.ts";

/** What the user types into a box, perhaps after a look at it; none is Escape. */
export type Typing = string | ((box: InputBox) => string | undefined);

interface User {
  /** What they type into one box after another. */
  readonly typed: Typing[];
  /** What they are told. */
  readonly messages: string[];
}

/**
 * An input box; what the user types is accepted as it is shown. Where that is refused at once, the box is left; where it
 * is refused after a while, the user types again.
 */
export class InputBox extends QuickInput {
  prompt = "";
  password = false;
  validationMessage: string | undefined;
  buttons: readonly { readonly tooltip?: string }[] = [];
  readonly #user: User;
  #isHidden = false;
  readonly #pressed = new EventEmitter<unknown>();
  readonly onDidTriggerButton = this.#pressed.event;

  constructor(user: User) {
    super();
    this.#user = user;
  }

  show(): void {
    void this.#type();
  }

  hide(): void {
    if (this.#isHidden) return;
    this.#isHidden = true;
    this.hidden.fire();
  }

  /** The user presses the button with this name. */
  press(name: string): void {
    this.#pressed.fire(this.buttons.find(({ tooltip }) => tooltip === name));
  }

  async #type(): Promise<void> {
    const next = this.#user.typed.shift();
    const typed = typeof next === "function" ? next(this) : next;
    let isChecked = false;
    if (typed !== undefined) {
      this.value = typed;
      this.accepted.fire();
      isChecked = this.busy;
      while (this.busy) await new Promise(setImmediate);
      if (this.validationMessage !== undefined) this.#user.messages.push(this.validationMessage);
    }
    if (isChecked && this.validationMessage !== undefined && this.#user.typed.length > 0) {
      await this.#type();
      return;
    }
    // What is accepted closes the box itself.
    await new Promise(setImmediate);
    this.hide();
  }

  dispose(): void {
    this.accepted.dispose();
  }
}
