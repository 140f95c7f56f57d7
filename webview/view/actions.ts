import { post } from "../host.ts";
import type { CodeAction } from "../markdown/codeBlock.ts";
import { languageId } from "../markdown/highlight.ts";

/**
 * Clicks on what Markdown made: chips, links and the buttons of code blocks are plain nodes without listeners of
 * their own, so one listener on the transcript serves them all.
 */
export function handleTranscriptClick(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : undefined;
  if (!target) return;
  const link = target.closest<HTMLAnchorElement>("a[href]");
  const codeButton = target.closest<HTMLElement>("[data-code-action]");
  const chip = target.closest<HTMLElement>("[data-source]");
  if (link) {
    event.preventDefault();
    post({ type: "open-link", url: link.href, label: link.textContent.slice(0, 1000) });
  } else if (codeButton) {
    runCodeAction(codeButton);
  } else if (chip) {
    const sourceId = chip.dataset["source"];
    if (sourceId !== undefined) post({ type: "open-source", key: keyOf(chip), sourceId });
  }
}

function runCodeAction(button: HTMLElement): void {
  const shown = button.closest<HTMLElement>(".code");
  const place = { key: keyOf(button), block: placeOf(shown) };
  const language = languageId(shown?.dataset["language"] ?? "");
  switch (button.dataset["codeAction"] as CodeAction | "unfold") {
    case "copy":
      post({ type: "copy-code", ...place });
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
    case "wrap": {
      const wraps = shown?.classList.toggle("wrapped") ?? false;
      button.setAttribute("aria-pressed", String(wraps));
      break;
    }
    case "unfold":
      shown?.classList.remove("folded");
      shown?.querySelector("pre")?.focus();
      button.remove();
  }
}

function keyOf(element: Element): string {
  return element.closest<HTMLElement>("article")?.dataset["key"] ?? "";
}

/** Which of the code blocks of its message it is, from 0. */
function placeOf(block: Element | null): number {
  const blocks = [...(block?.closest("article")?.querySelectorAll(".code") ?? [])];
  return Math.max(0, block ? blocks.indexOf(block) : 0);
}
