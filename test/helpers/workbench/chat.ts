import type { FrameLocator, Locator, Page } from "playwright-core";
import { toast } from "./notifications.ts";
import { command } from "./palette.ts";
import { chatbotRow, chatPanel, clickInRow } from "./views.ts";

/** The field in which a question is typed. */
export function composer(panel: FrameLocator): Locator {
  return panel.getByRole("textbox");
}

/** The last answer of a panel. */
export function answer(panel: FrameLocator): Locator {
  return panel.locator("article.assistant, article.agent").last();
}

/**
 * Starts a session with the button on a chatbot's row; gives its panel.
 * @param nth of several bots with that name
 * @param place of several panels side by side
 */
export async function newSession(
  page: Page,
  chatbot: string,
  nth = 0,
  place = 0,
): Promise<FrameLocator> {
  const row = chatbotRow(page, chatbot, nth);
  const panel = chatPanel(page, place);
  const begun = panel.getByRole("heading", { level: 1, name: chatbot });
  const lost = toast(page, "The list was being loaded");
  await clickInRow(page, row, "New Session");
  await begun.or(lost).waitFor();
  if (await lost.isVisible()) {
    // VS Code loses the rows of a tree that it draws anew; a user clicks once more.
    await command(page, "Notifications: Clear All Notifications");
    await clickInRow(page, row, "New Session");
  }
  // Until the new panel is there, the one before it is what can be seen.
  await begun.waitFor();
  await panel.locator("article").first().waitFor({ state: "detached" });
  await composer(panel).waitFor();
  return panel;
}

/** Chooses what stands in the menu of the first code block. */
export async function chooseForCode(
  panel: FrameLocator,
  role: "menuitem" | "menuitemcheckbox",
  name: string,
): Promise<void> {
  await panel.getByRole("button", { name: "More actions" }).first().click();
  await panel.getByRole(role, { name }).click();
}

/** Types a question and sends it with Enter. */
export async function ask(panel: FrameLocator, question: string): Promise<void> {
  await composer(panel).fill(question);
  await composer(panel).press("Enter");
}
