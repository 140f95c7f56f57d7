import { html, nothing, type TemplateResult } from "lit";
import type { Recipe } from "../../src/core/model.ts";
import { icon, type IconName } from "../view/icons.ts";

/**
 * The panel's controls. The only file that knows Microsoft's UI toolkit, which is no longer developed: another set
 * of controls would change nothing else. Its elements are plain text until `loadControls` has run.
 */
export async function loadControls(): Promise<void> {
  const {
    provideVSCodeDesignSystem,
    vsCodeButton,
    vsCodeDropdown,
    vsCodeOption,
    vsCodeProgressRing,
  } = await import("@vscode/webview-ui-toolkit");
  for (const control of [vsCodeButton, vsCodeDropdown, vsCodeOption, vsCodeProgressRing]) {
    // All of them at once would keep the page from answering.
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    provideVSCodeDesignSystem().register(control());
  }
  // The toolkit reads VS Code's colours when the page has loaded, which it mostly has before this.
  if (document.readyState === "complete") window.dispatchEvent(new Event("load"));
}

/** A button with a text. */
export function button(options: {
  readonly label: string;
  readonly onClick: (event: MouseEvent) => void;
  readonly isSecondary?: boolean;
  readonly title?: string;
  readonly className?: string;
}): TemplateResult {
  return html`<vscode-button
    class=${options.className ?? nothing}
    appearance=${options.isSecondary ? "secondary" : "primary"}
    title=${options.title ?? nothing}
    @click=${options.onClick}
    >${options.label}</vscode-button
  >`;
}

/**
 * What a click does where something else stands in the button's place afterwards: the second click of a double-click is
 * meant for what was there before.
 */
export function firstClick(action: () => void): (event: MouseEvent) => void {
  return ({ detail }) => {
    if (detail < 2) action();
  };
}

/** A button with an icon. Native, because a transcript can hold thousands of them. */
export function iconButton(options: {
  readonly label: string;
  readonly icon: IconName;
  readonly onClick: (event: MouseEvent) => void;
  readonly isPressed?: boolean;
  /** True for one that copies something, and says so when it has. */
  readonly isCopy?: boolean;
  /** True for the one that most people want. */
  readonly isPrimary?: boolean;
}): TemplateResult {
  return html`<button
    type="button"
    class=${options.isPrimary ? "icon-button primary" : "icon-button"}
    title=${options.label}
    aria-label=${options.label}
    aria-pressed=${options.isPressed === undefined ? nothing : String(options.isPressed)}
    data-copies=${options.isCopy ? "" : nothing}
    @click=${options.onClick}
  >
    ${icon(options.icon)}
  </button>`;
}

/** A button that leads somewhere, and looks like it. */
export function linkButton(options: {
  readonly label: string;
  readonly onClick: () => void;
}): TemplateResult {
  return html`<button type="button" class="link-button" dir="auto" @click=${options.onClick}>
    ${options.label}
  </button>`;
}

/** A turning ring beside a text that says what is going on. */
export function progress(): TemplateResult {
  return html`<vscode-progress-ring aria-hidden="true"></vscode-progress-ring>`;
}

/** A list from which one recipe, or none, is chosen. */
export function recipeChooser(options: {
  readonly label: string;
  readonly none: string;
  readonly recipes: readonly Recipe[];
  readonly chosen: string | undefined;
  readonly onChoose: (recipeId: string | undefined) => void;
}): TemplateResult {
  const choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    options.onChoose(value === "" ? undefined : value);
  };
  return html`<label class="recipes">
    <span>${options.label}</span>
    <vscode-dropdown aria-label=${options.label} .value=${options.chosen ?? ""} @change=${choose}>
      <vscode-option value="">${options.none}</vscode-option>
      ${options.recipes.map(({ id, name }) => html`<vscode-option value=${id}>${name}</vscode-option>`)}
    </vscode-dropdown>
  </label>`;
}
