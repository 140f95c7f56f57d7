import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { iconButton, progress, recipeChooser } from "../controls/controls.ts";
import { post } from "../host.ts";
import type { LiveText } from "../liveText.ts";
import type { PanelState } from "../panelState.ts";
import { text } from "../text.ts";
import { handleTranscriptClick } from "./actions.ts";
import { composerView } from "./composer.ts";
import { failureView } from "./failure.ts";
import { messageView, promptsView } from "./message.ts";
import { jumpButton, transcriptScroll } from "./scroll.ts";
import type { PanelFacts } from "../../src/protocol/frames.ts";

/** The whole panel. */
export function panelView(state: PanelState, live: LiveText): TemplateResult {
  const { conversation, about, draft } = state;
  if (!about) return html`<p class="notice">${text.loading}</p>`;
  const isAnswering = conversation.reply !== undefined;
  const messages = conversation.reply
    ? [...conversation.messages, conversation.reply]
    : conversation.messages;
  return html`${headerView(state, about)}
    <div
      class="transcript"
      role="log"
      aria-label=${text.messages}
      aria-busy=${String(isAnswering)}
      aria-live="off"
      tabindex="0"
      @click=${handleTranscriptClick}
      ${transcriptScroll()}
    >
      <div class="messages">
        ${historyView(state, about)} ${messages.length === 0 ? openingView(state, about) : nothing}
        ${repeat(
          messages,
          ({ key }) => key,
          (message, index) => {
            const isLive = message === conversation.reply;
            const isLast = index === messages.length - 1;
            // A settled message is drawn again only when something about it has changed.
            return guard([message, isLive, isLast, isAnswering, about], () =>
              messageView(message, { about, isAnswering, isLast, ...(isLive && { live }) }),
            );
          },
        )}
      </div>
    </div>
    ${jumpButton()} ${composerView(draft, about.chatbotName, isAnswering)}`;
}

function headerView({ conversation }: PanelState, about: PanelFacts): TemplateResult {
  const canEscalate =
    about.capabilities.escalate && conversation.messages.length > 0 && !conversation.humanMode;
  return html`<header class="panel-header">
    <h1>${about.chatbotName}</h1>
    <span class="account">${about.accountLabel}</span>
    ${conversation.humanMode ? html`<span class="badge">${text.humanMode}</span>` : nothing}
    <span class="spacer"></span>
    ${canEscalate ? iconButton({ label: text.escalate, icon: "human", onClick: () => post({ type: "escalate" }) }) : nothing}
    ${iconButton({ label: text.reload, icon: "reload", onClick: () => post({ type: "reload" }) })}
  </header>`;
}

function historyView({ conversation: { history, messages } }: PanelState, about: PanelFacts) {
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

function openingView(
  { conversation: { history, opening, recipeId } }: PanelState,
  about: PanelFacts,
) {
  if (history.kind !== "ready") return nothing;
  return html`<section class="opening">
    <p>${opening?.welcome ?? text.welcome(about.chatbotName)}</p>
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
    ${opening?.prompts.length ? promptsView(opening.prompts) : nothing}
  </section>`;
}
