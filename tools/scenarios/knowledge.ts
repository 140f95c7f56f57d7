import { ask, newSession } from "../../test/helpers/workbench/chat.ts";
import { contextMenu } from "../../test/helpers/workbench/menus.ts";
import { toast } from "../../test/helpers/workbench/notifications.ts";
import { command, pick, quickInput } from "../../test/helpers/workbench/palette.ts";
import { closeEditors, expandRow, openView, treeRow } from "../../test/helpers/workbench/views.ts";
import type { Scenario } from "./scenario.ts";

export const files: NonNullable<Scenario["files"]> = {
  "docs/ferries.md": "# Ferries\n\nThe ferry leaves half an hour after high water.\n",
  "docs/tides.md": "# Tides\n\nHigh water is at six.\n",
  "docs/winds.md": "# Winds\n\nMostly from the west.\n",
};

/** What a chatbot knows and how it behaves: rows, documents, files, corrections, sync. */
export const run: Scenario["run"] = async ({ page, shoot }) => {
  await openView(page, "Parley");
  await expandRow(page, "Harbor Docs");
  await expandRow(page, "Knowledge");
  await expandRow(page, "Data Sources");
  await expandRow(page, "Behavior");
  await expandRow(page, "Agents");
  await treeRow(page, "General Q&A").click();
  await page.locator(".view-line", { hasText: '"prompt"' }).waitFor();
  await shoot("knowledge-agent");

  await command(page, "View: Show Explorer");
  await contextMenu(page, treeRow(page, "docs"), "Add to Chatbot Knowledge");
  await pick(page, "Harbor Docs");
  await quickInput(page).getByText("docs/winds.md").waitFor();
  await shoot("knowledge-choose");
  await quickInput(page).locator("input.input").press("Enter");
  await toast(page, "3 files were added to Harbor Docs.").waitFor();
  await openView(page, "Parley");
  await treeRow(page, "ferries.md.txt").waitFor();
  await shoot("knowledge-training");

  const panel = await newSession(page, "Harbor Docs");
  await ask(panel, "How do I verify a webhook signature?");
  await panel.getByRole("button", { name: "Send" }).waitFor();
  const last = panel.locator("article.assistant").last();
  await last.hover();
  await last.getByRole("button", { name: "Correct the answer" }).click();
  await page.locator(".view-line", { hasText: "# How do I verify" }).waitFor();
  await shoot("knowledge-correction");
  await closeEditors(page);
  await page.locator(".monaco-dialog-box").getByRole("button", { name: "Don't Save" }).click();

  await command(page, "Notifications: Clear All Notifications");
  await command(page, "Parley: Set Up Knowledge Sync");
  await pick(page, "Harbor Docs");
  await page.locator(".tab.active", { hasText: "knowledge.json" }).waitFor();
  await command(page, "Parley: Compare Knowledge With Service");
  await treeRow(page, "docs/winds.md").waitFor();
  await shoot("knowledge-sync");
};
