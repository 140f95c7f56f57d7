import { describe, expect, it } from "vitest";
import { answer, ask, composer, newSession } from "../../helpers/workbench/chat.ts";
import { selectLines } from "../../helpers/workbench/editor.ts";
import { addSetting, closeSettings } from "../../helpers/workbench/settings.ts";
import type { ParleyWorkbench } from "../../helpers/workbench/useWorkbench.ts";
import { closeEditors, openFile, openView } from "../../helpers/workbench/views.ts";

/** The files of the workspace that it needs. */
export const composerFiles = {
  "src/prices.ts": "export const price = 3;\n",
  "src/tax.ts": "const net = 1;\nconst tax = 2;\nconst rate = 0.19;\n",
  ".parley/prompts/rounding.md":
    "---\ndescription: Looks for rounding\n---\nDoes ${selection} round?\n",
  ".env": "HARBOR_TOKEN=9f8e7d6c5b4a39281706f5e4d3c2b1a0\n",
};

export function testComposer(workbench: () => ParleyWorkbench): void {
  describe("a composer", () => {
    it("a question waits in the queue while one is answered, and can be taken out of it", async () => {
      const { page } = workbench();
      await openView(page, "Parley");
      const panel = await newSession(page, "Harbor Docs");
      await ask(panel, "#fault:slow How do I verify a webhook signature?");
      await panel.getByRole("button", { name: "Stop" }).waitFor();
      await ask(panel, "Which scopes can a key have?");
      await ask(panel, "What are the rate limits of each plan?");
      const queue = panel.getByRole("region", { name: "Queued questions" });
      await queue.getByText("What are the rate limits of each plan?").waitFor();
      expect(await queue.getByRole("listitem").count()).toBe(2);
      await queue.getByRole("button", { name: "Remove from queue" }).nth(1).click();
      await queue.getByRole("button", { name: "Send now" }).click();
      await panel.locator("article.user", { hasText: "Which scopes can a key have?" }).waitFor();
      await panel.getByRole("button", { name: "Send" }).waitFor();
      await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
      expect(await panel.locator("article.user").count()).toBe(2);
      await closeEditors(page);
    });

    it("the last question can be edited and asked again, and regenerated", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Incident Archive");
      await ask(panel, "What happened in the outage of 14 March?");
      await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
      await panel.locator("article.user").hover();
      await panel.getByRole("button", { name: "Edit and ask again" }).click();
      await expect
        .poll(async () => composer(panel).inputValue())
        .toBe("What happened in the outage of 14 March?");
      await composer(panel).fill("How do I fail over the database?");
      await composer(panel).press("Enter");
      await answer(panel).getByText("lanternctl db promote").waitFor();
      await answer(panel).getByRole("button", { name: "Ask again" }).click();
      await expect.poll(async () => panel.locator("article.user").count()).toBe(3);
      await panel.getByRole("button", { name: "Send" }).waitFor();
      await closeEditors(page);
    });

    it("Enter that an input method takes sends nothing; Up brings the last question back", async () => {
      const { page, context } = workbench();
      const panel = await newSession(page, "Plain chats");
      await composer(panel).click();
      const browser = await context.newCDPSession(page);
      await browser.send("Input.imeSetComposition", {
        text: "にほん",
        selectionStart: 3,
        selectionEnd: 3,
      });
      await page.keyboard.press("Enter");
      await browser.send("Input.insertText", { text: "日本" });
      await expect.poll(async () => composer(panel).inputValue()).toContain("日本");
      expect(await panel.getByRole("article").count()).toBe(0);
      await page.keyboard.press("Enter");
      await panel.locator("article.user", { hasText: "日本" }).waitFor();
      await panel.getByRole("button", { name: "Send" }).waitFor();
      await composer(panel).press("ArrowUp");
      await expect.poll(async () => composer(panel).inputValue()).toContain("日本");
      await composer(panel).press("ArrowDown");
      await expect.poll(async () => composer(panel).inputValue()).toBe("");
      await closeEditors(page);
    });

    it("# names a file, which is attached; a file that looks like a secret asks first", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Code Mentor");
      await composer(panel).pressSequentially("Explain #pric");
      await panel.getByRole("option", { name: "src/prices.ts" }).waitFor();
      await composer(panel).press("Enter");
      const attachments = panel.getByRole("list", { name: "Attached" });
      await attachments.getByText("1 line, 24 bytes").waitFor();
      expect(await composer(panel).inputValue()).toBe("Explain prices.ts ");
      await composer(panel).pressSequentially("#.env");
      await panel.getByRole("option", { name: ".env" }).waitFor();
      await composer(panel).press("Tab");
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.getByText(".env may contain a secret.").waitFor();
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await dialog.waitFor({ state: "detached" });
      expect(await attachments.getByRole("listitem").count()).toBe(1);
      await composer(panel).fill("Explain this");
      await composer(panel).press("Enter");
      const question = panel.locator("article.user");
      await question.getByText("src/prices.ts").click();
      await question.getByText("export const price = 3;").waitFor();
      await panel.getByRole("button", { name: "Send" }).waitFor();
      await closeEditors(page);
    });

    it("/ names a prompt, which fills the field and attaches what it names; nothing is sent by itself", async () => {
      const { page } = workbench();
      await openFile(page, "tax.ts");
      await selectLines(page, 3, 3);
      const panel = await newSession(page, "Code Mentor");
      await composer(panel).pressSequentially("/rou");
      const option = panel.getByRole("option", { name: /rounding.*Looks for rounding.*workspace/ });
      await option.waitFor();
      await composer(panel).press("Enter");
      await expect
        .poll(async () => composer(panel).inputValue())
        .toBe("Does `src/tax.ts`, line 3 round?");
      const attachments = panel.getByRole("list", { name: "Attached" });
      await attachments.getByText("line 3, 18 bytes").waitFor();
      expect(await panel.getByRole("article").count()).toBe(0);
      await composer(panel).press("Enter");
      await panel.locator("article.user", { hasText: "round?" }).waitFor();
      await panel.getByRole("button", { name: "Send" }).waitFor();
      await closeEditors(page);
    });

    it("Alt+click puts a suggestion into the composer; Escape stops an answer", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Orchard Support", 1);
      const suggestion = panel
        .getByRole("group", { name: "Suggestions" })
        .getByRole("button", { name: "Delivery times" });
      await suggestion.click({ modifiers: ["Alt"] });
      await expect.poll(async () => composer(panel).inputValue()).toMatch(/deliver|shipping/i);
      expect(await panel.getByRole("article").count()).toBe(0);
      await composer(panel).fill("#fault:slow How long does shipping take?");
      await composer(panel).press("Enter");
      await panel.getByRole("button", { name: "Stop" }).waitFor();
      await composer(panel).press("Escape");
      await panel.getByRole("article").getByText("Stopped.").waitFor();
      await closeEditors(page);
    });

    it("with Ctrl+Enter, when one has chosen that: starts a line with Enter, and says in the field what sends", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Plain chats");
      await addSetting(page, "parley.chat.sendWith", "ctrlEnter");
      await panel.getByPlaceholder("Ctrl+Enter to send").waitFor();
      await closeSettings(page);
      await composer(panel).fill("one");
      await composer(panel).press("Enter");
      await composer(panel).pressSequentially("two");
      await composer(panel).press("Control+Enter");
      await panel.locator("article.user", { hasText: /one\s+two/ }).waitFor();
      await panel.getByRole("button", { name: "Send" }).waitFor();
      await closeEditors(page);
    });
  });
}
