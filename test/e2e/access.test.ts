import { describe, expect, it } from "vitest";
import { violations } from "../helpers/workbench/axe.ts";
import { answer, ask, composer, newSession } from "../helpers/workbench/chat.ts";
import { command, enterText } from "../helpers/workbench/palette.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { closeEditors, openView } from "../helpers/workbench/views.ts";

const themes = [
  ["Dark Modern", "vscode-dark"],
  ["Light Modern", "vscode-light"],
  ["Dark High Contrast", "vscode-high-contrast"],
  ["Light High Contrast", "vscode-high-contrast-light"],
] as const;

describe("a chat panel for everybody", () => {
  const workbench = useWorkbench({ demoAccounts: true });

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
});
