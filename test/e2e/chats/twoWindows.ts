import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { answer, ask, newSession } from "../../helpers/workbench/chat.ts";
import { answerDialog, contextMenu } from "../../helpers/workbench/menus.ts";
import { enterText } from "../../helpers/workbench/palette.ts";
import type { ParleyWorkbench } from "../../helpers/workbench/useWorkbench.ts";
import {
  chatPanel,
  closeEditors,
  expandRow,
  openView,
  treeRow,
} from "../../helpers/workbench/views.ts";
import { waitForWorkbench } from "../../helpers/workbench/workbench.ts";

/** What no session of the demo is called. */
const first = "How often do I rotate a token?";

/** One session in two windows of one user. */
export function testTwoWindows(workbench: () => ParleyWorkbench): void {
  describe("a session that is open in two windows", () => {
    const tab = (page: Page, name: string) => page.locator(".tab", { hasText: name });

    it("answers each question once, in both, and is renamed and deleted in both", async () => {
      const { page: one, context, address } = workbench();
      await openView(one, "Parley");
      await newSession(one, "Code Mentor");
      await ask(chatPanel(one), first);
      await chatPanel(one).getByRole("button", { name: "Send" }).waitFor();

      const two = await context.newPage();
      await two.goto(address);
      await waitForWorkbench(two);
      await openView(two, "Parley");
      await expandRow(two, "Code Mentor");
      await treeRow(two, first).click();
      await answer(chatPanel(two)).waitFor();

      const asked = ["What is a scope?", "What are the limits?"];
      await Promise.all([ask(chatPanel(one), asked[0] ?? ""), ask(chatPanel(two), asked[1] ?? "")]);
      for (const page of [one, two]) {
        const articles = chatPanel(page).locator("article");
        await expect.poll(async () => articles.count(), { timeout: 30_000 }).toBe(6);
        const questions = chatPanel(page).locator("article.user");
        for (const question of asked)
          await expect.poll(async () => questions.filter({ hasText: question }).count()).toBe(1);
        await chatPanel(page).getByRole("button", { name: "Send" }).waitFor();
      }

      // A browser draws the page behind another one late or not at all, and a click waits for that.
      await one.bringToFront();
      await contextMenu(one, treeRow(one, first), "Rename Session");
      await enterText(one, "Tokens");
      await treeRow(two, "Tokens").waitFor();
      await tab(two, "Tokens").waitFor();

      await contextMenu(one, treeRow(one, "Tokens"), "Delete Session");
      await answerDialog(one, "Delete");
      for (const page of [one, two]) {
        await treeRow(page, "Tokens").waitFor({ state: "detached" });
        await tab(page, "Tokens").waitFor({ state: "detached" });
      }
      await two.close();
      await closeEditors(one);
    });
  });
}
