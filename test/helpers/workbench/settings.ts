import type { Page } from "playwright-core";
import { replaceInEditor } from "./editor.ts";
import { command } from "./palette.ts";

/**
 * Adds to the user's settings, which hold accounts already, by hand: this editor does not watch their file. They stay
 * open, in front of everything, until `closeSettings`.
 */
export async function addSetting(page: Page, name: string, value: string | boolean): Promise<void> {
  await command(page, "Preferences: Open User Settings (JSON)");
  const accounts = '"parley.accounts"';
  await page.locator(".view-line", { hasText: accounts }).first().waitFor();
  await replaceInEditor(page, accounts, `"${name}": ${JSON.stringify(value)}, ${accounts}`);
  await page.keyboard.press("ControlOrMeta+S");
}

/** Closes the user's settings, once it is seen that what was added is saved. */
export async function closeSettings(page: Page): Promise<void> {
  const settings = page.locator(".monaco-modal-editor-block");
  await page.keyboard.press("Escape");
  await settings.waitFor({ state: "detached" });
}
