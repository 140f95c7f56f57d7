import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { answer, composer } from "../helpers/workbench/chat.ts";
import { contextMenu } from "../helpers/workbench/menus.ts";
import { command, pick, quickInput } from "../helpers/workbench/palette.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { chatPanel, openFile } from "../helpers/workbench/views.ts";

const prices = [
  "/** Adds the tax. */",
  "export function withTax(price: number): number {",
  "  const rate = 0.19;",
  "  return price * (1 + rate);",
  "}",
  "",
].join("\n");

describe("asking about code", () => {
  const workbench = useWorkbench({ demoAccounts: true, files: { "src/prices.ts": prices } });

  it("from the palette: sends the selection as it was shown, and the answer speaks of it", async () => {
    const { page } = workbench();
    await openFile(page, "prices.ts");
    await selectLines(page, 2, 4);
    await command(page, "Parley: Ask Chatbot About Selection");
    await quickInput(page).getByText("Ask about the selection src/prices.ts:2–4").waitFor();
    await pick(page, /Code Mentor.*new session/);
    const panel = chatPanel(page);
    const attachment = panel.getByRole("listitem").filter({ hasText: "src/prices.ts" });
    await attachment.getByText("lines 2–4, 98 bytes").waitFor();
    await composer(panel).fill("What does this do?");
    await composer(panel).press("Enter");
    const question = panel.locator("article.user");
    await question.getByText("src/prices.ts, lines 2–4").click();
    await question.getByText("const rate = 0.19;").waitFor();
    await answer(panel).getByText("withTax").first().waitFor();
    await attachment.waitFor({ state: "detached" });
    await panel.getByRole("button", { name: "Send" }).waitFor();
    await command(page, "View: Close All Editors");
  });

  it("from the editor's context menu: the session that was used last comes first", async () => {
    const { page } = workbench();
    await openFile(page, "prices.ts");
    await selectLines(page, 3, 3);
    await contextMenu(
      page,
      page.locator(".view-line", { hasText: "rate = 0.19" }).first(),
      "Ask Chatbot About Selection",
    );
    const first = quickInput(page).locator(".monaco-list-row").first();
    await first.getByText("What does this do?").waitFor();
    await page.keyboard.press("Enter");
    const panel = chatPanel(page);
    await panel.getByText("line 3,").waitFor();
    await composer(panel).fill("Is that the right rate?");
    await composer(panel).press("Enter");
    await panel.getByRole("article").nth(3).waitFor();
    await panel.getByRole("button", { name: "Send" }).waitFor();
    expect(await panel.locator("article.user").count()).toBe(2);
    await command(page, "View: Close All Editors");
  });

  it("with nothing selected: says that it takes the symbol or the file, and shows exactly what is attached", async () => {
    const { page } = workbench();
    await command(page, "File: New Untitled Text File");
    await page.keyboard.type("just a note");
    await command(page, "Parley: Ask Chatbot About Selection");
    await quickInput(page).getByText("Nothing is selected. Ask about the whole file").waitFor();
    await pick(page, /Code Mentor.*new session/);
    const panel = chatPanel(page);
    await panel
      .getByRole("button", { name: /^Show attachment|Untitled-1/ })
      .first()
      .click();
    await page.locator(".tab", { hasText: "Attachment:" }).waitFor();
    await page.locator(".editor-instance .view-lines", { hasText: "just a note" }).nth(0).waitFor();
    await page.locator(".tab", { hasText: "Code Mentor" }).click();
    await chatPanel(page).getByRole("button", { name: "Remove Untitled-1" }).click();
    await chatPanel(page).getByRole("listitem").waitFor({ state: "detached" });
    await page.locator(".tab", { hasText: "Untitled-1" }).first().click();
    await command(page, "File: Revert File");
    await command(page, "View: Close All Editors");
  });
});

/** Selects whole lines, counted from 1, from the first character to the end of the last. */
async function selectLines(page: Page, first: number, last: number): Promise<void> {
  await page.keyboard.press("ControlOrMeta+Home");
  for (let line = 1; line < first; line += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  for (let line = first; line < last; line += 1) await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+End");
}
