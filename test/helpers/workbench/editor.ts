import type { Page } from "playwright-core";

/** Replaces a text that is there once in the editor that has the focus, as the user does with the find widget. */
export async function replaceInEditor(page: Page, from: string, to: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+H");
  const widget = page.locator(".find-widget.visible");
  await widget.locator(".find-part textarea").fill(from);
  await widget.locator(".replace-part textarea").fill(to);
  await widget.getByText("1 of 1").waitFor();
  await page.keyboard.press("ControlOrMeta+Alt+Enter");
  // What else is open takes the first Escape.
  while (await widget.isVisible()) await page.keyboard.press("Escape");
}

/** Selects whole lines, counted from 1, from the first character to the end of the last. */
export async function selectLines(page: Page, first: number, last: number): Promise<void> {
  await page.keyboard.press("ControlOrMeta+Home");
  for (let line = 1; line < first; line += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  for (let line = first; line < last; line += 1) await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+End");
}
