import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { runCommand } from "../../../tools/support/command.ts";
import { workspaceFolder } from "../../../tools/testbed/editorServer.ts";
import { answer, composer } from "../../helpers/workbench/chat.ts";
import { answerDialog, contextMenu } from "../../helpers/workbench/menus.ts";
import { command, pick, quickInput, quickPickRow } from "../../helpers/workbench/palette.ts";
import { selectLines } from "../../helpers/workbench/editor.ts";
import type { ParleyWorkbench } from "../../helpers/workbench/useWorkbench.ts";
import { chatPanel, closeEditors, openFile, treeRow } from "../../helpers/workbench/views.ts";

const tax = [
  "/** Adds the tax. */",
  "export function withTax(price: number): number {",
  "  const rate = 0.19;",
  "  return price * (1 + rate);",
  "}",
  "",
].join("\n");

/** The workbench that it needs: with changes to ask about, and a test that fails. */
export const askingWorkbench = {
  files: {
    "src/prices.ts": "export const price = 3;\n",
    "src/tax.ts": tax,
    "rates.json": "rate",
  },
  fixtures: ["failingTest"],
  builtIn: ["vscode.git", "vscode.git-base"],
  settings: { "git.enabled": true },
  prepare: async (_page: Page, folder: string): Promise<void> => commitAll(workspaceFolder(folder)),
};

export function testAsking(workbench: () => ParleyWorkbench): void {
  describe("asking", () => {
    it("from the palette: sends the selection as it was shown, and the answer speaks of it", async () => {
      const { page } = workbench();
      await openFile(page, "tax.ts");
      await selectLines(page, 2, 4);
      await command(page, "Parley: Ask Chatbot About Selection");
      await quickInput(page).getByText("Ask about the selection src/tax.ts:2–4").waitFor();
      // Sessions that their service gives no title are called what was asked first.
      await quickPickRow(page, "How do I rotate a token?").waitFor();
      await pick(page, /Code Mentor.*new session/);
      const panel = chatPanel(page);
      const attachment = panel.getByRole("listitem").filter({ hasText: "src/tax.ts" });
      await attachment.getByText("lines 2–4, 98 bytes").waitFor();
      await composer(panel).fill("What does this do?");
      await composer(panel).press("Enter");
      const question = panel.locator("article.user");
      await question.getByText("src/tax.ts, lines 2–4").click();
      await question.getByText("const rate = 0.19;").waitFor();
      await answer(panel).getByText("withTax").first().waitFor();
      await attachment.waitFor({ state: "detached" });
      await panel.getByRole("button", { name: "Send" }).waitFor();
      // The code is still there to be read, with its selection.
      const code = page.locator(".editor-instance .monaco-editor", { hasText: "rate = 0.19" });
      await code.locator(".selected-text").first().waitFor();
      await closeEditors(page);
    });

    it("from the editor's context menu: goes to the session that was used last, without a question", async () => {
      const { page } = workbench();
      await openFile(page, "tax.ts");
      await selectLines(page, 3, 3);
      await contextMenu(
        page,
        page.locator(".view-line", { hasText: "rate = 0.19" }).first(),
        "Ask Chatbot About Selection",
      );
      const panel = chatPanel(page);
      await panel.getByText("line 3,").waitFor();
      await composer(panel).fill("Is that the right rate?");
      await composer(panel).press("Enter");
      await panel.getByRole("article").nth(3).waitFor();
      await panel.getByRole("button", { name: "Send" }).waitFor();
      expect(await panel.locator("article.user").count()).toBe(2);
      await closeEditors(page);
    });

    it("with nothing selected: takes the file and shows exactly what is attached; another chat can be chosen for it", async () => {
      const { page } = workbench();
      await command(page, "File: New Untitled Text File");
      await page.keyboard.type("just a note");
      await command(page, "Parley: Ask Chatbot About Selection");
      const panel = chatPanel(page);
      await panel.getByRole("button", { name: "Remove Untitled-1" }).waitFor();
      await composer(panel).fill("What is this?");
      await panel.getByRole("button", { name: /Code Mentor.*What does this do/ }).click();
      await pick(page, /Harbor Docs.*new session/);
      await panel.getByRole("heading", { level: 1, name: "Harbor Docs" }).waitFor();
      await expect.poll(async () => composer(panel).inputValue()).toBe("What is this?");
      await panel
        .getByRole("button", { name: /^Show attachment|Untitled-1/ })
        .first()
        .click();
      await page.locator(".tab", { hasText: "Attachment:" }).waitFor();
      await page
        .locator(".editor-instance .view-lines", { hasText: "Untitled-1" })
        .first()
        .waitFor();
      await page.locator(".tab", { hasText: "Harbor Docs" }).click();
      await chatPanel(page).getByRole("button", { name: "Remove Untitled-1" }).click();
      await chatPanel(page).locator(".attachment").waitFor({ state: "detached" });
      await composer(chatPanel(page)).fill("");
      await closeEditors(page);
      await answerDialog(page, "Don't Save");
    });

    it("from a problem: the menu of fixes takes its message and the lines around it along", async () => {
      const { page } = workbench();
      await openFile(page, "rates.json");
      await page.locator(".squiggly-error").first().waitFor();
      await page.keyboard.press("ControlOrMeta+Home");
      await page.keyboard.press("ControlOrMeta+.");
      const fix = page.locator(".action-widget .monaco-list-row", {
        hasText: "Ask Harbor Docs about this problem",
      });
      await fix.click();
      const attachments = chatPanel(page).getByRole("list", { name: "Attached" });
      await attachments.getByText("rates.json:1:1 error: Expected a JSON object").waitFor();
      await attachments.getByText("line 1, 4 bytes").waitFor();
      await expect
        .poll(async () => composer(chatPanel(page)).inputValue())
        .toMatch(/^What causes this problem/);
      await composer(chatPanel(page)).fill("");
      await closeEditors(page);
    });

    it("from source control: takes the changes along", async () => {
      const { page, folder } = workbench();
      await writeFile(join(workspaceFolder(folder), "src/prices.ts"), "export const price = 4;\n");
      await page.getByRole("tab", { name: /^Source Control/ }).click();
      await treeRow(page, "prices.ts").waitFor();
      await contextMenu(page, treeRow(page, /^Changes/), "Ask About These Changes");
      await attached(page, "Unstaged changes").getByRole("button").first().click();
      await page.locator(".view-line", { hasText: "+export const price = 4;" }).first().waitFor();
      await composer(chatPanel(page)).fill("");
      await closeEditors(page);
    });

    it("from the terminal: takes what is selected there along", async () => {
      const { page, context } = workbench();
      // What is selected in a terminal can be had by copying it only.
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await command(page, "Terminal: Create New Terminal");
      const terminal = page.locator(".terminal-wrapper.active");
      await terminal.locator(".xterm-helper-textarea").waitFor();
      await page.keyboard.type("echo no such tide");
      await page.keyboard.press("Enter");
      await command(page, "Terminal: Select All");
      await contextMenu(page, terminal, "Ask About This Error");
      await attached(page, "Terminal").getByRole("button").first().click();
      await page.locator(".view-line", { hasText: "no such tide" }).first().waitFor();
      await command(page, "Terminal: Kill the Active Terminal Instance");
      await closeEditors(page);
    });

    it("from a test that failed: takes its failure and its code along", async () => {
      const { page } = workbench();
      await command(page, "Test: Run All Tests");
      const results = page.locator(".panel");
      await results.locator(".monaco-list-row", { hasText: "the price is wrong" }).click();
      await page.locator(".floating-click-widget", { hasText: "Ask About This Error" }).click();
      await attached(page, "Failure of adds the tax").waitFor();
      await attached(page, "tax.ts").getByText("lines 2–5").waitFor();
      await closeEditors(page);
    });
  });
}

/** One of the things that are attached to the question that is being written. */
function attached(page: Page, text: string): Locator {
  const attachments = chatPanel(page).getByRole("list", { name: "Attached" });
  return attachments.getByRole("listitem").filter({ hasText: text });
}

/** Makes a folder a git repository that knows everything in it. */
async function commitAll(cwd: string): Promise<void> {
  const git = async (...args: readonly string[]): Promise<string> =>
    runCommand("git", ["-c", "user.name=Test", "-c", "user.email=test@parley.test", ...args], {
      cwd,
    });
  await git("init", "--quiet");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "Everything");
}
