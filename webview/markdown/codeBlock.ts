import type { EditorUse } from "../../src/protocol/frames.ts";
import { text } from "../text.ts";
import { iconElement, type IconName } from "../view/icons.ts";
import { isShell } from "./highlight.ts";

/** What the user can do with a code block. */
export type CodeAction =
  | "copy"
  | "apply"
  | "insert"
  | "replace"
  | "compare"
  | "new-file"
  | "run"
  | "wrap";

const actions: Readonly<Record<CodeAction, { readonly label: string; readonly icon: IconName }>> = {
  copy: { label: text.copy, icon: "copy" },
  apply: { label: text.apply, icon: "apply" },
  insert: { label: text.insertAtCursor, icon: "insert" },
  run: { label: text.runInTerminal, icon: "terminal" },
  "new-file": { label: text.newFile, icon: "newFile" },
  replace: { label: text.replaceSelection, icon: "replace" },
  compare: { label: text.compare, icon: "compare" },
  wrap: { label: text.wrap, icon: "wrap" },
};

/** The actions that are buttons of their own; where no editor is open, the styles leave out what needs one. */
function mainActions(language: string): readonly CodeAction[] {
  return isShell(language) ? ["copy", "insert", "run"] : ["copy", "apply", "insert"];
}

/** What there is besides the buttons, and can be done now, with its label. */
export function moreActions(
  language: string,
  now: { readonly editor: EditorUse; readonly hasAttachment: boolean },
): readonly (readonly [CodeAction, string])[] {
  const main = mainActions(language);
  const canDo = (action: CodeAction): boolean => {
    if (main.includes(action)) return false;
    if (action === "run" || action === "apply") return false;
    if (action === "replace") return now.editor === "selection";
    if (action === "compare") return now.editor === "selection" || now.hasAttachment;
    return true;
  };
  return (Object.keys(actions) as CodeAction[])
    .filter(canDo)
    .map((action) => [action, actions[action].label]);
}

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

/** Shows all of a code block. */
export function unfoldCode(block: Element): void {
  block.classList.remove("folded");
  block.querySelector(".code-fold")?.remove();
}

function createHeader(language: string): HTMLElement {
  const header = document.createElement("div");
  header.className = "code-header";
  const name = document.createElement("span");
  name.className = "code-language";
  name.textContent = language;
  header.append(name);
  for (const action of mainActions(language)) {
    const { label, icon } = actions[action];
    const button = createButton(action, label, icon);
    if (action === "insert" || action === "apply") button.classList.add("needs-editor");
    if (action === "copy") button.dataset["copies"] = "";
    header.append(button);
  }
  const more = createButton("more", text.moreActions, "more");
  more.setAttribute("aria-haspopup", "menu");
  header.append(more);
  return header;
}

function createButton(action: CodeAction | "more", label: string, icon: IconName): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "icon-button";
  button.dataset["codeAction"] = action;
  button.title = label;
  button.setAttribute("aria-label", label);
  button.append(iconElement(icon));
  return button;
}
