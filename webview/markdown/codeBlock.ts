import { text } from "../text.ts";
import { iconElement, type IconName } from "../view/icons.ts";
import { highlight, isShell } from "./highlight.ts";

/** What a person can do with a code block. */
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

/** Replaces each `pre` of a fragment by a block with the language's name and its actions. */
export function dressCodeBlocks(root: ParentNode): void {
  for (const pre of root.querySelectorAll("pre")) {
    const code = pre.querySelector("code");
    if (!code) continue;
    const language = /language-(\S+)/.exec(code.className)?.[1] ?? "";
    const block = document.createElement("div");
    block.className = "code";
    // Code reads from left to right in any language.
    block.dir = "ltr";
    block.dataset["language"] = language;
    pre.replaceWith(block);
    block.append(createHeader(language), pre);
    pre.tabIndex = 0;
    pre.setAttribute("role", "region");
    pre.setAttribute("aria-label", text.codeIn(language));
  }
}

/** Colours the code blocks of a block that will not change any more. */
export function colourCodeBlocks(root: ParentNode): void {
  for (const block of root.querySelectorAll<HTMLElement>(".code")) {
    const code = block.querySelector<HTMLElement>("code");
    const language = block.dataset["language"];
    if (code && language) {
      // Uncoloured code is still code: a chunk that does not load is no failure to show.
      highlight(code, language).catch((error: unknown) =>
        console.warn("highlighting failed", error),
      );
    }
  }
}

/** Folds the long code blocks of a block; a button below them shows all. */
export function foldCodeBlocks(root: ParentNode): void {
  for (const block of root.querySelectorAll<HTMLElement>(".code")) {
    const lines = block.querySelector("code")?.textContent.trimEnd().split("\n").length ?? 0;
    if (lines <= longCode) continue;
    block.classList.add("folded");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "code-fold";
    button.dataset["codeAction"] = "unfold";
    button.textContent = text.showAll(lines);
    block.append(button);
  }
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
