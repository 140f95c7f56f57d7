import { post } from "../host.ts";
import type { EditorUse } from "../../src/protocol/frames.ts";
import { type CodeAction, moreActions, unfoldCode } from "../markdown/codeBlock.ts";
import { findAll } from "../markdown/distantParts.ts";
import { languageId } from "../markdown/highlight.ts";
import type { Menu, MenuItem } from "./menu.ts";

/**
 * Clicks on what Markdown made: chips, links and the buttons of code blocks are plain nodes without listeners of
 * their own, so one listener on the transcript serves them all.
 */
export function handleTranscriptClick(event: MouseEvent, menu: Menu): void {
  const target = event.target instanceof Element ? event.target : undefined;
  if (!target) return;
  const link = target.closest<HTMLAnchorElement>("a[href]");
  const codeButton = target.closest<HTMLElement>("[data-code-action]");
  const chip = target.closest<HTMLElement>("[data-source]");
  if (link) {
    event.preventDefault();
    post({ type: "open-link", url: link.href, label: link.textContent.slice(0, 1000) });
  } else if (codeButton) {
    runCodeAction(codeButton, menu);
  } else if (chip) {
    const sourceId = chip.dataset["source"];
    if (sourceId !== undefined) post({ type: "open-source", key: keyOf(chip), sourceId });
  }
}

function runCodeAction(button: HTMLElement, menu: Menu): void {
  const shown = button.closest<HTMLElement>(".code");
  if (!shown) return;
  const action = button.dataset["codeAction"] as CodeAction | "more" | "unfold";
  if (action === "unfold") {
    shown.querySelector("pre")?.focus();
    unfoldCode(shown);
  } else if (action === "more") {
    menu.toggle(button, menuItems(shown));
  } else {
    runOnCode(action, shown);
  }
}

function menuItems(shown: HTMLElement): readonly MenuItem[] {
  const editor = shown.closest<HTMLElement>("[data-editor]")?.dataset["editor"] as EditorUse;
  const actions = moreActions(shown.dataset["language"] ?? "", {
    editor,
    hasAttachment: wasAskedWithCode(shown),
  });
  return actions.map(([action, label]) => ({
    label,
    ...(action === "wrap" && { isChecked: shown.classList.contains("wrapped") }),
    run: () => runOnCode(action, shown),
  }));
}

/** True for code of an answer whose question had code attached. */
function wasAskedWithCode(shown: HTMLElement): boolean {
  let message = shown.closest("article")?.previousElementSibling;
  while (message && !message.classList.contains("user")) message = message.previousElementSibling;
  return Boolean(message?.querySelector(".sent-attachment"));
}

function runOnCode(action: CodeAction, shown: HTMLElement): void {
  const place = { key: keyOf(shown), block: placeOf(shown) };
  const language = languageId(shown.dataset["language"] ?? "");
  switch (action) {
    case "copy":
      post({ type: "copy-code", ...place });
      break;
    case "apply":
      post({ type: "apply-code", ...place });
      break;
    case "insert":
      post({ type: "insert-code", ...place });
      break;
    case "replace":
      post({ type: "replace-selection", ...place });
      break;
    case "compare":
      post({ type: "compare", ...place, language });
      break;
    case "new-file":
      post({ type: "new-file", ...place, language });
      break;
    case "run":
      post({ type: "run-in-terminal", ...place });
      break;
    case "wrap":
      shown.classList.toggle("wrapped");
  }
}

function keyOf(element: Element): string {
  return element.closest<HTMLElement>("article")?.dataset["key"] ?? "";
}

/** Which of the code blocks of its message it is, from 0. */
function placeOf(block: Element): number {
  const article = block.closest("article");
  return article ? Math.max(0, findAll(article, ".code").indexOf(block)) : 0;
}
