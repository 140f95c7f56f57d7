import { EventEmitter } from "./events.ts";

/** What a list and an input box of the editor have in common. */
export class QuickInput {
  title = "";
  value = "";
  busy = false;
  protected readonly accepted = new EventEmitter<void>();
  protected readonly hidden = new EventEmitter<void>();
  protected readonly changed = new EventEmitter<string>();
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidChangeValue = this.changed.event;
}
