import { describe, expect, it } from "vitest";
import { newSession } from "../helpers/workbench/chat.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { chatPanel, expandRow, openView } from "../helpers/workbench/views.ts";

const questions = 5000;
/** Far below what 10,000 messages would need, and above what 160 of the longest do. */
const maxElements = 20_000;

describe("a session of 10,000 messages", () => {
  const workbench = useWorkbench({ demoAccounts: true, longSession: questions });

  it("opens at its end, holds a bounded part in the page, and shows older ones as one scrolls up", async () => {
    const { page } = workbench();
    await openView(page, "Parley");
    await expandRow(page, "Harbor Docs");
    await page.locator(".sidebar .monaco-list-row", { hasText: "Session of" }).nth(1).click();
    const panel = chatPanel(page);
    await panel.locator("article", { hasText: `${questions}: ` }).waitFor();
    const elements = async (): Promise<number> => panel.locator("*").count();
    expect(await elements()).toBeLessThan(maxElements);
    const first = panel.locator("article").first();
    const before = await first.getAttribute("data-key");
    await panel.getByRole("log").hover();
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, -4000);
        return first.getAttribute("data-key");
      })
      .not.toBe(before);
    await panel.getByRole("log").press("ControlOrMeta+Home");
    await panel.locator("article.user", { hasText: /\b1: / }).waitFor();
    expect(await elements()).toBeLessThan(maxElements);
    expect(await panel.locator("article").count()).toBeLessThanOrEqual(160);
    await panel.getByRole("log").press("ControlOrMeta+f");
    await panel.getByRole("searchbox").fill("2500: ");
    await panel.locator("article.user", { hasText: "2500: " }).waitFor();
    await panel.getByRole("button", { name: "Jump to latest" }).click();
    await panel.locator("article.user", { hasText: `${questions}: ` }).waitFor();
    await newSession(page, "Code Mentor");
  });
});
