import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { expect, it } from "vitest";
import {
  allowButton,
  askAgentFirst,
  askInChatView,
  chatView,
  lastAnswer,
} from "../helpers/workbench/chatView.ts";
import { contextMenu } from "../helpers/workbench/menus.ts";
import {
  command,
  pick,
  quickInput,
  quickPickRow,
  reloadWindow,
} from "../helpers/workbench/palette.ts";
import { useWorkbench } from "../helpers/workbench/useWorkbench.ts";
import { chatPanel, closeEditors, expandRow, treeRow } from "../helpers/workbench/views.ts";
import { waitForWorkbench } from "../helpers/workbench/workbench.ts";

const question = "How do I verify a webhook signature?";

const workbench = useWorkbench({
  demoAccounts: true,
  fixtures: ["agentProbe"],
  settings: { "chat.disableAIFeatures": false, "parley.ai.mcpServer": true },
  builtIn: ["GitHub.copilot-chat"],
});

it("VS Code's agent asks a chatbot after a confirmation, and cites its source", async () => {
  const { page } = workbench();
  await askAgentFirst(page, `Ask the chatbot Harbor Docs: ${question}`);
  const confirmation = chatView(page).getByRole("group", { name: "Tool confirmation carousel" });
  await confirmation.getByText("Ask Harbor Docs").first().waitFor();
  await confirmation.getByText("Account: AI Chatbot Hub (demo)").waitFor();
  await confirmation.getByText(question, { exact: true }).waitFor();
  await allowButton(page).click();
  await quickPickRow(page, "Harbor Docs").getByRole("checkbox", { checked: true }).waitFor();
  await quickInput(page).getByRole("button", { name: "OK" }).click();
  await lastAnswer(page).getByText("The model cites [1] “Webhooks”").waitFor();

  await expandRow(page, "Harbor Docs");
  await page.getByRole("treeitem", { name: `${question}, asked by an AI agent` }).waitFor();
  // Nobody has to read what the agent has read.
  expect(await page.locator(".statusbar").getByText("unread answer").count()).toBe(0);
});

it("@parley answers with its sources, and goes on in the same session after a reload", async () => {
  const { page } = workbench();
  const open = lastAnswer(page).getByRole("button", { name: "Open in Parley", exact: true });
  await askInChatView(page, "@parley How do I fail over the database?");
  await pick(page, "Incident Archive");
  await lastAnswer(page).getByText("Incident Archive, CRBNai (demo)").waitFor();
  await open.waitFor();
  const answer = (await lastAnswer(page).textContent()) ?? "";
  expect(answer).toMatch(
    /a second one reads along\. \[1\][^]*Sources[^]*\[1\].*runbook\.pdf, page 1/,
  );

  await askInChatView(page, "And what happened in March?");
  await lastAnswer(page).getByText("The lantern outage of 14 March").waitFor();
  await open.waitFor();
  await reloadWindow(page);
  await waitForWorkbench(page);
  await command(page, "Chat: Open Chat");
  // What was answered before the reload is there, with a button that does nothing any more.
  await chatView(page).getByText("And what happened in March?").first().waitFor();
  await askInChatView(page, "Which severity is a slow checkout?");
  await open.click();
  const questions = chatPanel(page).locator("article.user");
  await questions.nth(2).waitFor();
  // What VS Code adds for its own models would be attached to them.
  expect(await questions.locator("parley-markdown").allTextContents()).toEqual([
    "How do I fail over the database?",
    "And what happened in March?",
    "Which severity is a slow checkout?",
  ]);
  await closeEditors(page);
});

it("an answer goes to the Chat view, and a model of the editor continues below it", async () => {
  const { page } = workbench();
  // The reload has closed the rows.
  await expandRow(page, "Harbor Docs");
  await treeRow(page, question).click();
  const panel = chatPanel(page);
  const first = panel.locator("article.assistant").last();
  await panel.locator("article.user", { hasText: "AI agent" }).waitFor();
  await contextMenu(page, first.locator("p").first(), "Continue With a Model of the Editor");
  await pick(page, "Demo model");
  const continued = first.getByRole("region", {
    name: "Demo model, a model of your editor; not the chatbot",
  });
  await continued.getByText(`The model has read “${question}”`).waitFor();
  const [box, log] = await Promise.all([
    continued.boundingBox(),
    panel.getByRole("log").boundingBox(),
  ]);
  expect(box && log && box.y < log.y + log.height).toBe(true);

  await contextMenu(page, first.locator("p").first(), "Send to Chat");
  await chatView(page)
    .getByRole("button", { name: /^Attached file, Answer of Harbor Docs/ })
    .waitFor();
});

it("another program asks the same chatbot by the configuration that is copied for it, and not without its token", async () => {
  const { page, context } = workbench();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await command(page, "Parley: Copy MCP Configuration");
  await pick(page, "Cursor");
  await page.getByText("The configuration for Cursor was copied").first().waitFor();
  const copied = await page.evaluate(async () => navigator.clipboard.readText());
  const { mcpServers } = JSON.parse(copied) as {
    readonly mcpServers: {
      readonly parley: { readonly url: string; readonly headers: Record<string, string> };
    };
  };
  const { url, headers } = mcpServers.parley;
  const connect = async (requestInit: RequestInit): Promise<Client> => {
    const client = new Client({ name: "test", version: "1" });
    await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
    return client;
  };
  await expect(connect({})).rejects.toThrow();
  const client = await connect({ headers });
  const { content } = await client.callTool({
    name: "parley_ask",
    arguments: { chatbot: "Harbor Docs", question: "Which scopes can a key have?" },
  });
  await client.close();
  expect(JSON.stringify(content)).toMatch(/scope.*Sources/s);
  await page
    .getByRole("treeitem", { name: "Which scopes can a key have?, asked by an AI agent" })
    .waitFor();
});
