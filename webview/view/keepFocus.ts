/** What the keyboard has pressed, or what it may press next: whoever reads a message is in none of these. */
const controls = "button, vscode-button, input, vscode-dropdown";

/**
 * Draws; where that takes away the control that has the keyboard focus, `otherwise` says where it goes on. The browser
 * would begin at the top of the page.
 */
export function keepFocus(draw: () => void, otherwise: () => void): void {
  const focused = document.hasFocus() ? document.activeElement : null;
  draw();
  if (focused?.matches(controls) && !focused.isConnected) otherwise();
}
