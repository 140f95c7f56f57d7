import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { replaceInEditor } from "../helpers/workbench/editor.ts";
import { expectNoKeys } from "../helpers/workbench/leaks.ts";
import { answerDialog, contextMenu } from "../helpers/workbench/menus.ts";
import { toast } from "../helpers/workbench/notifications.ts";
import { command, enterText, pick, quickInput } from "../helpers/workbench/palette.ts";
import { answer, ask, newSession } from "../helpers/workbench/chat.ts";
import { addSetting, closeSettings } from "../helpers/workbench/settings.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { closeEditors, expandRow, openView, treeRow } from "../helpers/workbench/views.ts";

describe("what a service manages besides chats", () => {
  // What only the first generations of the services' APIs have is here as well.
  const workbench = useWorkbench({ demoAccounts: true, isLegacy: true });
  const line = (page: Page, text: string): Locator =>
    page.locator(".view-line", { hasText: text }).first();

  it("a new API key is shown once, and copied", async () => {
    const { page } = workbench();
    await openView(page, "Parley");
    // Lists that are still loading would push the row away from under the pointer.
    for (const name of ["Harbor Docs", "Fernhill Handbook", "Plain chats"])
      await treeRow(page, name).waitFor();
    await contextMenu(page, treeRow(page, "API Keys"), "New…");
    await page.locator(".monaco-dialog-box").getByText("will not show it again").waitFor();
    await answerDialog(page, "Copy");
    await page.locator(".monaco-dialog-box").waitFor({ state: "detached" });
    await page.keyboard.press("F1");
    const input = quickInput(page).locator("input.input");
    await input.fill("");
    await input.press("ControlOrMeta+V");
    const apiKey = await input.inputValue();
    expect(apiKey).toMatch(/^apikeyv1_/);
    await input.press("Escape");
    await expandRow(page, "API Keys");
    await page.locator(".sidebar .monaco-list-row[aria-level='3']").first().waitFor();
    expectNoKeys(workbench().folder, [{ apiKey }]);
  });

  it("a persona is made, and becomes the chatbot's", async () => {
    const { page } = workbench();
    await expandRow(page, "Fernhill Handbook");
    await expandRow(page, "Behavior");
    await contextMenu(page, treeRow(page, "Personas"), "New…");
    for (const [member, text] of [
      ["title", "Sailor"],
      ["description", "Speaks like a sailor."],
      ["instructions", "Answer in the words of a sailor."],
    ] as const) {
      await quickInput(page).getByText(`${member}:`).waitFor();
      await enterText(page, text);
    }
    await page.locator(".tab.active", { hasText: "Sailor.json" }).waitFor();
    await line(page, '"instructions"').waitFor();
    await expandRow(page, "Personas");
    await contextMenu(page, treeRow(page, "Sailor"), "More Actions…");
    await page.locator(".statusbar").getByText("Done: Sailor").waitFor();
  });

  it("a long text is edited as Markdown from the title of its document", async () => {
    const { page } = workbench();
    await page.locator(".editor-actions").getByLabel("Edit Long Text as Markdown").click();
    await page.locator(".tab.active", { hasText: "Sailor (instructions).md" }).waitFor();
    await line(page, "Answer in the words of a sailor.").waitFor();
    await closeEditors(page);
  });

  it("the settings of two chatbots are compared, and copied with a look at the difference", async () => {
    const { page } = workbench();
    await expandRow(page, "Settings");
    await contextMenu(page, treeRow(page, "General Settings"), "Compare With Another Chatbot…");
    await pick(page, "Orchard Support");
    await page.locator(".tab.active", { hasText: "Orchard Support ↔ General Settings" }).waitFor();
    await page.locator(".monaco-diff-editor .line-insert, .line-delete").first().waitFor();
    await closeEditors(page);
    await contextMenu(page, treeRow(page, "General Settings"), "Copy to Another Chatbot…");
    await pick(page, "Orchard Support");
    await page.locator(".tab.active", { hasText: "Orchard Support" }).waitFor();
    await page.locator(".monaco-diff-editor .line-insert").first().waitFor();
    // Auto Save, which is on in a browser, sends nothing to a service. It comes a second after the change, and a
    // document that it saves is not reverted at the same time.
    await toast(page, "Auto Save does not send changes").waitFor();
    await command(page, "View: Revert and Close Editor");
    await command(page, "Notifications: Clear All Notifications");
    await closeEditors(page);
  });

  it("a save that the service refuses keeps the text, and says why on its line", async () => {
    const { page } = workbench();
    await treeRow(page, "Chat Mode").click();
    await line(page, '"chatMode"').click();
    await replaceInEditor(page, '"AI"', '"NOBODY"');
    await toast(page, "Auto Save does not send changes").waitFor();
    await page.keyboard.press("ControlOrMeta+S");
    await toast(page, "The service says").waitFor();
    expect(await page.locator(".tab.active.dirty").count()).toBe(1);
    await command(page, "Problems: Focus on Problems View");
    const problem = page.locator(".markers-panel .monaco-list-row", {
      hasText: "The service says",
    });
    await problem.first().waitFor();
    await command(page, "View: Hide Panel");
    await command(page, "View: Revert and Close Editor");
  });

  it("a session has details of its own", async () => {
    const { page } = workbench();
    const session = page.locator(".sidebar .monaco-list-row[aria-level='3']:not([aria-expanded])");
    const first = session.filter({ hasNotText: /apikey|^\d{4}-/ }).first();
    await contextMenu(page, first, "Open Session Details");
    await line(page, '"mode"').waitFor();
    await closeEditors(page);
  });

  it("what a service has given up is shown only to who wants it", async () => {
    const { page } = workbench();
    expect(await treeRow(page, "White-Label Brands").count()).toBe(0);
    await addSetting(page, "parley.showDeprecated", true);
    await treeRow(page, "White-Label Brands").waitFor();
    await closeSettings(page);
  });

  it("a follow-up is asked, an answer rated, and a human called", async () => {
    const { page } = workbench();
    const panel = await newSession(page, "Orchard Support", 1);
    await ask(panel, "How long does shipping take and what does it cost?");
    const firstAnswer = answer(panel);
    await firstAnswer.hover();
    await firstAnswer.getByRole("button", { name: "Good answer" }).click();
    await firstAnswer.locator('[aria-label="Good answer"][aria-pressed="true"]').waitFor();
    const followUp = panel
      .getByRole("group", { name: "Suggestions" })
      .getByRole("button", { name: /\?$/ })
      .first();
    await followUp.click();
    await panel.getByRole("article").nth(3).waitFor();
    await panel.getByRole("button", { name: "Send" }).waitFor();
    await panel.getByRole("button", { name: "Talk to a human" }).first().click();
    await panel.getByText("People answer here").waitFor();
    await panel.getByText("Mina Sørensen").first().waitFor();
    await closeEditors(page);
  });

  it("a session that waits for a human stands first and is counted, until a human replies", async () => {
    const { page } = workbench();
    await openView(page, "Parley");
    const panel = await newSession(page, "Orchard Support", 1);
    await ask(panel, "How do I return an order?");
    await panel.getByRole("button", { name: "Talk to a human" }).first().click();
    await panel.getByText("Mina Sørensen").first().waitFor();
    await ask(panel, "Are you still there?");
    const row = treeRow(page, "waits for a human");
    await row.waitFor();
    const index = Number(await row.getAttribute("data-index"));
    const above = page.locator(`.sidebar .monaco-list-row[data-index="${index - 1}"]`);
    expect(await above.textContent()).toContain("Orchard Support");
    const counted = page.locator(".activitybar").getByLabel("1 session waits for a human");
    await counted.first().waitFor();

    await command(page, "Parley: Reply as a Human…");
    await quickInput(page).getByText("Your name, as the visitor sees it").waitFor();
    await enterText(page, "Ada");
    await quickInput(page).getByText("Your reply to the visitor, as Ada").waitFor();
    await enterText(page, "I am, and your pears are on their way.");
    const reply = panel.locator("article.agent", { hasText: "your pears are on their way" });
    await reply.getByText("Ada").waitFor();
    await row.waitFor({ state: "detached" });
    await counted.first().waitFor({ state: "detached" });
    await closeEditors(page);
  });
});
