import type { Locator, Page } from "playwright-core";

const patience = 30_000;

/** The quick input that is open: the palette, a quick pick or an input box. */
export function quickInput(page: Page): Locator {
  return page.locator(".quick-input-widget:visible");
}

/** A row of the quick pick that is open. */
export function quickPickRow(page: Page, text: string | RegExp): Locator {
  return quickInput(page).locator(".monaco-list-row", { hasText: text }).first();
}

/** Chooses a row of a quick pick. */
export async function pick(page: Page, text: string | RegExp): Promise<void> {
  await quickPickRow(page, text).click();
}

/** Types into an input box (or a quick pick's filter) and accepts it. */
export async function enterText(page: Page, text: string): Promise<void> {
  const input = quickInput(page).locator("input.input");
  await input.fill(text);
  await input.press("Enter");
}

/**
 * Runs a command by its full title ("Category: Title") from the palette. Both steps are tried again: a key press is
 * lost while a webview that is loading has the focus, and an extension that is starting adds its commands late.
 */
export async function command(page: Page, title: string): Promise<void> {
  const escaped = title.replaceAll(/[\\"]/g, String.raw`\$&`);
  // The name that a screen reader hears ends with the keybinding or "recently used".
  const row = page
    .locator(`.quick-input-list .monaco-list-row[aria-label="${escaped}"]`)
    .or(page.locator(`.quick-input-list .monaco-list-row[aria-label^="${escaped}, "]`))
    .first();
  const input = quickInput(page).locator("input.input");
  for (const end = Date.now() + patience; ;) {
    await page.keyboard.press("F1");
    let isAsked = false;
    try {
      await input.waitFor({ timeout: 1500 });
      await input.fill(`>${title}`);
      isAsked = true;
      await row.click({ timeout: 2500 });
      return;
    } catch (error) {
      // A busy page is late to say that it was clicked; the palette is closed by nothing else.
      if (isAsked && !(await input.isVisible())) return;
      if (Date.now() < end) continue;
      // What is left open would lie over what the next step clicks.
      await page.keyboard.press("Escape");
      throw error;
    }
  }
}

/** Reloads the window, and waits until the page is the new one. */
export async function reloadWindow(page: Page): Promise<void> {
  const loaded = page.waitForEvent("domcontentloaded", { timeout: patience });
  await command(page, "Developer: Reload Window");
  await loaded;
}
