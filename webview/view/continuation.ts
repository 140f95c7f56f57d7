import { html, nothing, type TemplateResult } from "lit";
import type { Continuation, Message } from "../../src/core/model.ts";
import { button } from "../controls/controls.ts";
import { post } from "../host.ts";
import type { MarkdownContent } from "../markdown/markdownElement.ts";
import { text } from "../text.ts";

/** Below an answer, and set apart from it: what a model of the editor says to it. */
export function continuationView({ key, continuation }: Message): TemplateResult | typeof nothing {
  if (!continuation) return nothing;
  const { model, text: said, state } = continuation;
  const kind = state === "arriving" ? "growing" : "complete";
  const content: MarkdownContent = { kind, text: said, sources: [] };
  return html`<section
    class="continuation"
    aria-label=${text.continuedBy(model)}
    aria-busy=${String(state === "arriving")}
  >
    <h3>${text.continuedBy(model)}</h3>
    <parley-markdown .content=${content}></parley-markdown>
    ${state === "complete" ? nothing : html`<p class="state">${stateText(state, said)}</p>`}
    ${
      state === "arriving"
        ? button({
            label: text.stopModel(model),
            isSecondary: true,
            onClick: () => post({ type: "stop-continuing", key }),
          })
        : nothing
    }
  </section>`;
}

function stateText(state: Exclude<Continuation["state"], "complete">, said: string): string {
  switch (state) {
    case "arriving":
      return text.waiting;
    case "stopped":
      return said === "" ? text.stopped : text.stoppedWithText;
    case "failed":
      return text.modelFailed;
  }
}
