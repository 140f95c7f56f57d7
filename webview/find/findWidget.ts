import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { iconButton } from "../controls/controls.ts";
import { text } from "../text.ts";
import type { Finder } from "./finder.ts";

/** The field in which one types what to find, as in VS Code's editors. */
export function findWidget(finder: Finder): TemplateResult | typeof nothing {
  const { isOpen, query, matches, current } = finder.state;
  if (!isOpen) return nothing;
  return html`<div class="find" role="search">
    <input
      type="search"
      dir="auto"
      aria-label=${text.find}
      placeholder=${text.find}
      .value=${query}
      ${ref(finder.setField)}
      @input=${(event: InputEvent) => finder.search((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => onKeydown(event, finder)}
    />
    <span class="find-count" role="status"
      >${query === "" ? nothing : text.findCount(current + 1, matches.length)}</span
    >
    ${iconButton({ label: text.findPrevious, icon: "chevronUp", onClick: () => finder.go(-1) })}
    ${iconButton({ label: text.findNext, icon: "chevronDown", onClick: () => finder.go(1) })}
    ${iconButton({ label: text.closeFind, icon: "close", onClick: () => finder.close() })}
  </div>`;
}

function onKeydown(event: KeyboardEvent, finder: Finder): void {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  finder.go(event.shiftKey ? -1 : 1);
}
