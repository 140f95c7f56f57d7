import { html, nothing, type TemplateResult } from "lit";
import type { PanelFacts } from "../../src/protocol/frames.ts";
import { button, iconButton } from "../controls/controls.ts";
import type { Finder } from "../find/finder.ts";
import { post } from "../host.ts";
import type { Store } from "../store.ts";
import { text } from "../text.ts";

/** The top of the panel: with whom one talks, and what can be done with the whole chat. */
export function headerView(store: Store, finder: Finder, about: PanelFacts): TemplateResult {
  const { chat } = store.panel;
  const { capabilities } = about;
  const hasMessages = chat.messages.length > 0;
  return html`<header class="panel-header">
    <h1 dir="auto">${about.chatbotName || text.theChatbot}</h1>
    <span class="account" dir="auto">${about.accountLabel}</span>
    ${chat.humanMode ? html`<span class="badge">${text.humanMode}</span>` : nothing}
    <span class="header-actions">
      ${
        capabilities.escalate && hasMessages && !chat.humanMode
          ? iconButton({
              label: text.escalate,
              icon: "human",
              onClick: () => post({ type: "escalate" }),
            })
          : nothing
      }
      ${
        capabilities.replyAsHuman && chat.humanMode
          ? iconButton({
              label: text.replyAsHuman,
              icon: "human",
              onClick: () => post({ type: "reply-as-human" }),
            })
          : nothing
      }
      ${
        hasMessages
          ? iconButton({ label: text.find, icon: "find", onClick: () => finder.open() })
          : nothing
      }
      ${
        capabilities.deleteMessages && hasMessages
          ? iconButton({
              label: text.selectMessages,
              icon: "select",
              isPressed: store.ui.selected !== undefined,
              onClick: () => store.select(store.ui.selected ? "end" : "begin"),
            })
          : nothing
      }
      ${iconButton({ label: text.reload, icon: "reload", onClick: () => post({ type: "reload" }) })}
    </span>
  </header>`;
}

/** What can be done with the messages that are selected. */
export function selectionView(store: Store): TemplateResult | typeof nothing {
  const { selected } = store.ui;
  if (!selected) return nothing;
  // Some may be gone, deleted here or elsewhere.
  const keys = store.panel.chat.messages.flatMap(({ key }) => (selected.has(key) ? key : []));
  return html`<div class="selection-bar">
    ${
      keys.length === 0
        ? html`<span>${text.selectHint}</span>`
        : button({
            label: text.deleteSelected(keys.length),
            onClick: () => {
              post({ type: "delete-messages", keys });
              store.select("end");
            },
          })
    }
    ${button({ label: text.endSelecting, isSecondary: true, onClick: () => store.select("end") })}
  </div>`;
}
