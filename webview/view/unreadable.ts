import { html, nothing, type TemplateResult } from "lit";
import type { PanelState } from "../panelState.ts";
import { text } from "../text.ts";

/** Says that the transcript is not complete, in a quiet line above it. */
export function unreadableView({ chat }: PanelState): TemplateResult | typeof nothing {
  const { unreadable = 0 } = chat;
  if (unreadable === 0) return nothing;
  return html`<p class="notice unreadable" role="note">${text.unreadable(unreadable)}</p>`;
}
