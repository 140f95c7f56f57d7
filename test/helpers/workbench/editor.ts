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
