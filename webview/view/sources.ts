import { html, nothing, type TemplateResult } from "lit";
import type { Message, Source } from "../../src/core/model.ts";
import { numberSources, sourceContext } from "../markdown/citations.ts";
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
        return html`<li>
          ${
            canOpen
              ? html`<button
                  type="button"
                  class="source"
                  data-source=${source.id}
                  data-vscode-context=${sourceContext(source)}
                >
                  ${source.title}
                </button>`
              : html`<span>${source.title}</span>`
          }
          <span class="source-details">${sourceDetails(source)}</span>
        </li>`;
      })}
    </ol>
  </section>`;
}

/** What is known of a source besides its title and passage, in one line. */
export function sourceDetails({ title, url, page, similarity, notes }: Source): string {
  return [
    page === undefined ? undefined : text.page(page),
    similarity === undefined ? undefined : text.similarity(similarity),
    url === title ? undefined : url,
    notes,
  ]
    .filter((detail) => detail !== undefined)
    .join(" · ");
}
