import { text } from "../text.ts";
import { iconElement, type IconName } from "../view/icons.ts";
import { isShell } from "./highlight.ts";

/** What the user can do with a code block. */
export type CodeAction = "copy" | "insert" | "replace" | "compare" | "new-file" | "run" | "wrap";

const actions: readonly (readonly [CodeAction, string, IconName])[] = [
  ["copy", text.copy, "copy"],
  ["insert", text.insertAtCursor, "insert"],
  ["replace", text.replaceSelection, "replace"],
  ["compare", text.compare, "compare"],
  ["new-file", text.newFile, "newFile"],
  ["run", text.runInTerminal, "terminal"],
  ["wrap", text.wrap, "wrap"],
];

/** Code of more lines is folded where it is shown complete. */
const longCode = 40;

/** An empty code block with the language's name and what can be done with it. */
export function createCodeBlock(language: string): {
  readonly block: HTMLElement;
  readonly code: HTMLElement;
} {
  const block = document.createElement("div");
  block.className = "code";
  // Code reads from left to right in any language.
  block.dir = "ltr";
  block.dataset["language"] = language;
  const pre = document.createElement("pre");
  pre.tabIndex = 0;
  pre.setAttribute("role", "region");
  pre.setAttribute("aria-label", text.codeIn(language));
  const code = document.createElement("code");
  pre.append(code);
  block.append(createHeader(language), pre);
  return { block, code };
}

/** Folds a code block that is long; a button below it shows all. */
export function foldCode(block: HTMLElement, lines: number): void {
  if (lines <= longCode || block.querySelector(".code-fold")) return;
  block.classList.add("folded");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "code-fold";
  button.dataset["codeAction"] = "unfold";
  button.textContent = text.showAll(lines);
  block.append(button);
}

function createHeader(language: string): HTMLElement {
  const header = document.createElement("div");
  header.className = "code-header";
  const name = document.createElement("span");
  name.className = "code-language";
  name.textContent = language;
  header.append(name);
  for (const [action, label, icon] of actions) {
    if (action === "run" && !isShell(language)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "icon-button";
    button.dataset["codeAction"] = action;
    button.title = label;
    button.setAttribute("aria-label", label);
    if (action === "wrap") button.setAttribute("aria-pressed", "false");
    button.append(iconElement(icon));
    header.append(button);
  }
  return header;
}
