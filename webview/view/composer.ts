import { html, nothing, type TemplateResult } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import type { Attachment, Draft } from "../../src/core/conversation/question.ts";
import { button, iconButton } from "../controls/controls.ts";
import { post } from "../host.ts";
import { text } from "../text.ts";
import { icon } from "./icons.ts";

const field = createRef<HTMLTextAreaElement>();

/** Puts the host's draft into the field, where it is not what the person has typed already. */
export function showDraft(draft: Draft): void {
  if (field.value && field.value.value !== draft.text) field.value.value = draft.text;
}

/** Gives the field the keyboard. */
export function focusComposer(): void {
  field.value?.focus();
}

/** Where questions are typed, with what goes along. */
export function composerView(
  draft: Draft,
  chatbotName: string,
  isAnswering: boolean,
): TemplateResult {
  return html`<form class="composer" @submit=${onSubmit}>
    ${
      draft.attachments.length > 0
        ? html`<ul class="attachments" aria-label=${text.attached}>
            ${draft.attachments.map(attachmentView)}
          </ul>`
        : nothing
    }
    <div class="field">
      <textarea
        ${ref(field)}
        rows="1"
        aria-label=${text.askBot(chatbotName)}
        placeholder=${text.askPlaceholder(chatbotName)}
        @input=${onInput}
        @keydown=${onKeydown}
      ></textarea>
      ${
        isAnswering
          ? button({ label: text.stop, isSecondary: true, onClick: () => post({ type: "stop" }) })
          : button({ label: text.send, onClick: send })
      }
    </div>
  </form>`;
}

function attachmentView(attachment: Attachment): TemplateResult {
  const { id, path, lines } = attachment;
  const size = text.size(new TextEncoder().encode(attachment.text).byteLength);
  const place = lines ? `${text.lineRange(lines.first, lines.last)}, ` : "";
  return html`<li class="attachment">
    <button
      type="button"
      class="attachment-name"
      title=${text.showAttachment(path)}
      @click=${() => post({ type: "show-attachment", id })}
    >
      ${icon("file")}<span>${path}</span><span class="attachment-size">${place}${size}</span>
    </button>
    ${iconButton({ label: text.detach(path), icon: "close", onClick: () => post({ type: "detach", id }) })}
    <details ?open=${isShort(attachment.text)}>
      <summary>${text.attached}</summary>
      <pre>${attachment.text}</pre>
    </details>
  </li>`;
}

/** Short enough to be shown without being asked for. */
function isShort(code: string): boolean {
  return code.length <= 2000 && code.split("\n").length <= 8;
}

function onInput(event: InputEvent): void {
  post({ type: "change-draft", text: (event.target as HTMLTextAreaElement).value });
}

function onSubmit(event: SubmitEvent): void {
  event.preventDefault();
  send();
}

function onKeydown(event: KeyboardEvent): void {
  // While an input method composes, Enter accepts its suggestion.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
}

function send(): void {
  post({ type: "ask", text: field.value?.value ?? "" });
}
