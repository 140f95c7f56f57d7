import type { Locator, Page } from "playwright-core";
import { command } from "./palette.ts";

/** The Chat view of VS Code. */
export function chatView(page: Page): Locator {
  return page.locator(".interactive-session");
}

/** The last answer in it. */
export function lastAnswer(page: Page): Locator {
  return chatView(page).locator(".interactive-response").last();
}

/** The button that lets an agent do what is asked for. */
export function allowButton(page: Page): Locator {
  return chatView(page)
    .getByRole("button", { name: /^Allow this tool/ })
    .first();
}

/** Asks there; what it is attached or set to stays. */
export async function askInChatView(page: Page, question: string): Promise<void> {
  await chatView(page).locator(".interactive-input-editor .monaco-editor").first().click();
  await page.keyboard.type(question);
  // A list of names may stand open, which takes the first Enter.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
}

/**
 * Opens it and lets VS Code's own agent run a tool for the first time. That agent needs no account once the list of
 * models was opened, and some seconds; until then it asks for one.
 */
export async function askAgentFirst(page: Page, question: string): Promise<void> {
  await command(page, "Chat: Manage Language Models");
  const models = page.locator(".models-widget");
  await models.getByText("Demo model").first().waitFor();
  // It has the keyboard a little later than it is there.
  for (let attempt = 1; await models.isVisible(); attempt += 1) {
    await page.keyboard.press("Escape");
    try {
      await models.waitFor({ state: "detached", timeout: 2000 });
    } catch (error) {
      if (attempt === 10) throw error;
    }
  }
  await command(page, "Chat: Open Chat");
  const signIn = page.getByText("Sign in to use GitHub Copilot");
  for (;;) {
    await askInChatView(page, question);
    await signIn.or(allowButton(page)).first().waitFor();
    if (await allowButton(page).isVisible()) return;
    await page.keyboard.press("Escape");
    await signIn.waitFor({ state: "detached" });
  }
}
