import type { Locator, Page } from "playwright-core";
import { command } from "./palette.ts";

/** A notification that contains the text, shown in its corner; use `notification` for a workbench under development. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.locator(".notification-toast", { hasText: text }).first();
}

/** Finds a notification in the list of all notifications, and opens that list if need be. */
export async function notification(page: Page, text: string | RegExp): Promise<Locator> {
  const center = page.locator(".notifications-center.visible");
  if (!(await center.isVisible())) await command(page, "Notifications: Show Notifications");
  const item = center.locator(".notification-list-item", { hasText: text }).first();
  await item.waitFor();
  return item;
}
