import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { answer, ask, composer, newSession } from "../helpers/workbench/chat.ts";
import { reloadWindow } from "../helpers/workbench/palette.ts";
import { killExtensionHosts } from "../helpers/workbench/processes.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { chatPanel, expandRow, openView, treeRow } from "../helpers/workbench/views.ts";

describe("a sudden end", () => {
  const workbench = useWorkbench({ demoAccounts: true });

  it("of the extension host while an answer streams keeps the question, what had arrived and the draft", async () => {
    const { page, folder } = workbench();
    await openView(page, "Parley");
    const question = "#fault:stall How do I verify a webhook signature?";
    const panel = await newSession(page, "Harbor Docs");
    await ask(panel, question);
    await answer(panel).getByText("Verifying webhook signatures").waitFor();
    const arrived = await answer(panel).locator("parley-markdown").innerText();
    await composer(panel).fill("typed meanwhile");
    await expect.poll(() => sessionFiles(folder), { timeout: 10_000 }).toContain("typed meanwhile");
    await expect
      .poll(() => sessionFiles(folder), { timeout: 10_000 })
      .toContain("Verifying webhook");
    killExtensionHosts(folder);
    await page.getByText("The remote extension host terminated unexpectedly").waitFor();
    await reloadWindow(page);
    // Whether the tab itself comes back is VS Code's affair; the session is in the tree in any case.
    await page.getByText("The remote extension host").waitFor({ state: "detached" });
    await expandRow(page, "Harbor Docs");
    await treeRow(page, "verify a webhook").click();
    const restored = chatPanel(page);
    await restored.locator("article.user", { hasText: question }).waitFor();
    await answer(restored)
      .getByText(arrived.trim().slice(0, 20))
      .first()
      .waitFor({ timeout: 30_000 });
    expect(await restored.getByRole("article").count()).toBe(2);
    await expect.poll(async () => composer(restored).inputValue()).toBe("typed meanwhile");
  });
});

/** What Parley has written down in this workbench. */
function sessionFiles(folder: string): string {
  const root = join(folder, "data/User/globalStorage/parley.parley/sessions");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => readFileSync(join(root, name), "utf8"))
    .join("\n");
}
