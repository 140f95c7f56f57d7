import { describe, expect, it } from "vitest";
import { answer, ask, composer, newSession } from "../helpers/workbench/chat.ts";
import { contextMenu } from "../helpers/workbench/menus.ts";
import { toast } from "../helpers/workbench/notifications.ts";
import { command, enterText, pick, quickInput } from "../helpers/workbench/palette.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { chatPanel, openView, treeRow } from "../helpers/workbench/views.ts";

describe("a new user", () => {
  const workbench = useWorkbench();

  it("is offered the demo, which answers without a key and leaves nothing behind", async () => {
    const { page } = workbench();
    await openView(page, "Parley");
    await page.getByRole("button", { name: "Try the Demo" }).click();
    for (const label of ["AI Chatbot Hub (demo)", "SiteGPT (demo)", "CRBNai (demo)"])
      await treeRow(page, label).waitFor();
    // A first question waits in the composer.
    const first = chatPanel(page);
    await expect.poll(async () => composer(first).inputValue()).toMatch(/API\?$/);
    await composer(first).press("Enter");
    await answer(first).getByRole("region", { name: "Sources" }).waitFor();
    const panel = await newSession(page, "Incident Archive");
    await ask(panel, "What happened in the outage of 14 March?");
    await answer(panel).getByRole("region", { name: "Sources" }).waitFor();
    await command(page, "Parley: Stop Demo");
    await page.getByRole("button", { name: "Try the Demo" }).waitFor();
    await page.locator(".tab", { hasText: "outage" }).waitFor({ state: "detached" });
  });

  it("adds an account by its service and its key; a wrong key is told at once and mended", async () => {
    const { page, simulator } = workbench();
    const account = simulator.accounts.find(({ provider }) => provider === "ai-chatbot-hub");
    await page.getByRole("button", { name: "Add Account" }).first().click();
    await pick(page, "Another Address…");
    await pick(page, "AI Chatbot Hub");
    await quickInput(page).getByText("Address of the service").waitFor();
    await enterText(page, `${simulator.origin}/api`);
    await quickInput(page).getByText("Enter the address without a path").waitFor();
    await enterText(page, simulator.origin);
    await quickInput(page).getByText("Paste the API key").waitFor();
    const input = quickInput(page).locator("input.input");
    expect(await input.getAttribute("type")).toBe("password");
    await enterText(page, "wrong-key");
    await quickInput(page).getByText("did not accept the API key").waitFor();
    expect(await input.inputValue()).toBe("wrong-key");
    await enterText(page, account?.apiKey ?? "");
    await toast(page, `AI Chatbot Hub: connected to ${simulator.origin}`).waitFor();
    await treeRow(page, "Harbor Docs").waitFor();
  });

  it("renames and removes an account", async () => {
    const { page } = workbench();
    await contextMenu(page, treeRow(page, "AI Chatbot Hub"), "Rename Account");
    await enterText(page, "Team docs");
    await treeRow(page, "Team docs").waitFor();
    await treeRow(page, "Harbor Docs").waitFor();
    await contextMenu(page, treeRow(page, "Team docs"), "Remove Account");
    await page.locator(".monaco-dialog-box").getByRole("button", { name: "Remove" }).click();
    await page.getByRole("button", { name: "Try the Demo" }).waitFor();
  });

  it("tries a website with the demo's service, and asks the chatbot that was made of it", async () => {
    const { page } = workbench();
    await openView(page, "Parley");
    await page.getByRole("button", { name: "Try the Demo" }).click();
    await treeRow(page, "SiteGPT (demo)").waitFor();
    await command(page, "Parley: Try SiteGPT With a Website…");
    await quickInput(page).getByText("Address of the website").waitFor();
    await enterText(page, "www.example.com");
    await page.locator(".monaco-dialog-box").getByRole("button", { name: "Send Address" }).click();
    await treeRow(page, "SiteGPT: www.example.com").getByText("trial until").waitFor();
    const panel = await newSession(page, "www.example.com");
    await ask(panel, "What can you tell me?");
    await answer(panel).waitFor();
    await panel.getByRole("button", { name: "Send" }).waitFor();
    expect((await answer(panel).textContent())?.length).toBeGreaterThan(20);
    await command(page, "Parley: Stop Demo");
    await treeRow(page, "SiteGPT: www.example.com").waitFor({ state: "detached" });
  });
});
