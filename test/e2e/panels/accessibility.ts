import { describe, expect, it } from "vitest";
import { violations, violationsIn } from "../../helpers/workbench/axe.ts";
import { answer, ask, composer, newSession } from "../../helpers/workbench/chat.ts";
import { command, enterText, pick } from "../../helpers/workbench/palette.ts";
import type { ParleyWorkbench } from "../../helpers/workbench/useWorkbench.ts";
import { closeEditors, openView } from "../../helpers/workbench/views.ts";

const themes = [
  ["Dark Modern", "vscode-dark"],
  ["Light Modern", "vscode-light"],
  ["Dark High Contrast", "vscode-high-contrast"],
  ["Light High Contrast", "vscode-high-contrast-light"],
] as const;

export function testAccessibility(workbench: () => ParleyWorkbench): void {
  describe("a chat panel for everybody", () => {
    it("axe finds nothing, empty, answered, searched, and while streaming in every theme", async () => {
      const { page } = workbench();
      await openView(page, "Parley");
      const panel = await newSession(page, "Harbor Docs");
      expect(await violations(panel)).toEqual([]);
      await ask(panel, "How do I verify a webhook signature?");
      await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
      expect(await violations(panel)).toEqual([]);
      await composer(panel).press("ControlOrMeta+f");
      await panel.getByRole("searchbox").fill("signature");
      await panel
        .getByRole("search")
        .getByText(/^\d+ of \d+$/)
        .waitFor();
      await panel.getByRole("button", { name: "Select messages" }).click();
      expect(await violations(panel)).toEqual([]);
      await panel.getByRole("searchbox").press("Escape");
      await ask(panel, "#fault:stall What are the rate limits of each plan?");
      // The answer before this one is there until the question has gone out.
      await panel.getByRole("button", { name: "Stop" }).waitFor();
      await answer(panel).getByText(/docs/).first().waitFor();
      await ask(panel, "a question that waits");
      const found: string[] = [];
      for (const [theme, name] of themes) {
        await command(page, "Preferences: Color Theme");
        await enterText(page, theme);
        await panel.locator(`body.${name}`).waitFor();
        found.push(...(await violations(panel)).map((one) => `${theme}: ${one}`));
      }
      expect(found).toEqual([]);
      await closeEditors(page);
    });

    it("tells a screen reader what is in a conversation", async () => {
      const { page } = workbench();
      const panel = await newSession(page, "Incident Archive");
      await ask(panel, "How do I fail over the database?");
      await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
      const tree = await panel.getByRole("main").ariaSnapshot();
      const stable = tree.replaceAll(/\d{1,2}:\d{2}( [AP]M)?/g, "TIME");
      await expect(stable).toMatchFileSnapshot("../fixtures/conversation.aria.yaml");
      await closeEditors(page);
    });

    it("finds what was done already ticked off in the walkthrough, and axe nothing in what that says and shows", async () => {
      const { page } = workbench();
      await command(page, "Welcome: Open Walkthrough...");
      await pick(page, "Get Started with Parley");
      // The rows around it are VS Code's own, in which axe finds the one or other thing.
      const ours = ".step-description-container, .getting-started-media";
      await page.locator(ours).first().getByText("The demo runs on this computer").waitFor();
      expect(await violationsIn(page, ours)).toEqual([]);
      // Accounts and a question were there before it was opened for the first time.
      const done = page.locator(".getting-started-step", { has: page.locator(".complete") });
      await done.getByText("Try the demo or add an account").waitFor();
      await done.getByText("Ask the first question").waitFor();
      await closeEditors(page);
    });
  });
}
