import { html, type TemplateResult } from "lit";
import type { OfferedPrompt } from "../../src/core/model.ts";
import { button, firstClick } from "../controls/controls.ts";
import { post } from "../host.ts";
import { text } from "../text.ts";

/**
 * The service's suggestions as buttons: a question is asked, a link is opened, a human is called. With Alt held
 * down, the text goes into the composer instead.
 */
export function promptsView(
  prompts: readonly OfferedPrompt[],
  onEdit: (text: string) => void,
): TemplateResult {
  return html`<div class="prompts" role="group" aria-label=${text.prompts}>
    ${prompts.map((prompt) =>
      button({
        label: prompt.title,
        isSecondary: true,
        ...(prompt.text !== prompt.title && { title: prompt.text }),
        onClick: (event) => {
          if (event.altKey && prompt.kind !== "link") onEdit(prompt.text);
          else firstClick(() => usePrompt(prompt))(event);
        },
      }),
    )}
  </div>`;
}

function usePrompt(prompt: OfferedPrompt): void {
  switch (prompt.kind) {
    case "question":
      post({ type: "ask", text: prompt.text });
      break;
    case "link":
      post({ type: "open-link", url: prompt.text });
      break;
    case "escalation":
      post({ type: "escalate", reason: prompt.text });
  }
}
