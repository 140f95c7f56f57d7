import { html, nothing, type TemplateResult } from "lit";
import { parseQuestion } from "../../src/core/chat/draft.ts";
import type { Queue } from "../../src/core/chat/state.ts";
import { button, firstClick, iconButton } from "../controls/controls.ts";
import { post } from "../host.ts";
import { text } from "../text.ts";

/** Questions that wait: for the answer that is arriving, or for a click. */
export function queueView({ questions, isHeld }: Queue): TemplateResult | typeof nothing {
  if (questions.length === 0) return nothing;
  return html`<section class="queue" aria-label=${text.queue}>
    ${
      isHeld
        ? html`<p class="queue-held">
            <span>${text.queueHeld(questions.length)}</span>
            ${button({ label: text.sendNext, onClick: sendNext })}
          </p>`
        : nothing
    }
    <ul>
      ${questions.map(
        ({ id, text: question }, index) =>
          html`<li>
            <span class="queued" dir="auto">${parseQuestion(question).text || question}</span>
            ${
              index === 0 && !isHeld
                ? iconButton({ label: text.sendNow, icon: "send", onClick: sendNext })
                : nothing
            }
            ${iconButton({
              label: text.unqueue,
              icon: "close",
              onClick: firstClick(() => post({ type: "unqueue", id })),
            })}
          </li>`,
      )}
    </ul>
  </section>`;
}

/** An answer that is arriving is stopped for it. */
const sendNext = firstClick(() => post({ type: "send-next" }));
