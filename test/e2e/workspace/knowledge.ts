import type { FrameLocator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { answer, ask, newSession } from "../../helpers/workbench/chat.ts";
import { replaceInEditor } from "../../helpers/workbench/editor.ts";
import { answerDialog, contextMenu } from "../../helpers/workbench/menus.ts";
import { toast } from "../../helpers/workbench/notifications.ts";
import { command, enterText, pick, quickInput } from "../../helpers/workbench/palette.ts";
import type { ParleyWorkbench } from "../../helpers/workbench/useWorkbench.ts";
import {
  chatbotRow,
  chatPanel,
  closeEditors,
  expandRow,
  openView,
  treeRow,
} from "../../helpers/workbench/views.ts";

const tides = `# Fernhaven

## High water in Fernhaven

High water in Fernhaven is at six in the morning.

## Ferries from Fernhaven

The ferry leaves half an hour after high water.
`;
const question = "When is high water in Fernhaven?";

/** What differs from service to service. */
const services = [
  {
    account: "AI Chatbot Hub",
    bot: "Lighthouse",
    kind: "Data Sources",
    file: "tides.md.txt",
    offersMore: true,
    settings: {
      row: "Chatbot Settings",
      from: '"visibility": "private"',
      to: '"visibility": "public"',
    },
    read: async ({ simulator }: ParleyWorkbench, bot: string) => {
      const bots = await getJson(simulator, "ai-chatbot-hub", "/api/v1/chatbots");
      const found = (bots as { name: string; meta: object }[]).find(({ name }) => name === bot);
      return JSON.stringify(found?.meta);
    },
  },
  {
    account: "SiteGPT",
    bot: "Foghorn",
    kind: "Documents",
    file: "tides.md",
    offersMore: false,
    settings: {
      row: "General",
      from: '"description": ""',
      to: '"description": "Warns of fog"',
    },
    read: async ({ simulator }: ParleyWorkbench, bot: string) => {
      const body = await getJson(simulator, "sitegpt", "/api/v2/chatbots");
      const { chatbots } = (body as { data: { chatbots: { title: string }[] } }).data;
      return JSON.stringify(chatbots.find(({ title }) => title === bot));
    },
  },
  {
    account: "CRBNai",
    bot: "Pilot Boat",
    kind: "Documents",
    file: "tides.md",
    offersMore: true,
    settings: {
      row: "Knowledge Bot Settings",
      from: '"description": ""',
      to: '"description": "Knows the sea"',
    },
    read: async ({ simulator }: ParleyWorkbench, bot: string) => {
      const bots = await getJson(simulator, "crbnai", "/api/knowledge-bots");
      return JSON.stringify((bots as { title: string }[]).find(({ title }) => title === bot));
    },
  },
] as const;

/** The files of the workspace that it needs. */
export const knowledgeFiles = { "docs/tides.md": tides };

export function testKnowledge(workbench: () => ParleyWorkbench): void {
  describe.each(services)(
    "a chatbot of $account",
    ({ account, bot, kind, file, offersMore, settings, read }) => {
      it("is made from its account's row", async () => {
        const { page } = workbench();
        await openView(page, "Parley");
        // Lists that are still loading would push the row away from under the pointer.
        for (const name of ["Harbor Docs", "Fernhill Handbook", "API Keys"])
          await treeRow(page, name).waitFor();
        const row = page.locator(".sidebar .monaco-list-row[aria-level='1']", { hasText: account });
        await contextMenu(page, row, "New Chatbot");
        await quickInput(page).locator("input.input").waitFor();
        await enterText(page, bot);
        if (offersMore) {
          await quickInput(page).getByPlaceholder("Select more properties to set").press("Enter");
        }
        await toast(page, `${bot} was created.`).waitFor();
        await chatbotRow(page, bot).waitFor();
      });

      it("is given a file from the Explorer, and shows when it has learned it", async () => {
        const { page } = workbench();
        await command(page, "View: Show Explorer");
        await expandRow(page, "docs");
        await contextMenu(page, treeRow(page, "tides.md"), "Add to Chatbot Knowledge");
        await pick(page, bot);
        await toast(page, `1 file was added to ${bot}.`).waitFor();
        await openView(page, "Parley");
        await chatbotRow(page, bot).locator(".monaco-tl-twistie").click();
        await expandRow(page, "Knowledge");
        await expandRow(page, kind);
        const row = treeRow(page, file);
        await row.waitFor();
        // It refreshes by itself until the service is done.
        await row.locator(".codicon-book").waitFor();
      });

      it("answers from it and cites it", async () => {
        const { page } = workbench();
        await openView(page, "Parley");
        const panel = await newSession(page, bot);
        await ask(panel, question);
        await answer(panel).getByText("six in the morning").waitFor();
        await expect.poll(async () => answer(panel).textContent()).toContain("tides");
      });

      it("learns a corrected answer", async () => {
        const { page } = workbench();
        const panel = await openPanel(page);
        await answer(panel).hover();
        await answer(panel).getByRole("button", { name: "Correct the answer" }).click();
        const editor = page.locator(".editor-instance .monaco-editor.focused");
        await editor.getByText("six in the morning").first().waitFor();
        await page.keyboard.press("ControlOrMeta+A");
        await page.keyboard.insertText(
          `# ${question}\n\nAt half past seven, since the harbour was rebuilt.`,
        );
        await command(page, "Parley: Send Correction to Chatbot");
        await toast(page, `The correction was sent to ${bot}.`).waitFor();
        await page.locator(".sidebar .codicon-loading").first().waitFor({ state: "detached" });
        const again = await openPanel(page);
        await ask(again, question);
        await answer(again).getByText("half past seven").first().waitFor();
      });

      it("has a setting that is changed by editing its document", async () => {
        const { page } = workbench();
        await closeEditors(page);
        await openView(page, "Parley");
        await expandRow(page, "Settings");
        await treeRow(page, settings.row).click();
        await page
          .locator(".view-line", { hasText: settings.from.split(":")[0] ?? "" })
          .first()
          .click();
        await replaceInEditor(page, settings.from, settings.to);
        await page.keyboard.press("ControlOrMeta+S");
        await page.locator(".tab.active.dirty").waitFor({ state: "detached" });
        const [, value = ""] = settings.to.split(": ");
        await expect.poll(async () => read(workbench(), bot)).toContain(value);
      });

      it("is deleted after a question that says what is deleted too", async () => {
        const { page } = workbench();
        await closeEditors(page);
        await contextMenu(page, chatbotRow(page, bot), "Delete Chatbot");
        await page
          .locator(".monaco-dialog-box")
          .getByText(/deleted too/)
          .waitFor();
        await answerDialog(page, "Delete");
        await chatbotRow(page, bot).waitFor({ state: "detached" });
      });
    },
  );
}

async function openPanel(page: Page): Promise<FrameLocator> {
  await page.locator(".tab", { hasText: question }).first().click();
  return chatPanel(page);
}

async function getJson(
  { origin, accounts }: ParleyWorkbench["simulator"],
  provider: string,
  path: string,
): Promise<unknown> {
  const key = accounts.find((one) => one.provider === provider)?.apiKey ?? "";
  const response = await fetch(origin + path, { headers: { authorization: `Bearer ${key}` } });
  return response.json();
}
