import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { answerDialog, contextMenu } from "../helpers/workbench/menus.ts";
import { toast } from "../helpers/workbench/notifications.ts";
import { command, pick, quickInput } from "../helpers/workbench/palette.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { workspaceFolder } from "../../tools/testbed/editorServer.ts";
import { expandRow, openFile, openView, treeRow } from "../helpers/workbench/views.ts";

const files = Object.fromEntries(
  Array.from({ length: 12 }, (_, index) => [`docs/${index}.md`, `# Page ${index}\n\nText.`]),
);
const button = (page: Page, text: string, name: string): Locator =>
  toast(page, text).getByRole("button", { name });

const workbench = useWorkbench({
  demoAccounts: true,
  // Each file takes the simulated service eight times as long as a piece of an answer: there is time to cancel.
  pace: 120,
  files: { ...files, "docs/.env": "TOKEN=1" },
});

describe("adding a folder to a chatbot's knowledge", () => {
  it("shows what would be sent, and leaves out what looks like a secret", async () => {
    const { page } = workbench();
    await command(page, "View: Show Explorer");
    await contextMenu(page, treeRow(page, "docs"), "Add to Chatbot Knowledge");
    await pick(page, "Harbor Docs");
    await quickInput(page).getByText("Add to the Knowledge of Harbor Docs").waitFor();
    const ticked = quickInput(page).locator(
      ".monaco-list-row input:checked, [aria-checked='true']",
    );
    await expect.poll(async () => ticked.count()).toBeGreaterThanOrEqual(12);
    const held = quickInput(page).locator(".monaco-list-row", { hasText: ".env" });
    await held.getByText("may contain a secret").waitFor();
  });

  it("is stopped by Cancel, and what is left is sent by Retry", async () => {
    const { page } = workbench();
    await quickInput(page).locator("input.input").press("Enter");
    await toast(page, "Adding to Harbor Docs").waitFor();
    await button(page, "Adding to Harbor Docs", "Cancel").click();
    await toast(page, "could not be added").waitFor();
    await button(page, "could not be added", "Retry").click();
    await toast(page, /files were added to Harbor Docs/).waitFor();
    await toast(page, "could not be added").waitFor({ state: "detached" });
    await openView(page, "Parley");
    await expandRow(page, "Harbor Docs");
    await expandRow(page, "Knowledge");
    await expandRow(page, "Data Sources");
    for (const number of [0, 5, 11]) await treeRow(page, `${number}.md.txt`).waitFor();
    expect(await page.locator(".sidebar").getByText(".env").count()).toBe(0);
  });
});

describe("knowledge sync", () => {
  // The other one has been given the files already.
  const bot = "Fernhill Handbook";
  const status = (page: Page, name: string): Locator =>
    page.locator(".sidebar").getByRole("treeitem", { name });

  it("is set up with a map of the workspace", async () => {
    const { page } = workbench();
    await openView(page, "Parley");
    await command(page, "Parley: Set Up Knowledge Sync");
    await pick(page, bot);
    await page.locator(".tab.active", { hasText: "knowledge.json" }).waitFor();
    await page.locator(".view-line", { hasText: '"docs/**/*.md"' }).waitFor();
    await page.locator(".sidebar .pane-header", { hasText: "Knowledge Sync" }).waitFor();
  });

  it("compares, in a tree and in the Explorer", async () => {
    const { page } = workbench();
    await command(page, "Parley: Compare Knowledge With Service");
    await status(page, "New 12").waitFor();
    await command(page, "View: Show Explorer");
    await expandRow(page, "docs");
    // The badge, and what it means for a screen reader.
    const row = treeRow(page, "11.md");
    await row.locator(`[aria-label*='${bot}: New']`).waitFor();
  });

  it("sends nothing the first time, but shows what it would send", async () => {
    const { page } = workbench();
    await command(page, "Parley: Push Knowledge");
    await page.locator(".tab", { hasText: `Changes to Push to ${bot}` }).waitFor();
    await page.locator(".view-line", { hasText: "docs/11.md" }).waitFor();
    await toast(page, "Nothing was sent.").waitFor();
  });

  it("pushes after a question, and follows until it is learned", async () => {
    const { page } = workbench();
    await command(page, "Parley: Push Knowledge");
    await page.locator(".monaco-dialog-box").getByText("To send: 12. To delete: 0.").waitFor();
    await answerDialog(page, "Push");
    await toast(page, `${bot}: 12 sent, 0 deleted.`).waitFor();
    await openView(page, "Parley");
    await status(page, "Up to Date 12").waitFor();
  });

  it("follows what is saved, and shows it as a difference", async () => {
    const { page } = workbench();
    await page.locator(".sidebar .pane-header", { hasText: "as of" }).waitFor();
    await openFile(page, "7.md");
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type(" More.");
    await page.keyboard.press("ControlOrMeta+S");
    await status(page, "Changed 1").waitFor();
    await treeRow(page, "docs/7.md").click();
    await page.locator(".tab.active", { hasText: "(pushed ↔ now)" }).waitFor();
    await page.locator(".monaco-diff-editor .line-insert").first().waitFor();
  });

  it("goes with its map, also when the folder of that is deleted", async () => {
    const { page, folder } = workbench();
    await rm(join(workspaceFolder(folder), ".parley"), { recursive: true });
    const view = page.locator(".sidebar .pane-header", { hasText: "Knowledge Sync" });
    await view.waitFor({ state: "detached" });
  });
});
