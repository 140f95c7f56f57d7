import { post } from "../host.ts";
import type { CodeAction } from "../markdown/codeBlock.ts";
import { readCode } from "../markdown/codeText.ts";
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
  const block = button.closest<HTMLElement>(".code");
  const text = codeIn(block);
  const language = languageId(block?.dataset["language"] ?? "");
  switch (button.dataset["codeAction"] as CodeAction | "unfold") {
    case "copy":
      post({ type: "copy", text });
      break;
    case "insert":
      post({ type: "insert-code", text });
      break;
    case "replace":
      post({ type: "replace-selection", text });
      break;
    case "compare":
      post({ type: "compare", key: keyOf(button), text, language });
      break;
    case "new-file":
      post({ type: "new-file", text, language });
      break;
    case "run":
      post({ type: "run-in-terminal", text });
      break;
    case "wrap": {
      const wraps = block?.classList.toggle("wrapped") ?? false;
      button.setAttribute("aria-pressed", String(wraps));
      break;
    }
    case "unfold":
      block?.classList.remove("folded");
      block?.querySelector("pre")?.focus();
      button.remove();
  }
}

function keyOf(element: Element): string {
  return element.closest<HTMLElement>("article")?.dataset["key"] ?? "";
}

function codeIn(block: Element | null): string {
  const code = block?.querySelector("code");
  return code ? readCode(code) : "";
}
