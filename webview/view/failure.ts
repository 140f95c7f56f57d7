import { html, nothing, type TemplateResult } from "lit";
import type { ErrorData } from "../../src/core/model.ts";
import type { PanelFacts } from "../../src/protocol/frames.ts";
import { button } from "../controls/controls.ts";
import { post } from "../host.ts";
import { text } from "../text.ts";
import { icon } from "./icons.ts";

/**
 * A failure where it happened: the sentence, the service's own words, and the action that helps most as the first
 * button. Reading the log repairs nothing, so then trying again comes first.
 */
export function failureView(
  error: ErrorData,
  about: PanelFacts,
  onRetry: (() => void) | undefined,
): TemplateResult {
  const { sentence, action } = about.errors[error.kind];
  const isRemedy = action !== undefined && action.id !== "show-log";
  const actionButton = action
    ? button({
        label: action.label,
        isSecondary: !isRemedy,
        onClick: () => post({ type: "error-action", action: action.id }),
      })
    : nothing;
  const retryButton = onRetry
    ? button({ label: text.retry, isSecondary: isRemedy, onClick: onRetry })
    : nothing;
  return html`<div class="state failed" role="alert">
    ${icon("error")}
    <p>
      <strong>${text.error}</strong>
      ${sentence}
      ${error.serviceMessage === undefined ? nothing : text.serviceSays(error.serviceMessage)}
    </p>
    ${isRemedy ? [actionButton, retryButton] : [retryButton, actionButton]}
  </div>`;
}
