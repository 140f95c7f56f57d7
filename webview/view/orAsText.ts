import { html, type TemplateResult } from "lit";
import type { Message } from "../../src/core/model.ts";
import { text } from "../text.ts";

/** A message as it is drawn; one that cannot be drawn says so, offers its text, and leaves the others alone. */
export function orAsText(message: Message, draw: () => TemplateResult): TemplateResult {
  try {
    return draw();
  } catch (error) {
    console.warn("a message could not be drawn", error);
    return html`<article class="message ${message.role}" data-key=${message.key} tabindex="-1">
      <p class="state">${text.cannotDraw}</p>
      <details>
        <summary>${text.showAsText}</summary>
        <pre class="plain-text">${message.text}</pre>
      </details>
    </article>`;
  }
}
