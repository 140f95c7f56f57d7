import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import type { PanelFacts } from "../../src/protocol/frames.ts";
import { findWidget } from "../find/findWidget.ts";
import type { Finder } from "../find/finder.ts";
import { allMessages, isAskedByAi } from "../../src/core/chat/state.ts";
import type { Store } from "../store.ts";
import { text } from "../text.ts";
import { handleTranscriptClick } from "./actions.ts";
import type { Composer } from "./composer.ts";
import { headerView, selectionView } from "./header.ts";
import { icon } from "./icons.ts";
import type { Menu } from "./menu.ts";
import { messageView } from "./message.ts";
import { orAsText } from "./orAsText.ts";
import { historyView, openingView } from "./opening.ts";
import type { Scroller } from "./scroller.ts";
import { unreadableView } from "./unreadable.ts";

/** The parts that a panel is put together from. */
export interface PanelParts {
  readonly store: Store;
  readonly composer: Composer;
  readonly finder: Finder;
  readonly scroller: Scroller;
  readonly menu: Menu;
  readonly jumpToLatest: () => void;
}

/** The whole panel. */
export function panelView(parts: PanelParts): TemplateResult {
  const { store, composer, finder, scroller, menu } = parts;
  const { about, chat } = store.panel;
  if (!about) return html`<p class="notice">${text.loading}</p>`;
  return html`${headerView(store, finder, about)} ${findWidget(finder)}
    <div
      class="transcript"
      role="log"
      aria-label=${text.messages}
      aria-busy=${String(chat.reply !== undefined)}
      aria-live="off"
      tabindex="0"
      data-editor=${store.panel.editor}
      @click=${(event: MouseEvent) => handleTranscriptClick(event, menu)}
      ${ref(scroller.attach)}
    >
      <div class="messages">
        ${unreadableView(store.panel)} ${historyView(store.panel, about)}
        ${
          store.count === 0
            ? openingView(store.panel, about, (prompt) => composer.edit(prompt))
            : nothing
        }
        ${messagesView(parts, about)}
      </div>
    </div>
    ${jumpView(parts)} ${selectionView(store)} ${composer.view()}`;
}

/** The messages that are in the page. A settled one is drawn again only when something about it has changed. */
function messagesView({ store, composer }: PanelParts, about: PanelFacts) {
  const { chat } = store.panel;
  const { window, selected } = store.ui;
  const messages = allMessages(chat);
  const last = messages.length - 1;
  // Times are told from today.
  const today = new Date().toDateString();
  const lastQuestion = messages.findLastIndex(({ role }) => role === "user");
  return repeat(
    messages.slice(window.first, window.end),
    ({ key }) => key,
    (message, index) => {
      const place = window.first + index;
      const isLive = message === chat.reply;
      const isLast = place === last;
      const isLastQuestion = place === lastQuestion && chat.reply === undefined;
      const isByAi = isAskedByAi(message, chat);
      const isSelected = selected?.has(message.key);
      return guard(
        [message, isLive, isLast, isLastQuestion, isByAi, isSelected, about, today],
        () =>
          orAsText(message, () =>
            messageView(message, {
              about,
              isLast,
              isLastQuestion,
              isAskedByAi: isByAi,
              onEditPrompt: (prompt) => composer.edit(prompt),
              ...(isLive && { live: store.live }),
              ...(isSelected !== undefined && {
                selection: { isSelected, onToggle: () => store.select({ toggle: message.key }) },
              }),
            }),
          ),
      );
    },
  );
}

/** A way back to the end, for a reader who has left it. */
function jumpView({ store, jumpToLatest }: PanelParts): TemplateResult {
  const { isFollowing, unseen, window } = store.ui;
  const isAtEnd = isFollowing && window.end === store.count;
  return html`<div class="jump-place">
    <button type="button" class="jump" ?hidden=${isAtEnd} @click=${jumpToLatest}>
      ${icon("arrowDown")}${unseen > 0 ? text.jumpToNew(unseen) : text.jumpToLatest}
    </button>
  </div>`;
}
