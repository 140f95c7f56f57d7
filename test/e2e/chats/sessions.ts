import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { answer, ask, composer, newSession } from "../../helpers/workbench/chat.ts";
import { answerDialog, contextMenu } from "../../helpers/workbench/menus.ts";
import {
  command,
  enterText,
  pick,
  quickInput,
  quickPickRow,
  reloadWindow,
} from "../../helpers/workbench/palette.ts";
import type { ParleyWorkbench } from "../../helpers/workbench/useWorkbench.ts";
import {
  chatbotRow,
  closeEditors,
  chatPanel,
  expandRow,
  openView,
  treeRow,
} from "../../helpers/workbench/views.ts";

const question = "How do I retry a failed delivery?";

export function testSessions(workbench: () => ParleyWorkbench): void {
  describe("a session in the tree", () => {
    const item = (page: Page, name: string | RegExp): Locator =>
      page.locator(".sidebar").getByRole("treeitem", { name });

    it("is selected while its chat has the focus, and F2 renames it, in its tab too", async () => {
      const { page } = workbench();
      await openView(page, "Parley");
      const panel = await newSession(page, "Harbor Docs");
      await ask(panel, question);
      await panel.getByRole("button", { name: "Send" }).waitFor();
      const row = treeRow(page, question);
      await expect.poll(async () => row.getAttribute("aria-selected")).toBe("true");
      // Revealing it has left the keyboard where it was.
      await panel.locator(":focus").waitFor();
      await command(page, "Parley: Focus on Chatbots View");
      await page.keyboard.press("F2");
      await quickInput(page).getByText("Session name").waitFor();
      expect(await quickInput(page).locator("input.input").inputValue()).toBe(question);
      await enterText(page, "Webhook notes");
      await treeRow(page, "Webhook notes").waitFor();
      await page.locator(".tab", { hasText: "Webhook notes" }).waitFor();
      await contextMenu(page, treeRow(page, "Webhook notes"), "Rename Session");
      await enterText(page, "");
      await page.locator(".tab", { hasText: question }).waitFor();
      await closeEditors(page);
    });

    it("stands first when it is pinned", async () => {
      const { page } = workbench();
      const sessions = page.locator(
        // Headings can be opened, sessions cannot.
        ".sidebar .monaco-list-row[aria-level='3']:not([aria-expanded])",
      );
      await sessions.nth(1).waitFor();
      const last = sessions.last();
      const label = (await last.locator(".label-name").textContent()) ?? "";
      expect(label).not.toBe(question);
      await contextMenu(page, last, "Pin Session");
      await item(page, /, pinned, /).waitFor();
      await expect.poll(async () => sessions.first().textContent()).toContain(label);
      await contextMenu(page, sessions.first(), "Unpin Session");
      await item(page, /, pinned, /).waitFor({ state: "detached" });
      await expect.poll(async () => sessions.first().textContent()).toContain(question);
    });

    it("is found by what was said in it, and opened", async () => {
      const { page } = workbench();
      await command(page, "Parley: Search Sessions…");
      const input = quickInput(page).locator("input.input");
      await input.fill("severity checkout");
      const hit = quickPickRow(page, "Incident Archive");
      await hit.getByText("severity").waitFor();
      await input.fill("nothing says this anywhere");
      await hit.waitFor({ state: "detached" });
      // The words of its second question, which no title holds.
      await input.fill("what do i tell CUSTOMERS");
      await hit.getByText("What do I tell customers?").waitFor();
      await hit.click();
      await chatPanel(page).getByText("What do I tell customers?").first().waitFor();
      await closeEditors(page);
    });

    it("is marked as unread, until it is opened", async () => {
      const { page } = workbench();
      await contextMenu(page, treeRow(page, question), "Mark Session as Unread");
      await item(page, `${question}, unread answer`).waitFor();
      await treeRow(page, question).click();
      await item(page, `${question}, unread answer`).waitFor({ state: "detached" });
      await answer(chatPanel(page)).waitFor();
      await closeEditors(page);
    });

    it("is one of several that are selected and deleted together", async () => {
      const { page } = workbench();
      for (const one of [
        "Which scopes can a key have?",
        "What are the rate limits of each plan?",
      ]) {
        const panel = await newSession(page, "Harbor Docs");
        await ask(panel, one);
        await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
        await closeEditors(page);
      }
      const [first, second] = [treeRow(page, "Which scopes"), treeRow(page, "What are the rate")];
      for (const row of [first, second]) {
        // The chat that had the focus last is selected already.
        if ((await row.getAttribute("aria-selected")) !== "true")
          await row.click({ modifiers: ["ControlOrMeta"] });
        await expect.poll(async () => row.getAttribute("aria-selected")).toBe("true");
      }
      await page.keyboard.press("Delete");
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.getByText("Delete 2 sessions?").waitFor();
      await dialog.getByText("“Which scopes can a key have?”").waitFor();
      await dialog.getByRole("button", { name: "Delete" }).click();
      await first.waitFor({ state: "detached" });
      await second.waitFor({ state: "detached" });
      await treeRow(page, question).waitFor();
    });

    it("is shown by the workspace filter where something was asked in it here", async () => {
      const { page } = workbench();
      await expandRow(page, "Fernhill Handbook");
      await treeRow(page, "May I work from abroad?").waitFor();
      await command(page, "Parley: Show Only This Workspace");
      await treeRow(page, "May I work from abroad?").waitFor({ state: "detached" });
      await treeRow(page, "None from this workspace. Show all 2.").waitFor();
      const hint = page
        .locator(".sidebar")
        .getByText("Showing only sessions with questions from this workspace");
      await hint.waitFor();
      await treeRow(page, question).waitFor();
      await reloadWindow(page);
      await hint.waitFor();
      await expandRow(page, "Fernhill Handbook");
      await treeRow(page, "None from this workspace. Show all 2.").click();
      await treeRow(page, "May I work from abroad?").waitFor();
      await hint.waitFor({ state: "hidden" });
    });

    it("is found by a filter in a closed chatbot, and is where it was when that is cleared", async () => {
      const { page } = workbench();
      await expandRow(page, "Harbor Docs");
      await treeRow(page, question).click();
      await answer(chatPanel(page)).waitFor();
      const row = item(page, question);
      await expect.poll(async () => row.getAttribute("aria-selected")).toBe("true");
      await chatbotRow(page, "Harbor Docs").locator(".monaco-tl-twistie").click();
      await row.waitFor({ state: "detached" });
      await expandRow(page, "Fernhill Handbook");
      const other = chatbotRow(page, "Fernhill Handbook");
      await command(page, "Parley: Filter Chatbots and Sessions…");
      await enterText(page, question.slice(0, 20));
      await row.waitFor();
      await command(page, "Parley: Clear Filter");
      await expect.poll(async () => row.getAttribute("aria-selected")).toBe("true");
      await expect.poll(async () => other.getAttribute("aria-expanded")).toBe("true");
      await closeEditors(page);
    });

    it("keeps a draft that was never sent, through closing its chat and a reload", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Harbor Docs");
      await composer(panel).fill("half a question");
      await closeEditors(page);
      await expandRow(page, "Harbor Docs");
      await item(page, "New session, Draft: half a question").waitFor();
      await reloadWindow(page);
      await expandRow(page, "Harbor Docs");
      await item(page, "New session, Draft: half a question").click();
      await expect.poll(async () => composer(chatPanel(page)).inputValue()).toBe("half a question");
      await closeEditors(page);
      await contextMenu(page, treeRow(page, "Draft: half a question"), "Delete Session");
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.getByText("Your draft is deleted.").waitFor();
      await dialog.getByRole("button", { name: "Delete" }).click();
      await treeRow(page, "Draft: half a question").waitFor({ state: "detached" });
    });

    it("is opened as a document from the chat that has the focus", async () => {
      const { page } = workbench();
      await expandRow(page, "Harbor Docs");
      await treeRow(page, question).click();
      await answer(chatPanel(page)).waitFor();
      await command(page, "Parley: Open Session as Document");
      // The editor draws spaces as no-break spaces.
      const lines = page.locator(".editor-instance .view-line");
      await lines.filter({ hasText: /^Harbor\sDocs,/ }).waitFor();
      await closeEditors(page);
    });

    it("is opened by a link that was copied, after asking", async () => {
      const { page } = workbench();
      await expandRow(page, "Harbor Docs");
      await contextMenu(page, treeRow(page, question), "Copy Link to Session");
      await command(page, "Developer: Open URL");
      await quickInput(page).locator("input.input").press("ControlOrMeta+V");
      await page.keyboard.press("Enter");
      // VS Code asks first whether Parley may open it, then Parley says what that is.
      await answerDialog(page, "Open");
      await page.locator(".monaco-dialog-box").getByText("will be loaded from").waitFor();
      await answerDialog(page, "Open Session");
      await answer(chatPanel(page)).waitFor();
      await page.locator(".tab", { hasText: question }).waitFor();
      await closeEditors(page);
    });

    it("is handed over to a human and back, where its service knows that, and deleted", async () => {
      const { page } = workbench();
      const asked = "How many days of holiday do I have?";
      await expandRow(page, "SiteGPT (demo)");
      const panel = await newSession(page, "Fernhill Handbook");
      await ask(panel, asked);
      await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
      await answer(panel).hover();
      await answer(panel).getByRole("button", { name: "Good answer" }).click();
      await answer(panel).locator('[aria-label="Good answer"][aria-pressed="true"]').waitFor();
      // The service names a session after what was asked in it last.
      const row = treeRow(page, /days of holiday|anybody there|Which expenses/);
      const tell = async (action: string): Promise<void> => {
        await contextMenu(page, row, "More Actions…");
        await pick(page, action);
        await quickInput(page).getByPlaceholder("Select more properties to set").press("Enter");
      };
      await tell("Take Over From the Chatbot");
      const badge = panel.getByText("People answer here");
      await badge.waitFor();
      await ask(panel, "Is anybody there?");
      await answer(panel).getByText("Your question was delivered.").waitFor();
      await tell("Hand Back to the Chatbot");
      await badge.waitFor({ state: "detached" });
      await ask(panel, "Which expenses does Fernhill pay back?");
      await answer(panel).getByText("Team meals").waitFor();
      await contextMenu(page, row, "Delete Session");
      await page.locator(".monaco-dialog-box").getByRole("button", { name: "Delete" }).click();
      await row.waitFor({ state: "detached" });
      await page.locator(".tab", { hasText: "holiday" }).waitFor({ state: "detached" });
    });
  });
}
