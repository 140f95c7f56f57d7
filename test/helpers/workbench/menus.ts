import type { Locator, Page } from "playwright-core";

const patience = 30_000;

/**
 * Right-clicks the target and chooses an item of the menu by its text. A menu that closes before the click (something
 * else took the focus) is opened again.
 */
export async function contextMenu(page: Page, target: Locator, item: string): Promise<void> {
  const entry = page.locator(".monaco-menu .action-menu-item", { hasText: item }).first();
  for (const end = Date.now() + patience; ;) {
    if (!(await entry.isVisible())) await target.click({ button: "right" });
    try {
      // A menu ignores the button's release during its first 100 ms, so hold the button a little longer than that.
      await entry.click({ delay: 150, timeout: 3000 });
      await entry.waitFor({ state: "hidden", timeout: 1000 });
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      // A menu that lacks the item (what brings it is still loading) would be in the way of the next click.
      await page.keyboard.press("Escape");
    }
  }
}

/** Presses a button of the modal dialog that is open. */
export async function answerDialog(page: Page, button: string): Promise<void> {
  await page
    .locator(".monaco-dialog-box")
    .getByRole("button", { name: button, exact: true })
    .click();
}
