import { html, type TemplateResult } from "lit";
import { post } from "../host.ts";
import { text } from "../text.ts";
import { icon } from "./icons.ts";

/** Says in which chat a question is asked, and lets the user choose another one. */
export function chatChooser(chatbotName: string, title: string | undefined): TemplateResult {
  return html`<button
    type="button"
    class="chat-chooser"
    title=${text.chooseChat}
    aria-haspopup="dialog"
    @click=${() => post({ type: "choose-chat" })}
  >
    <span dir="auto">${chatbotName || text.theChatbot}</span
    ><span class="chat-title" dir="auto">${title || text.newSession}</span>${icon("chevronDown")}
  </button>`;
}
