import { html, nothing, type TemplateResult } from "lit";
import { parseQuestion } from "../../src/core/chat/question.ts";
import { iconButton } from "../controls/controls.ts";
import { post } from "../host.ts";
import { text } from "../text.ts";

/** Questions that wait until the answer before them has ended. */
export function queueView(
  queued: readonly string[],
  isAnswering: boolean,
): TemplateResult | typeof nothing {
  if (queued.length === 0) return nothing;
  return html`<ul class="queue" aria-label=${text.queued}>
    ${queued.map(
      (question, index) =>
        html`<li>
          <span class="queued" dir="auto">${parseQuestion(question).text || question}</span>
          ${
            index === 0
              ? iconButton({
                  label: text.sendNow,
                  icon: "send",
                  onClick: () => sendNow(isAnswering),
                })
              : nothing
          }
          ${iconButton({
            label: text.unqueue,
            icon: "close",
            onClick: () => post({ type: "unqueue", index }),
          })}
        </li>`,
    )}
  </ul>`;
}

/** An answer that is arriving is stopped; what waits is asked then by itself. */
function sendNow(isAnswering: boolean): void {
  post({ type: isAnswering ? "stop" : "send-queued" });
}
