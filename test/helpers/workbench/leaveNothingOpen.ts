import type { Page } from "playwright-core";
import { closeEditors } from "./views.ts";

/**
 * Closes what a test that has failed left open, other windows too, so that neither its second attempt nor the tests
 * behind it meet that. Never throws: what cannot be closed is their failure.
 */
export async function leaveNothingOpen(page: Page): Promise<void> {
  try {
    for (const other of page.context().pages()) if (other !== page) await other.close();
    await discard(page);
    await closeEditors(page);
    await discard(page);
  } catch (error) {
    console.error(`  [left open] ${String(error)}`);
  }
}

/** Answers a question, such as whether to save, and closes menus and the palette. */
async function discard(page: Page): Promise<void> {
  const dialog = page.locator(".monaco-dialog-box");
  const refusal = dialog.getByRole("button", { name: /^(Don't Save|Cancel)$/ }).first();
  if (await dialog.isVisible()) await refusal.click();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("Escape");
}
