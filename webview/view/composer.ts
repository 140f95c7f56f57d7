import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { createRef, ref } from "lit/directives/ref.js";
import type { FilesFrame, PanelSettings, PromptsFrame } from "../../src/protocol/frames.ts";
import { maxTextLength } from "../../src/protocol/limits.ts";
import { button, firstClick, iconButton } from "../controls/controls.ts";
import { post } from "../host.ts";
import { text } from "../text.ts";
import type { Store } from "../store.ts";
import { attachmentsView } from "./attachments.ts";
import { chatChooser } from "./chatChooser.ts";
import { Completion, completionId } from "./completion.ts";
import { icon } from "./icons.ts";
import { queueView } from "./queue.ts";
import { Recall } from "./recall.ts";
import { typeInto } from "./typeInto.ts";

const isMac = navigator.platform.startsWith("Mac");

/** Where questions are typed, with attachments and the queue. */
export class Composer {
  readonly #store: Store;
  readonly #field = createRef<HTMLTextAreaElement>();
  readonly #completion: Completion;
  readonly #recall = new Recall();
  /** True while the host would not take what is typed. */
  #isTooLong = false;

  constructor(store: Store) {
    this.#store = store;
    this.#completion = new Completion(() => store.redraw());
  }

  /** Shows another text instead of what is typed. */
  setText(typed: string): void {
    const field = this.#field.value;
    if (!field || field.value === typed) return;
    typeInto(field, typed);
    this.#follow(field);
  }

  /** Puts a text into the field as if it had been typed. */
  edit(typed: string): void {
    this.setText(typed);
    post({ type: "change-draft", text: typed });
    this.focus();
  }

  focus(): void {
    this.#field.value?.focus();
  }

  receiveList(frame: FilesFrame | PromptsFrame): void {
    this.#completion.receive(frame);
  }

  view(): TemplateResult {
    const { chat, draft, settings, about, notice } = this.#store.panel;
    const isAnswering = chat.reply !== undefined;
    const ask = text.askBot(about?.chatbotName ?? "");
    return html`<form class="composer" @submit=${(event: SubmitEvent) => event.preventDefault()}>
      ${queueView(chat.queue)}
      ${guard([draft.attachments], () => attachmentsView(draft.attachments))}
      ${this.#isTooLong ? html`<p class="too-long" role="alert">${text.tooLong}</p>` : nothing}
      ${notice === undefined ? nothing : this.#noticeView(notice)}
      ${this.#completion.view((index) => this.#choose(index))}
      <div class="field">
        ${iconButton({ label: text.attach, icon: "attach", onClick: () => post({ type: "attach" }) })}
        <textarea
          ${ref(this.#field)}
          rows="1"
          dir="auto"
          aria-label=${ask}
          aria-autocomplete="list"
          aria-controls=${this.#completion.isOpen ? completionId : nothing}
          aria-activedescendant=${this.#completion.activeId ?? nothing}
          placeholder=${text.placeholder(ask, sendKey(settings))}
          @input=${() => this.#onInput()}
          @keydown=${(event: KeyboardEvent) => this.#onKeydown(event)}
          @click=${() => this.#noteCursor()}
          @blur=${() => this.#completion.close()}
        ></textarea>
        ${
          isAnswering
            ? [
                button({
                  label: text.queueNext,
                  isSecondary: true,
                  className: "queue-button",
                  onClick: () => this.#send(),
                }),
                button({ label: text.stop, onClick: firstClick(() => post({ type: "stop" })) }),
              ]
            : iconButton({
                label: text.send,
                icon: "send",
                isPrimary: true,
                onClick: () => this.#send(),
              })
        }
      </div>
      ${chatChooser(about?.chatbotName ?? "", chat.title)}
    </form>`;
  }

  #noticeView(notice: string): TemplateResult {
    return html`<p class="composer-notice">
      ${icon("info")}<span dir="auto">${notice}</span>${iconButton({
        label: text.dismiss,
        icon: "close",
        onClick: () => {
          this.#store.dismissNotice();
          this.focus();
        },
      })}
    </p>`;
  }

  #onInput(): void {
    const field = this.#field.value;
    if (!field) return;
    this.#store.dismissNotice();
    this.#follow(field);
    if (!this.#isTooLong) post({ type: "change-draft", text: field.value });
  }

  #follow(field: HTMLTextAreaElement): void {
    this.#completion.follow(field);
    const isTooLong = field.value.length > maxTextLength;
    if (isTooLong === this.#isTooLong) return;
    this.#isTooLong = isTooLong;
    this.#store.redraw();
  }

  #onKeydown(event: KeyboardEvent): void {
    // While an input method composes, every key is its own.
    if (event.isComposing || event.keyCode === 229) return;
    this.#noteCursor();
    if (this.#completion.isOpen && this.#completeByKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter" && this.#isSendKey(event)) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      if (!event.altKey && this.#recallQuestion(event.key === "ArrowUp" ? 1 : -1)) {
        event.preventDefault();
      }
    }
  }

  #isSendKey(event: KeyboardEvent): boolean {
    const withModifier = event.ctrlKey || event.metaKey;
    return this.#store.panel.settings.sendWith === "enter"
      ? !event.shiftKey && !event.altKey
      : withModifier && !event.shiftKey;
  }

  /** True when the key was meant for the list that is open. */
  #completeByKey({ key, altKey, shiftKey }: KeyboardEvent): boolean {
    // Shift+Tab leaves the field backwards, Alt with an arrow goes through the messages.
    if (altKey || (shiftKey && key === "Tab")) return false;
    switch (key) {
      case "ArrowDown":
        this.#completion.move(1);
        return true;
      case "ArrowUp":
        this.#completion.move(-1);
        return true;
      case "Enter":
      case "Tab":
        this.#choose();
        return true;
      case "Escape":
        this.#completion.close();
        return true;
      default:
        return false;
    }
  }

  /** The cursor moves without any input, by a click or by a key such as Home. */
  #noteCursor(): void {
    if (this.#field.value) this.#completion.keepWith(this.#field.value);
  }

  #choose(index?: number): void {
    this.#noteCursor();
    if (this.#field.value) this.#completion.choose(this.#field.value, index);
  }

  #recallQuestion(by: 1 | -1): boolean {
    const typed = this.#field.value?.value ?? "";
    const recalled = this.#recall.go(by, typed, this.#store.panel.chat.messages);
    if (recalled === undefined) return false;
    this.edit(recalled);
    return true;
  }

  #send(): void {
    const field = this.#field.value;
    const { attachments } = this.#store.panel.draft;
    if (!field || this.#isTooLong || (field.value.trim() === "" && attachments.length === 0))
      return;
    this.#store.dismissNotice();
    post({ type: "ask", text: field.value });
    // The host has it now; a second Enter must not ask it twice.
    field.value = "";
    this.#follow(field);
  }
}

function sendKey({ sendWith }: PanelSettings): string {
  return sendWith === "enter" ? text.enterSends : text.keyEnterSends(isMac ? "⌘" : "Ctrl");
}
