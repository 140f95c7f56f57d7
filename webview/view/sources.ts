import { html, nothing, type TemplateResult } from "lit";
import type { Message } from "../../src/core/model.ts";
import { numberSources } from "../markdown/citations.ts";
import { text } from "../text.ts";

/** The sources of an answer as a list; for an answer that could have cited one and did not, a quiet remark. */
export function sourcesView(message: Message, canCite: boolean): TemplateResult | typeof nothing {
  const numbered = numberSources(message.text, message.sources ?? []);
  if (numbered.length === 0) {
    // What a service tells only afterwards is not there before its record is.
    const isComplete =
      message.role === "assistant" && !message.state && !message.isLocal && message.text !== "";
    return canCite && isComplete ? html`<p class="no-source">${text.noSource}</p>` : nothing;
  }
  return html`<section class="sources" aria-label=${text.sources}>
    <h3>${text.sources}</h3>
    <ol>
      ${numbered.map(({ source }) => {
        const canOpen = source.passage !== undefined || source.url !== undefined;
        const details = [
          source.page === undefined ? undefined : text.page(source.page),
          source.similarity === undefined ? undefined : text.similarity(source.similarity),
          source.url === source.title ? undefined : source.url,
          source.notes,
        ].filter((detail) => detail !== undefined);
        return html`<li>
          ${
            canOpen
              ? html`<button type="button" class="source" data-source=${source.id}>
                  ${source.title}
                </button>`
              : html`<span>${source.title}</span>`
          }
          <span class="source-details">${details.join(" · ")}</span>
        </li>`;
      })}
    </ol>
  </section>`;
}
