import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  command,
  enterText,
  quickInput,
  quickPickRow,
  reloadWindow,
} from "../../helpers/workbench/palette.ts";
import { contextMenu } from "../../helpers/workbench/menus.ts";
import { toast } from "../../helpers/workbench/notifications.ts";
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
import { ask, answer, chooseForCode, composer, newSession } from "../../helpers/workbench/chat.ts";

/** The files of the workspace that it needs. */
export const chatFiles = { "notes.txt": "first line\n\nlast line\n" };

export function testChat(workbench: () => ParleyWorkbench): void {
  describe("a chat", () => {
    it("has its chatbots below an account for each service", async () => {
      const { page, simulator } = workbench();
      expect(simulator.accounts.length).toBeGreaterThan(0);
      await openView(page, "Parley");
      for (const { label } of simulator.accounts) await treeRow(page, label).waitFor();
    });

    it("is begun by the button in the title of the tree, whichever row has the focus", async () => {
      const { page } = workbench();
      const button = page.locator(".sidebar .title-actions a[aria-label='New Session']");
      for (const key of ["Home", "ArrowDown"]) {
        await page.locator(".sidebar .monaco-list").first().press(key);
        await treeRow(page, "Code Mentor").hover();
        await button.click();
        await quickPickRow(page, "Orchard Support").waitFor();
        await page.keyboard.press("Escape");
        await quickInput(page).waitFor({ state: "hidden" });
      }
    });

    it("opens with a click on its chatbot's row, and an empty one leads to the sessions before", async () => {
      const { page } = workbench();
      const row = treeRow(page, "Incident Archive");
      await row.click();
      await chatPanel(page).locator("article.user").first().waitFor();
      await closeEditors(page);
      const panel = await newSession(page, "Incident Archive");
      await panel.getByRole("heading", { level: 2, name: "Incident Archive" }).waitFor();
      await panel.getByText("CRBNai", { exact: true }).waitFor();
      await panel
        .getByRole("list", { name: "Recent sessions" })
        .getByRole("button")
        .first()
        .click();
      await chatPanel(page).locator("article.user").first().waitFor();
      await closeEditors(page);
    });

    it.each([
      {
        bot: "Harbor Docs",
        question: "How do I verify a webhook signature?",
        streams: true,
        says: "timingSafeEqual",
        source: "Webhooks",
      },
      {
        bot: "Fernhill Handbook",
        question: "Which expenses does Fernhill pay back?",
        streams: false,
        says: "Train tickets",
        source: "expenses",
      },
      {
        bot: "Incident Archive",
        question: "How do I fail over the database?",
        streams: true,
        says: "lanternctl db promote",
        source: "on-call-runbook.pdf",
      },
    ])("$bot answers, with its sources", async ({ bot, question, streams, says, source }) => {
      const { page } = workbench();
      await openView(page, "Parley");
      const panel = await newSession(page, bot);
      await watchAnswer(panel);
      await ask(panel, question);
      const reply = answer(panel);
      await reply.getByText(says).first().waitFor();
      await reply.getByRole("region", { name: "Sources" }).getByText(source).first().waitFor();
      await panel.getByRole("button", { name: "Send" }).waitFor();
      const lengths = await seenLengths(panel);
      // Streaming means that a reader saw the answer grow.
      if (streams) expect(lengths.length).toBeGreaterThan(5);
      else expect(lengths.length).toBeLessThanOrEqual(2);
      await expandRow(page, bot);
      await treeRow(page, question).waitFor();
      await closeEditors(page);
    });

    it("stops: the connection is closed, what had arrived stays, and Retry asks again", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Harbor Docs");
      await ask(panel, "#fault:stall How do I verify a webhook signature?");
      await answer(panel).getByText("Verifying webhook signatures").waitFor();
      await panel.getByRole("button", { name: "Stop" }).click();
      await answer(panel).getByText("Stopped.").waitFor();
      await answer(panel).getByText("Verifying webhook signatures").waitFor();
      await panel.getByRole("button", { name: "Retry" }).click();
      await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
      expect(await panel.getByRole("article").count()).toBe(2);
      await closeEditors(page);
    });

    it("says a failure in place and keeps the question, and finds an answer that was lost on its way", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Harbor Docs");
      const refused = "#fault:forbidden Who may rotate a key?";
      await ask(panel, refused);
      const failure = panel.getByRole("alert");
      await failure.getByRole("button", { name: "Retry" }).waitFor();
      await panel.locator("article.user", { hasText: refused }).waitFor();
      await ask(panel, "#fault:cut How do I verify a webhook signature?");
      // The service had stored the whole answer: it is read back, and not asked for twice.
      await answer(panel).getByText("timingSafeEqual").first().waitFor();
      await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
      await answer(panel).getByRole("alert").waitFor({ state: "detached" });
      expect(await panel.getByRole("article").count()).toBe(4);
      await closeEditors(page);
    });

    it("goes on while its panel is closed, and is there when it comes back, marked unread until then", async () => {
      const { page } = workbench();
      const question = "#fault:slow What are the rate limits of each plan?";
      const panel = await newSession(page, "Harbor Docs");
      await ask(panel, question);
      await answer(panel).getByText("Rate limits").waitFor();
      await page.keyboard.press("ControlOrMeta+W");
      await expandRow(page, "Harbor Docs");
      await page.getByRole("treeitem", { name: `${question}, unread answer` }).waitFor();
      await treeRow(page, question).click();
      await answer(chatPanel(page)).getByRole("table").waitFor();
      await page
        .getByRole("treeitem", { name: `${question}, unread answer` })
        .waitFor({ state: "detached" });
      await closeEditors(page);
    });

    it("applies code: shows the changed file beside the file, and changes that when it is kept", async () => {
      const { page } = workbench();
      await openFile(page, "notes.txt");
      const panel = await newSession(page, "Harbor Docs");
      await ask(panel, "How do I verify a webhook signature?");
      await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
      await panel.getByRole("button", { name: "Apply in editor" }).first().click();
      await page.locator(".tab.active", { hasText: "notes.txt (proposed change)" }).waitFor();
      await page.locator(".monaco-diff-editor .line-insert").first().waitFor();
      expect(await page.locator(".tab.dirty").count()).toBe(0);
      await page.locator(".editor-actions").getByLabel("Keep Proposed Change").first().click();
      await page.locator(".tab", { hasText: "proposed change" }).waitFor({ state: "detached" });
      const file = page.locator(".editor-instance .view-lines", { hasText: "first line" });
      await file.getByText("timingSafeEqual").first().waitFor();
      await page.keyboard.press("ControlOrMeta+Z");
      await file.getByText("timingSafeEqual").first().waitFor({ state: "detached" });
      // Auto Save, which is on in a browser, has saved it in between.
      await command(page, "File: Save");
      await closeEditors(page);
    });

    it("inserts code at the cursor and opens it as a new file", async () => {
      const { page } = workbench();
      await openFile(page, "notes.txt");
      await page.keyboard.press("ArrowDown");
      const panel = await newSession(page, "Incident Archive");
      await ask(panel, "How do I fail over the database?");
      const code = answer(panel).getByRole("region", { name: "Code, bash" });
      await code.waitFor();
      await panel.getByRole("button", { name: "Send" }).waitFor();
      await panel.getByRole("button", { name: "Insert at cursor" }).click();
      const editor = page.locator(".editor-instance .view-lines").first();
      await editor.getByText("lanternctl db status").waitFor();
      // The editor draws spaces as no-break spaces.
      expect((await editor.innerText()).replaceAll("\u00A0", " ")).toMatch(
        /^first line\s+lanternctl db status/,
      );
      await page.locator(".tab", { hasText: "fail over" }).click();
      await chooseForCode(chatPanel(page), "menuitem", "New file");
      await page
        .locator(".tab", { hasText: /^Untitled|lanternctl/ })
        .first()
        .waitFor();
      await command(page, "File: Revert File");
      await closeEditors(page);
      await page.getByRole("button", { name: "Don't Save" }).click();
    });

    it("opens the passage that a source cites", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Incident Archive");
      await ask(panel, "How do I fail over the database?");
      await answer(panel).getByRole("button", { name: "Source 1: on-call-runbook.pdf" }).click();
      await page.locator(".tab", { hasText: "on-call-runbook.pdf" }).waitFor();
      await shownSource(page, "Promote the replica").waitFor();
      await closeEditors(page);
    });

    it("survives a reload of the window with its history, its draft and a correction", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Fernhill Handbook");
      await ask(panel, "How many days of holiday do I have?");
      await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
      await answer(panel).hover();
      await answer(panel).getByRole("button", { name: "Correct the answer" }).click();
      await sendCorrection(page).waitFor();
      await composer(panel).fill("half a question");
      // Nobody reloads within a third of a second after typing, and this editor waits for nothing when it ends.
      await expect.poll(() => isWrittenDown(workbench().folder, "half a question")).toBe(true);
      await reloadWindow(page);
      await page.locator(".tab", { hasText: "holiday" }).waitFor();
      const restored = chatPanel(page);
      await answer(restored).getByRole("region", { name: "Sources" }).waitFor();
      await expect.poll(async () => composer(restored).inputValue()).toBe("half a question");
      await composer(restored).fill("");
      // VS Code at times opens what was never saved in two groups.
      await page.locator(".tab", { hasText: "# How many days" }).last().click();
      await sendCorrection(page).waitFor();
      await command(page, "View: Revert and Close Editor");
      await closeEditors(page);
    });

    it("is deleted from the tree after asking", async ({ task }) => {
      const { page } = workbench();
      // A second attempt must not take the session of the first one for its own.
      const attempt = 1 + (task.result?.retryCount ?? 0);
      const question = `Which scopes can key ${attempt} have?`;
      const panel = await newSession(page, "Harbor Docs");
      await ask(panel, question);
      await panel.getByRole("button", { name: "Send" }).waitFor();
      await expandRow(page, "Harbor Docs");
      const dialog = page.locator(".monaco-dialog-box").getByText("Delete this session?");
      const lost = toast(page, "The list was being loaded");
      await contextMenu(page, treeRow(page, question), "Delete Session");
      await dialog.or(lost).first().waitFor();
      if (await lost.isVisible()) {
        // The answer has just ended: VS Code loses the rows of a tree that it draws anew. A user chooses once more.
        await command(page, "Notifications: Clear All Notifications");
        await contextMenu(page, treeRow(page, question), "Delete Session");
      }
      await dialog.waitFor();
      await page.locator(".monaco-dialog-box").getByRole("button", { name: "Delete" }).click();
      await treeRow(page, question).waitFor({ state: "detached" });
      await page.locator(".tab", { hasText: question }).waitFor({ state: "detached" });
    });

    it("is found by the filter", async () => {
      const { page } = workbench();
      await command(page, "Parley: Filter Chatbots and Sessions…");
      await enterText(page, "fernhill");
      await treeRow(page, "Harbor Docs").waitFor({ state: "detached" });
      await treeRow(page, "Fernhill Handbook").waitFor();
      await command(page, "Parley: Clear Filter");
      await treeRow(page, "Harbor Docs").waitFor();
    });
  });
}

/** The button of a correction's editor. */
function sendCorrection(page: Page): Locator {
  return page
    .locator(".editor-actions")
    .getByRole("button", { name: "Send Correction to Chatbot" });
}

/** True when a session's file holds a text. */
function isWrittenDown(folder: string, text: string): boolean {
  const sessions = join(folder, "data/User/globalStorage/parley.parley/sessions");
  return readdirSync(sessions, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .some((name) => readFileSync(join(sessions, name), "utf8").includes(text));
}

/** Notes every length that the answer has had on the screen. */
async function watchAnswer(panel: FrameLocator): Promise<void> {
  await panel.locator("body").evaluate((body) => {
    const lengths: number[] = [];
    (window as unknown as { lengths: number[] }).lengths = lengths;
    new MutationObserver(() => {
      const length =
        body.querySelector("article.assistant parley-markdown")?.textContent.length ?? 0;
      if (length > 0 && length !== lengths.at(-1)) lengths.push(length);
    }).observe(body, { subtree: true, childList: true, characterData: true });
  });
}

async function seenLengths(panel: FrameLocator): Promise<readonly number[]> {
  return panel.locator("body").evaluate(() => (window as unknown as { lengths: number[] }).lengths);
}
