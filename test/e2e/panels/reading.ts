import type { FrameLocator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { answer, ask, chooseForCode, composer, newSession } from "../../helpers/workbench/chat.ts";
import { contextMenu } from "../../helpers/workbench/menus.ts";
import { command, reloadWindow } from "../../helpers/workbench/palette.ts";
import type { ParleyWorkbench } from "../../helpers/workbench/useWorkbench.ts";
import {
  closeEditors,
  chatPanel,
  expandRow,
  openFile,
  openView,
  shownSource,
  treeRow,
} from "../../helpers/workbench/views.ts";

/** How many the long session of the first bot has. */
export const questions = 5000;
/** Far below what 10,000 messages would need, and above what 160 of the longest do. */
const maxElements = 20_000;

/** The files of the workspace that it needs. */
export const readingFiles = { "notes.txt": "first line\nsecond line\n" };

export function testReading(workbench: () => ParleyWorkbench): void {
  describe("reading", () => {
    it("opens a session of 10,000 messages at its end, holds a bounded part in the page, and shows older ones as one scrolls up", async () => {
      const { page } = workbench();
      await openView(page, "Parley");
      await expandRow(page, "Harbor Docs");
      // It is called after its first question as soon as that was read.
      await treeRow(page, /^1: /).click();
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
      await closeEditors(page);
    });

    it("finds text in all messages, counts it and goes from match to match", async () => {
      const { page } = workbench();
      await openView(page, "Parley");
      const panel = await newSession(page, "Harbor Docs");
      await ask(panel, "How do I verify\na webhook signature?");
      await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
      await composer(panel).press("ControlOrMeta+f");
      const field = panel.getByRole("searchbox", { name: "Find in chat" });
      await expect
        .poll(async () => field.evaluate((one) => one === document.activeElement))
        .toBe(true);
      await page.keyboard.type("signature");
      const count = panel.getByRole("search").getByRole("status");
      // The reader is at the end, so the last match is the nearest.
      await count.getByText(/^(\d+) of \1$/).waitFor();
      const total = Number((await count.innerText()).split(" ").at(-1));
      expect(total).toBeGreaterThan(2);
      expect(await marked(page)).toBe(total);
      await field.press("Enter");
      await count.getByText(`1 of ${total}`).waitFor();
      await field.press("Shift+Enter");
      await field.press("Shift+Enter");
      await count.getByText(`${total - 1} of ${total}`).waitFor();
      await field.fill("no such words");
      await count.getByText("No results").waitFor();
      await field.press("Escape");
      await field.waitFor({ state: "detached" });
      expect(await marked(page)).toBe(0);
      await panel.getByRole("log").press("ControlOrMeta+a");
      const selection = async () => panel.locator("body").evaluate(() => String(getSelection()));
      await expect.poll(selection).toContain("Verifying webhook signatures");
      expect(await selection()).toContain("How do I verify\na webhook signature?");
      expect(await selection()).not.toMatch(/Jump to latest|Ask Harbor Docs|python/);
      await closeEditors(page);
    });

    it("keeps of an answer of 1 MB only what is near in the page", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Harbor Docs");
      await ask(panel, "#fault:huge How do I verify a webhook signature?");
      await answer(panel).getByRole("region", { name: "Sources" }).waitFor({ timeout: 60_000 });
      const distant = panel.getByRole("note", { name: "Part of a long answer" });
      await expect.poll(async () => distant.count()).toBeGreaterThan(50);
      expect(await panel.locator("*").count()).toBeLessThan(maxElements);
      await panel.getByRole("log").press("ControlOrMeta+Home");
      await panel.getByRole("button", { name: "Jump to latest" }).waitFor();
      await expect
        .poll(async () => answer(panel).locator(".block-group").first().getAttribute("role"))
        .toBeNull();
      expect(await distant.count()).toBeGreaterThan(50);
      await closeEditors(page);
    });

    it("leads from a chip to the passage that it cites, rendered in its hover and, by the context menu, beside the chat", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Incident Archive");
      await ask(panel, "How do I fail over the database?");
      const chip = answer(panel).getByRole("button", { name: "Source 1: on-call-runbook.pdf" });
      await chip.focus();
      await panel.getByRole("tooltip").getByText("Promote the replica").waitFor();
      await contextMenu(page, chip, "Open Source");
      await page.locator(".tab", { hasText: "on-call-runbook.pdf" }).waitFor();
      await shownSource(page, "Promote the replica").waitFor();
      await closeEditors(page);
    });

    it("says quietly when a chatbot that can cite has cited nothing", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Incident Archive");
      await ask(panel, "zzz qqq xxx");
      await answer(panel).getByText("The answer cites no sources.").waitFor();
      await closeEditors(page);
    });

    it("goes from message to message by keys, and lets go of the end when one scrolls up", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Harbor Docs");
      await ask(panel, "How do I verify a webhook signature?");
      await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
      await ask(panel, "#fault:slow What are the rate limits of each plan?");
      await panel.getByRole("button", { name: "Stop" }).waitFor();
      await composer(panel).press("Alt+ArrowUp");
      await page.keyboard.press("Alt+ArrowUp");
      await expect.poll(async () => focusedText(page)).toContain("What are the rate limits");
      await page.keyboard.press("Alt+ArrowUp");
      await expect.poll(async () => focusedText(page)).toContain("Verifying webhook signatures");
      const jump = panel.getByRole("button", { name: /Jump to latest|new message/ });
      await panel.getByRole("log").hover();
      await page.mouse.wheel(0, -2000);
      await jump.waitFor();
      await jump.click();
      await jump.waitFor({ state: "hidden" });
      await panel.getByRole("button", { name: "Stop" }).click();
      await answer(panel).getByText("Stopped.").waitFor();
      await panel.getByRole("log").press("ControlOrMeta+Home");
      await jump.waitFor();
      await closeEditors(page);
    });

    it("replaces the selection, compares with it, wraps and runs code", async () => {
      const { page } = workbench();
      await openFile(page, "notes.txt");
      await page.keyboard.press("ControlOrMeta+Home");
      await page.keyboard.press("Shift+End");
      const panel = await newSession(page, "Incident Archive");
      await ask(panel, "How do I fail over the database?");
      await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
      await chooseForCode(panel, "menuitemcheckbox", "Wrap lines");
      await panel.locator(".code.wrapped").waitFor();
      await panel.getByRole("button", { name: "More actions" }).press("Enter");
      await panel.getByRole("menu").press("End");
      expect(await focusedText(page)).toBe("Wrap lines");
      await page.keyboard.press("Escape");
      await panel.getByRole("menu").waitFor({ state: "hidden" });
      await chooseForCode(panel, "menuitem", "Compare");
      await page.locator(".tab", { hasText: "notes.txt ↔ answer" }).waitFor();
      await page.locator(".tab", { hasText: "fail over" }).click();
      await chooseForCode(chatPanel(page), "menuitem", "Replace selection");
      const editor = page.locator(".editor-instance .view-lines", { hasText: "second line" });
      await editor.getByText("lanternctl db promote").first().waitFor();
      expect(await editor.innerText()).not.toContain("first");
      await page.locator(".tab", { hasText: "fail over" }).click();
      await chatPanel(page).getByRole("button", { name: "Run in terminal" }).click();
      await page.locator(".terminal-wrapper.active").waitFor();
      await command(page, "Terminal: Kill All Terminals");
      await page.locator(".tab", { hasText: "notes.txt" }).first().click();
      await command(page, "File: Revert File");
      await closeEditors(page);
    });

    it("loses nothing when the window is reloaded while an answer arrives", async () => {
      const { page } = workbench();
      const question = "#fault:slow How do I retry a failed delivery?";
      const panel = await newSession(page, "Harbor Docs");
      await ask(panel, question);
      const reply = answer(panel).locator("parley-markdown");
      await expect.poll(async () => reply.innerText(), { timeout: 20_000 }).toMatch(/\S{3}/);
      await reloadWindow(page);
      await page.locator(".tab", { hasText: "retry a failed" }).waitFor();
      const restored = chatPanel(page);
      await restored.locator("article.user", { hasText: question }).waitFor();
      // The service goes on without the window, and its answer is fetched when it is stored.
      await answer(restored).getByRole("region", { name: "Sources" }).waitFor();
      expect(await restored.getByRole("article").count()).toBe(2);
      const found = await bodyOf(restored);
      await closeEditors(page);
      const undisturbed = await newSession(page, "Harbor Docs");
      await ask(undisturbed, "How do I retry a failed delivery?");
      await answer(undisturbed).getByRole("region", { name: "Sources" }).waitFor();
      expect(found).toBe(await bodyOf(undisturbed));
      await closeEditors(page);
    });

    it("streams in two panels at once", async () => {
      const { page } = workbench();
      const first = await newSession(page, "Harbor Docs");
      await ask(first, "#fault:slow How do I verify a webhook signature?");
      await command(page, "View: Split Editor Right");
      const second = await newSession(page, "Incident Archive", 0, 1);
      await ask(second, "#fault:slow How do I fail over the database?");
      await answer(first).getByText("Verifying").first().waitFor();
      await answer(second).getByText("Database failover").waitFor();
      expect(await first.getByRole("button", { name: "Stop" }).isVisible()).toBe(true);
      expect(await second.getByRole("button", { name: "Stop" }).isVisible()).toBe(true);
      await first.getByRole("button", { name: "Stop" }).click();
      await answer(first).getByText("Stopped.").waitFor();
      expect(await answer(second).getByText("Stopped.").count()).toBe(0);
      await closeEditors(page);
      await treeRow(page, "Incident Archive").waitFor();
    });

    it("shows a chat in the side bar, where the next one opens too, and back in the editors", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Plain chats");
      await ask(panel, "Say hello");
      await panel.getByRole("button", { name: "Send" }).waitFor();
      await command(page, "Parley: Move Chat to the Side Bar");
      await page.locator(".tab", { hasText: "Say hello" }).waitFor({ state: "detached" });
      await chatPanel(page).locator("article.user", { hasText: "Say hello" }).waitFor();
      await command(page, "Parley: Move Chat to the Editor Area");
      await page.locator(".tab", { hasText: "Say hello" }).waitFor();
      await chatPanel(page).locator("article.user", { hasText: "Say hello" }).waitFor();
      await closeEditors(page);
    });
  });
}

async function marked(page: Page): Promise<number> {
  return chatPanel(page)
    .locator("body")
    .evaluate(() =>
      ["find", "find-current"]
        .map((name) => CSS.highlights.get(name)?.size ?? 0)
        .reduce((sum, size) => sum + size, 0),
    );
}

/** The last answer without its first words, which are others each time. */
async function bodyOf(panel: FrameLocator): Promise<string> {
  const text = await answer(panel).locator("parley-markdown").innerText();
  return text.slice(text.indexOf("\n"));
}

async function focusedText(page: Page): Promise<string> {
  return chatPanel(page)
    .locator("body")
    .evaluate(() => document.activeElement?.textContent ?? "");
}
