import { html, nothing, type TemplateResult } from "lit";
import type { PanelFacts } from "../../src/protocol/frames.ts";
import { progress, recipeChooser } from "../controls/controls.ts";
import { post } from "../host.ts";
import type { PanelState } from "../panelState.ts";
import { text } from "../text.ts";
import { failureView } from "./failure.ts";
import { promptsView } from "./prompts.ts";

/** What stands where messages are loading, or could not be loaded. */
export function historyView(
  { chat: { history, messages } }: PanelState,
  about: PanelFacts,
): TemplateResult | typeof nothing {
  switch (history.kind) {
    case "loading":
      return messages.length === 0
        ? html`<p class="notice">${progress()}${text.loading}</p>`
        : nothing;
    case "failed":
      return failureView(history.error, about, () => post({ type: "reload" }));
    case "ready":
      return nothing;
  }
}

/** A chat before its first question: the chatbot's welcome, its recipes, and what it suggests to ask. */
export function openingView(
  { chat: { history, opening, recipeId } }: PanelState,
  about: PanelFacts,
  onEditPrompt: (text: string) => void,
): TemplateResult | typeof nothing {
  if (history.kind !== "ready") return nothing;
  return html`<section class="opening">
    <p dir="auto">${opening?.welcome ?? text.welcome(about.chatbotName)}</p>
    ${
      opening?.recipes.length
        ? recipeChooser({
            label: text.chooseRecipe,
            none: text.noRecipe,
            recipes: opening.recipes,
            chosen: recipeId,
            onChoose: (chosen) =>
              post({ type: "choose-recipe", ...(chosen !== undefined && { recipeId: chosen }) }),
          })
        : nothing
    }
    ${opening?.prompts.length ? promptsView(opening.prompts, onEditPrompt) : nothing}
  </section>`;
}
