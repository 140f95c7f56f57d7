import { html, nothing, type TemplateResult } from "lit";
import type { Introduction, PanelFacts, RecentSession } from "../../src/protocol/frames.ts";
import { linkButton, progress, recipeChooser } from "../controls/controls.ts";
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

/**
 * A chat before its first question: who answers, the chatbot's welcome, its recipes, what it suggests to ask, the last
 * sessions with it, and what can be attached.
 */
export function openingView(
  { chat: { history, opening, recipeId }, introduction }: PanelState,
  about: PanelFacts,
  onEditPrompt: (text: string) => void,
): TemplateResult | typeof nothing {
  if (history.kind !== "ready") return nothing;
  return html`<section class="opening" aria-labelledby="who-answers">
    ${whoAnswersView(introduction, about)}
    <p class="welcome" dir="auto">${opening?.welcome ?? text.welcome(about.chatbotName)}</p>
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
    ${introduction?.sessions.length ? recentView(introduction.sessions) : nothing}
    <p class="attach-hint">
      ${linkButton({ label: text.attachCode, onClick: () => post({ type: "attach" }) })}
      <span>${text.attachHow}</span>
    </p>
  </section>`;
}

/** The chatbot's name, its service, and what it knows as far as that is loaded. */
function whoAnswersView(introduction: Introduction | undefined, about: PanelFacts): TemplateResult {
  const facts = [about.serviceName, ...(introduction?.knowledge ?? [])].filter(Boolean);
  return html`<div class="who-answers">
    <h2 id="who-answers" dir="auto">${about.chatbotName || text.theChatbot}</h2>
    <ul class="facts">
      ${facts.map((fact) => html`<li dir="auto">${fact}</li>`)}
    </ul>
    ${introduction?.description ? html`<p dir="auto">${introduction.description}</p>` : nothing}
  </div>`;
}

function recentView(sessions: readonly RecentSession[]): TemplateResult {
  return html`<div class="recent">
    <h3 id="recent-sessions">${text.recentSessions}</h3>
    <ul aria-labelledby="recent-sessions">
      ${sessions.map(
        ({ id, title, age }) =>
          html`<li>
            ${linkButton({ label: title, onClick: () => post({ type: "open-session", id }) })}
            ${age === undefined ? nothing : html`<time>${age}</time>`}
          </li>`,
      )}
    </ul>
  </div>`;
}
